import { describe, expect, it } from "vitest";
import type { Facets } from "./api/facets";
import { suggestions } from "./filter-suggestions";
import { knownValues, wantedFacets } from "./filter-values";

describe("what is counted while a value is typed", () => {
  const wanted = (text: string, caret = text.length) => wantedFacets(text, caret);

  it("are the jobs that all other terms mean", () => {
    expect(wanted("queue:")).toEqual({ others: "", filter: "" });
    expect(wanted("state:dead queue:ma")).toEqual({ others: "state:dead", filter: "state:dead" });
    expect(wanted("state:de queue:mail", 8)).toEqual({ others: "queue:mail", filter: "queue:mail" });
    expect(wanted('tag:"a b" -task:x,')).toEqual({ others: 'tag:"a b"', filter: 'tag:"a b"' });
  });

  it("leaves out terms that are not complete", () => {
    expect(wanted("created> -host: state:dead queue:")?.filter).toBe("state:dead");
  });

  it("has the part of a tag that is typed, because only the most frequent tags are named", () => {
    expect(wanted("state:dead tag:ten")).toEqual({ others: "state:dead", filter: "state:dead tag:*ten*" });
    expect(wanted("tag:")?.filter).toBe("");
    expect(wanted("tag:ten*")?.filter).toBe("");
  });

  it("is nothing for other terms", () => {
    for (const text of ["", "qu", "host:a", "created>", 'queue:"a', "state:dead "])
      expect(wanted(text), text).toBeUndefined();
  });
});

describe("known values", () => {
  const facets: Facets = {
    total: 51,
    complete: true,
    states: [{ state: "DEAD", count: 51 }],
    queues: [
      { queue: "billing", count: 1 },
      { queue: "mail", count: 50 },
    ],
    tasks: [],
    tags: [{ tag: "tenant=7", count: 37 }],
    sample: [],
  };
  const names = { queue: ["billing", "hooks", "mail"], task: ["mail.send"] };
  const offered = (text: string, counted: Facets | undefined) =>
    suggestions(text, text.length, knownValues(names, counted)).map(({ label, hint }) => [label, hint]);

  it("have the numbers of jobs, the most first", () => {
    expect(offered("queue:", facets)).toEqual([
      ["queue:mail", "50 jobs"],
      ["queue:billing", "1 job"],
      ["queue:hooks", "no job"],
    ]);
    expect(offered("-tag:ten", facets)).toEqual([["-tag:tenant=7", "37 jobs"]]);
    expect(offered("state:d", facets)[0]).toEqual(["state:dead", "51 jobs"]);
    expect(offered("state:ready", { ...facets, complete: true })).toEqual([]);
    expect(offered("state:rea", facets)).toEqual([["state:ready", "no job"]]);
  });

  it("claim nothing about jobs that were not counted", () => {
    expect(offered("queue:", { ...facets, complete: false })).toEqual([
      ["queue:mail", "at least 50 jobs"],
      ["queue:billing", "at least 1 job"],
      ["queue:hooks", ""],
    ]);
    expect(offered("tag:", { ...facets, total: 100_000 })).toEqual([
      ["tag:tenant=7", "37 jobs among the newest"],
    ]);
    expect(offered("queue:", undefined)).toEqual([
      ["queue:billing", ""],
      ["queue:hooks", ""],
      ["queue:mail", ""],
    ]);
  });
});
