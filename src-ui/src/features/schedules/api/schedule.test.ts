import { describe, expect, it } from "vitest";
import {
  latenessText,
  localText,
  type PastRun,
  runWords,
  type Schedule,
  scheduleFromText,
  scheduleStep,
} from "./schedule";

const now = new Date("2026-11-24T14:00:00Z");
const run = (more: Partial<PastRun>) =>
  ({ kind: "PLANNED", lateness: "PT0.3S", runs: 1, ...more }) as PastRun;
const next = { plannedAt: "2026-11-24T16:00:00Z", dueAt: "2026-11-24T16:00:00Z", localTime: "" };

it("keeps the digits of the args", () => {
  const text = '{"name": "a", "args": {"n": 12345678901234567890, "x": 1.0}, "tags": []}';
  expect(scheduleFromText(text).argsText).toBe('{"n": 12345678901234567890, "x": 1.0}');
});

describe("what happens next", () => {
  it.each<[Partial<Schedule>, string]>([
    [{ state: "ACTIVE", next }, "Runs in 2 h."],
    [{ state: "ACTIVE", next: { ...next, dueAt: "2026-11-24T13:59:58Z" } }, "Runs any moment."],
    [{ state: "ACTIVE", next, waiting: next }, "A run waits for the end of an earlier job."],
    [{ state: "ENDED" }, "Has had its last run."],
    [{ state: "PAUSED", next }, "Does not run until it is resumed."],
  ])("%o", (more, text) => expect(scheduleStep(more as Schedule, now)).toBe(text));
});

it("says what became of a run, and of several", () => {
  expect(runWords(run({}))).toBe("In time");
  expect(runWords(run({ kind: "SKIPPED_LATE", runs: 12 }))).toBe("Left out, too late (12 runs)");
  expect(runWords(run({ kind: "NEWER" as PastRun["kind"] }))).toBe("NEWER");
});

it("says how late a run was, but not for one that somebody asked for", () => {
  expect(latenessText(run({}))).toBe("300 ms");
  expect(latenessText(run({ kind: "MANUAL" }))).toBe("–");
});

it.each([
  ["2026-12-01T02:30:00+01:00", "2026-12-01 02:30:00 +01:00"],
  ["2026-12-01T02:30:00.000Z", "2026-12-01 02:30:00 UTC"],
  ["later", "later"],
])("shows the local time %s", (localTime, text) => expect(localText(localTime)).toBe(text));
