import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch } from "@/lib/search-params";
import { absoluteFilter, filterQuery, isFiltered, jobSearchSchema } from "./job-search";

const read = (query: string) => jobSearchSchema.parse(parseSearch(query));
const now = new Date("2026-11-24T14:00:00Z");

describe("the filter in the address", () => {
  it("survives the way there and back", () => {
    const query = "?state=DEAD&state=RETRYING&queue=mail&tag=tenant%3D7&q=timed+out&page=abc";
    expect(read(query)).toEqual({
      state: ["DEAD", "RETRYING"],
      queue: "mail",
      tag: "tenant=7",
      q: "timed out",
      page: "abc",
    });
    expect(stringifySearch(read(query))).toBe(query);
  });

  it("reads links from dashboards and alerts", () => {
    const query =
      "?queue=default&task=x&state=DEAD,RETRYING&state=READY" +
      "&createdAfter=2026-11-24T13:00:00.000Z&createdBefore=2026-11-24T14:00:00Z";
    expect(read(query)).toEqual({
      queue: "default",
      task: "x",
      state: ["DEAD", "RETRYING", "READY"],
      createdAfter: "2026-11-24T13:00:00.000Z",
      createdBefore: "2026-11-24T14:00:00Z",
    });
    expect(read("?state=").state).toEqual([]);
  });

  it("keeps text that looks like a number or JSON as text", () => {
    expect(read('?q=019&tag={"a":1}&queue=true')).toEqual({ q: "019", tag: '{"a":1}', queue: "true" });
  });

  it("keeps values that it does not know, so that the server can refuse them", () => {
    expect(read("?state=NOPE").state).toEqual(["NOPE"]);
    expect(filterQuery({ since: "yesterday" }, now).get("createdAfter")).toBe("yesterday");
  });

  it("takes the last of repeated single values", () => {
    expect(read("?queue=a&queue=b").queue).toBe("b");
  });

  it("leaves out what is empty", () => {
    expect(stringifySearch({ state: [], queue: undefined, q: "" })).toBe("");
  });
});

describe("the filter that the API is asked", () => {
  it("repeats states and makes relative ranges absolute", () => {
    const query = filterQuery({ state: ["DEAD", "READY"], since: "1h", queue: "a b" }, now);
    expect(query.toString()).toBe(
      "state=DEAD&state=READY&queue=a+b&createdAfter=2026-11-24T13%3A00%3A00.000Z",
    );
    expect(absoluteFilter({ since: "1h" }, now)).toEqual({ createdAfter: "2026-11-24T13:00:00.000Z" });
  });

  it("knows whether there is one", () => {
    expect(isFiltered({ state: [] })).toBe(false);
    expect(isFiltered({ since: "1h" })).toBe(true);
    expect(isFiltered({ state: ["DEAD"] })).toBe(true);
  });
});
