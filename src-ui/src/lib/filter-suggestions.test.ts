import { describe, expect, it } from "vitest";
import { suggestions } from "./filter-suggestions";
import { knownValues } from "./filter-values";

const known = knownValues({ queue: ["mail", "billing eu", "billing"], task: ["mail.send"] }, undefined);
const offered = (text: string, caret = text.length) => suggestions(text, caret, known);
const labels = (text: string, caret?: number) => offered(text, caret).map(({ label }) => label);

describe("suggestions", () => {
  it("are the fields where a term begins", () => {
    expect(labels("")).toContain("state:");
    expect(labels("state:dead ")).toContain("queue:");
    expect(labels("qu")).toEqual(["queue:"]);
    expect(labels("-qu")).toEqual(["-queue:"]);
    expect(labels("-created")).toEqual([]);
    expect(labels("xyz")).toEqual([]);
    expect(labels("10.0")).toEqual([]);
    expect(labels('"qu')).toEqual([]);
  });

  it("are the values of a field", () => {
    expect(labels("queue:")).toEqual(["queue:mail", 'queue:"billing eu"', "queue:billing"]);
    expect(labels("queue:bill")).toEqual(['queue:"billing eu"', "queue:billing"]);
    expect(labels("-task:send")).toEqual(["-task:mail.send"]);
    expect(labels("state:d")[0]).toBe("state:dead");
    expect(labels("state:ready,de")).toEqual(["state:ready,dead", "state:ready,succeeded"]);
    expect(labels("created>")).toContain("created>-1h");
    expect(labels("queue:mail")).toEqual([]);
    expect(labels("queue:mail,")).toEqual(['queue:mail,"billing eu"', "queue:mail,billing"]);
    expect(labels("tag:a")).toEqual([]);
  });

  it("replace the term at the caret and no other", () => {
    expect(offered("qu state:dead", 2)[0]).toMatchObject({ text: "queue: state:dead", caret: 6, open: true });
    expect(offered("queue:ma state:dead", 8)[0]).toMatchObject({
      text: "queue:mail state:dead",
      caret: 11,
      open: false,
    });
    expect(offered("a queue:ma")[0]).toMatchObject({ text: "a queue:mail ", caret: 13 });
  });
});
