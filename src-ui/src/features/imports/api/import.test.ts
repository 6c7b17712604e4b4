import { expect, it } from "vitest";
import type { BulkState } from "@/lib/api/bulk-job";
import { type Import, importStep } from "./import";

const job: Import = {
  id: "1",
  state: "RUNNING",
  stopRequested: false,
  task: "mail.send",
  queue: "mail",
  format: "csv",
  createdAt: "2026-11-24T14:00:00Z",
  createdBy: "admin",
  bytes: 2_000,
  bytesRead: 1_000,
  rows: 1_000,
  read: 500,
  submitted: 499,
  rejected: 1,
  partitions: [],
};

it.each<[BulkState, Partial<Import>, string]>([
  ["READY", {}, "Waits for a free worker in queue bulk."],
  ["RUNNING", {}, "Reads rows and submits a job for each."],
  ["RUNNING", { secondsLeft: 61.2 }, "Reads rows and submits a job for each, about 1 min 2 s left."],
  ["RUNNING", { stopRequested: true }, "Stop requested: ends after the current step."],
  ["RETRYING", {}, "The last attempt failed. The next one continues where it ended."],
  ["SUCCEEDED", { submitted: 1_000, rejected: 0 }, "Done: 1,000 jobs submitted, no row rejected."],
  ["SUCCEEDED", { submitted: 1, rejected: 1 }, "Done: 1 job submitted, 1 row rejected."],
  ["STOPPED", {}, "Stopped after 500 of 1,000 rows. A restart continues from there."],
  ["DEAD", {}, "Failed for good. Once the cause is fixed, a restart continues where it ended."],
])("says of one that is %s with %o: %s", (state, more, words) =>
  expect(importStep({ ...job, ...more, state })).toBe(words),
);
