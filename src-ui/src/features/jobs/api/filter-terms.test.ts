import { describe, expect, it } from "vitest";
import { filterText, mentioned, separated, withStates } from "./filter-terms";
import type { JobFilter } from "./job-search";

describe("terms that stand for a condition of their own", () => {
  it.each<[string, JobFilter]>([
    ["state:dead", { state: ["DEAD"] }],
    ["state:Dead,ready state:dead", { state: ["DEAD", "READY"] }],
    ["queue:mail task:a:b", { queue: "mail", task: "a:b" }],
    ['tag:"a b" q:x', { tag: "a b", q: "x" }],
    ["tag:a\\*b", { tag: "a*b" }],
    ["created>-1h", { since: "1h" }],
    [
      "created>=2026-11-24T00:00:00Z created<2026-11-25T00:00:00Z",
      { createdAfter: "2026-11-24T00:00:00Z", createdBefore: "2026-11-25T00:00:00Z" },
    ],
  ])("%s", (filter, separate) => expect(separated({ filter })).toEqual({ ...separate, filter: undefined }));

  it.each([
    "-state:dead",
    "state:failed",
    "state:dead,nothing",
    "state:d*",
    "queue:a*",
    "queue:a,b",
    "-queue:a",
    "queue:",
    'queue:"a',
    "tag:a,",
    "created>-90m",
    "created<-1h",
    "created>2026-11-24",
    "timeout",
    '"state:dead"',
    "host:a",
    "state:dead-",
  ])("but not %s", (filter) => expect(separated({ filter })).toEqual({ filter }));

  it("another one stays in the text, and so does one that a link has already", () => {
    expect(separated({ filter: "queue:a queue:b x" })).toEqual({ queue: "a", filter: "queue:b x" });
    expect(separated({ queue: "a", state: ["DEAD"], filter: "queue:b state:ready" })).toEqual({
      queue: "a",
      state: ["DEAD"],
      filter: "queue:b state:ready",
    });
  });
});

describe("the text of a filter", () => {
  it("has the conditions of a link as terms before its own", () => {
    const filter: JobFilter = {
      state: ["DEAD", "READY"],
      queue: "mail",
      task: "a.b",
      tag: 'say "hi"',
      since: "1h",
      q: "x y",
      filter: "-tag:z",
    };
    const before = 'state:dead,ready queue:mail task:a.b tag:"say \\"hi\\"" created>-1h q:"x y" ';
    expect(filterText(filter)).toEqual({ text: `${before}-tag:z`, given: before.length });
    expect(separated({ filter: filterText({ ...filter, filter: undefined }).text })).toEqual({
      ...filter,
      filter: undefined,
    });
  });

  it("is its own if there is nothing else", () => {
    expect(filterText({ filter: "x" })).toEqual({ text: "x", given: 0 });
    expect(filterText({})).toEqual({ text: "", given: 0 });
  });
});

it("states are chosen where they stand", () => {
  expect(withStates({ queue: "a" }, ["DEAD"])).toEqual({ state: ["DEAD"] });
  expect(withStates({ state: ["DEAD"] }, [])).toEqual({ state: undefined });
  expect(withStates({ filter: "x state:dead -state:ready y" }, ["DEAD", "RUNNING"])).toEqual({
    state: undefined,
    filter: "state:dead,running x y",
  });
  expect(withStates({ filter: "state:dead" }, [])).toEqual({ state: undefined, filter: undefined });
});

it.each<[JobFilter, string | undefined]>([
  [{ q: "a b" }, "a b"],
  [{ filter: "state:dead timeout" }, "timeout"],
  [{ filter: '-x "a b"' }, "a b"],
  [{ filter: "q:x y" }, "x"],
  [{ filter: "queue:a" }, undefined],
  [{}, undefined],
])("%o marks %s", (filter, text) => expect(mentioned(filter)).toBe(text));
