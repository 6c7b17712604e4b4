import { expect, it } from "vitest";
import type { Operation } from "@/lib/api/operation";
import {
  buttonText,
  doneText,
  hasRest,
  operationStep,
  operationWords,
  percentText,
  restFilter,
} from "./operation-words";

const base: Operation = {
  id: "019ab3c4-0000-7000-8000-000000000000",
  action: "retry",
  state: "RUNNING",
  cancelRequested: false,
  filter: { state: ["DEAD"], queue: "mail", filter: "state:dead queue:mail" },
  phase: "running",
  total: 5_040,
  looked: 5_040,
  done: 5_000,
  failed: 0,
  skipped: [],
  createdAt: "2026-11-24T14:00:00Z",
  createdBy: "admin",
};
const canary = {
  first: 20,
  stopAtFailureRatio: 0.1,
  waitAtMost: "PT10M",
  tried: 20,
  succeeded: 15,
  failed: 5,
  retrying: 0,
  ratio: 0.25,
};
const now = new Date("2026-11-24T15:00:00Z");

it("names an operation by its verb and its jobs", () => {
  expect(operationWords(base, now, "utc")).toBe("Retry dead jobs in queue mail");
  expect(operationWords({ ...base, action: "move", queue: "slow" }, now, "utc")).toBe(
    "Move dead jobs in queue mail to queue slow",
  );
  expect(buttonText({ action: "reprioritize", priority: 1 }, "3 jobs")).toBe("Reprioritize 3 jobs to 1");
});

it("says what happens and how it ended", () => {
  const skipped: Operation["skipped"] = [{ reason: "unique-key-held", count: 12, sample: [] }];
  const steps: [Partial<Operation>, string][] = [
    [{ state: "READY" }, "Waits for a free worker in queue bulk."],
    [{ phase: "canary", canary }, "Tries the first 20."],
    [
      { phase: "waiting", canary },
      "Waits for the end of the jobs that it tried. The others are untouched so far.",
    ],
    [{ cancelRequested: true }, "Cancel requested: it stops within seconds."],
    [{ state: "SUCCEEDED", skipped, failed: 1 }, "Done: 5,000 jobs retried, 12 skipped, 1 not readable."],
    [{ state: "CANCELLED", done: 1 }, "Canceled: 1 job retried. The other jobs are as they were."],
    [
      { state: "STOPPED", stoppedBy: "canary-failed", canary, done: 20 },
      "Stopped by itself: of the first 20 jobs, 5 failed again (more than 10%). Until then: 20 jobs retried. The other jobs are as they were.",
    ],
    [
      { state: "STOPPED", stoppedBy: "failure-ratio", stopAtFailureRatio: 0.125 },
      "Stopped by itself: more than 12.5% of the jobs failed again. Until then: 5,000 jobs retried. The other jobs are as they were.",
    ],
  ];
  for (const [change, words] of steps) expect(operationStep({ ...base, ...change })).toBe(words);
});

it("knows actions and states of newer servers by their names", () => {
  const newer = { ...base, action: "tag" as Operation["action"], state: "PAUSED" as Operation["state"] };
  expect(operationWords(newer, now, "utc")).toBe("tag dead jobs in queue mail");
  expect(doneText(newer)).toBe("5,000 jobs done (tag)");
  expect(operationStep(newer)).toBe("");
});

it("means by the rest no job that came after the operation", () => {
  expect(restFilter(base)).toBe("state:dead queue:mail created<2026-11-24T14:00:00Z");
  expect(hasRest({ ...base, state: "SUCCEEDED" })).toBe(false);
  expect(hasRest({ ...base, state: "STOPPED" })).toBe(true);
  expect(
    hasRest({ ...base, state: "SUCCEEDED", skipped: [{ reason: "running", count: 1, sample: [] }] }),
  ).toBe(true);
});

it("writes shares as people do", () => {
  expect([0, 0.1, 0.125, 1 / 3].map(percentText)).toEqual(["0%", "10%", "12.5%", "33.3%"]);
});
