import { expect, it } from "vitest";
import type { Job } from "@/lib/api/job";
import { nextStep } from "./next-step";

const now = new Date("2026-11-24T14:00:00Z");
const job = (more: Partial<Job>) =>
  ({ queue: "mail", attempt: 2, attemptsUsed: 2, maxAttempts: 5, ...more }) as Job;

it.each<[Partial<Job>, boolean, string]>([
  [{ state: "RETRYING", dueAt: "2026-11-24T14:00:42Z" }, false, "Attempt 3 of 5 comes in 42 s."],
  [{ state: "RETRYING", dueAt: "2026-11-24T13:59:58Z" }, false, "Attempt 3 of 5 comes any moment."],
  [{ state: "READY" }, true, "Queue mail is paused: the job starts after it is resumed."],
  [{ state: "READY" }, false, "Waits in queue mail for a worker to start it."],
  [{ state: "RUNNING" }, false, "Attempt 2 of 5 is running."],
  [{ state: "RUNNING", attempt: 6, attemptsUsed: 1 }, false, "Attempt 6 (counts as 1 of 5) is running."],
  [
    { state: "RETRYING", attempt: 6, attemptsUsed: 1, dueAt: "2026-11-24T14:00:42Z" },
    false,
    "Attempt 7 (counts as 2 of 5) comes in 42 s.",
  ],
  [
    { state: "DEAD", deadReason: "attempts-exhausted", attempt: 2, maxAttempts: 1 },
    false,
    "Its only attempt failed. Retry gives it another one.",
  ],
  [
    { state: "RUNNING", cancelRequested: true },
    false,
    "Cancel requested: ends as soon as its worker has stopped it.",
  ],
  [
    { state: "DEAD", deadReason: "attempts-exhausted" },
    false,
    "All 5 attempts are used up. Retry gives it a full new set.",
  ],
  [
    { state: "DEAD", deadReason: "deadline" },
    false,
    "Its deadline passed before an attempt succeeded. Retry removes the deadline.",
  ],
])("%o", (more, paused, text) => expect(nextStep(job(more), paused, now)).toBe(text));
