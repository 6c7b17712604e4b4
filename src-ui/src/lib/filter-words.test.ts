import { expect, it } from "vitest";
import { exportWords, filterWords } from "./filter-words";

const now = new Date("2026-11-24T15:00:00Z");

it("says a filter in words", () => {
  expect(filterWords({}, now, "utc")).toBe("All jobs");
  expect(filterWords({ state: ["DEAD", "RETRYING", "NEW"], queue: "mail" }, now, "utc")).toBe(
    "Dead, retrying and new jobs in queue mail",
  );
  expect(
    filterWords(
      { task: "a.b", tag: "t", q: "x", createdAfter: "2026-11-24T14:00:00Z", createdBefore: "soon" },
      now,
      "utc",
    ),
  ).toBe("All jobs of a.b with the tag t matching “x” created after 14:00:00 created before soon");
});

it("says the text of an export only where nothing else says it", () => {
  expect(exportWords({ queue: "mail", filter: "queue:mail" }, now, "utc")).toBe("All jobs in queue mail");
  expect(exportWords({ filter: "queue:mail*" }, now, "utc")).toBe("All jobs that meet queue:mail*");
  expect(exportWords({}, now, "utc")).toBe("All jobs");
});
