import { expect, it } from "vitest";
import type { Queue } from "@/lib/api/queue";
import { queueWith } from "@/test/answers";
import { settingsOf } from "./queue-settings";

it("lists what is set, and whether a file sets it", () => {
  const queue: Queue = {
    ...queueWith({}),
    description: "Mail to customers",
    fair: true,
    perKey: { concurrency: 2 },
    weights: { "customer-7": 3 },
    retention: { SUCCEEDED: { age: "PT24H", count: 10_000 }, DEAD: { age: "PT720H" } },
    sources: { "/description": "API", "/perKey/concurrency": "FILE", "/fair": "API" },
  };
  expect(settingsOf(queue)).toEqual([
    { name: "Description", text: "Mail to customers", fromFile: false },
    { name: "Limits of each key", text: "2 at a time", fromFile: true },
    { name: "Keys take turns", text: "yes", fromFile: false },
    { name: "Turns of keys", text: "customer-7: 3", fromFile: false },
    { name: "Keeps finished jobs", text: "succeeded: 1 d or 10,000 jobs; dead: 30 d", fromFile: false },
  ]);
  expect(settingsOf(queueWith({}))).toEqual([]);
});
