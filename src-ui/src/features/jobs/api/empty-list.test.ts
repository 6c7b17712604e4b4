import { expect, it } from "vitest";
import type { Queue } from "@/lib/api/queue";
import { queueWith } from "@/test/answers";
import { describeEmpty } from "./empty-list";
import type { JobFilter } from "./job-search";

const now = new Date("2026-11-24T15:00:00Z");
const queues: Queue[] = [
  queueWith({ counts: { DEAD: 5_001, SUCCEEDED: 10 } }),
  queueWith({ name: "bills", counts: { SUCCEEDED: 7 } }),
];
const describeIt = (filter: JobFilter, known: Queue[] | undefined = queues) =>
  describeEmpty(filter, { queues: known, now, zone: "utc" });

it("a search without a hit beside dead jobs is no good news, and says what was asked and what is there", () => {
  const { good, title, details, wider } = describeIt({ state: ["DEAD"], q: "timed out" });
  expect(good).toBe(false);
  expect(title).toBe("No dead jobs matching “timed out”");
  expect(details).toEqual(["Dead jobs: 5,001. None matches the rest of the filter."]);
  expect(wider).toEqual([
    { label: "Show these 5,001 jobs", filter: { state: ["DEAD"], queue: undefined } },
    { label: "Look in all states", filter: { state: undefined, q: "timed out" } },
  ]);
});

it.each<[string, JobFilter]>([
  ["tag", { state: ["DEAD"], tag: "x" }],
  ["task", { state: ["DEAD"], task: "x" }],
  ["time", { state: ["DEAD"], since: "15m" }],
  ["unknown state of the counts", { state: ["RUNNING"] }],
  ["other state", { state: ["READY"], queue: "bills" }],
])("a filter by %s is no good news either", (_, filter) => expect(describeIt(filter).good).toBe(false));

it("no failure at all is good news, in a queue too", () => {
  expect(describeIt({ state: ["DEAD", "RETRYING"], queue: "bills" })).toEqual({
    good: true,
    title: "No dead or retrying jobs in queue bills",
    details: [],
    wider: [],
  });
});

it("nothing is good news while the counts are not known, or say otherwise", () => {
  expect(describeEmpty({ state: ["DEAD"] }, { queues: undefined, now, zone: "utc" }).good).toBe(false);
  const { good, details } = describeIt({ state: ["DEAD"] });
  expect([good, details]).toEqual([
    false,
    ["The counts say 5,001: they or the list may be some seconds old."],
  ]);
});

it("names a queue that is not there, and a part of an id that is too short", () => {
  expect(describeIt({ queue: "mial" }).details).toEqual(["There is no queue mial."]);
  expect(describeIt({ q: "9d67" }).details.at(-1)).toBe(
    "A part of an id is found if it has 6 or more characters.",
  );
  expect(describeIt({ q: "reset" }).details).toHaveLength(1);
});
