import { expect, it } from "vitest";
import { replayOf, statesText, trendOf } from "./failure";

const now = new Date("2026-11-24T15:00:00Z");
const hours = (before: number, latest: number) => [...Array(22).fill(before), latest, 0];

it("calls a group new for a day, and growing when it fails more than twice as often as before", () => {
  const old = "2026-11-01T00:00:00Z";
  expect(trendOf({ firstSeen: "2026-11-24T14:59:00Z", perHour: hours(0, 1) }, now)).toBe("new");
  expect(trendOf({ firstSeen: old, perHour: hours(10, 41) }, now)).toBe("growing");
  expect(trendOf({ firstSeen: old, perHour: hours(10, 40) }, now)).toBe("steady");
  expect(trendOf({ firstSeen: old, perHour: hours(0, 9) }, now)).toBe("steady");
  expect(trendOf({ firstSeen: old, perHour: hours(0, 10) }, now)).toBe("growing");
});

it("replays the dead, or those that wait if none is dead", () => {
  expect(replayOf({ fingerprint: "5d1f0e6b2a9c4478", dead: 3 }).filter).toBe(
    "failure:5d1f0e6b2a9c4478 state:dead",
  );
  expect(replayOf({ fingerprint: "5d1f0e6b2a9c4478", dead: 0 }).filter).toBe(
    "failure:5d1f0e6b2a9c4478 state:retrying",
  );
});

it("names only states that have jobs", () => {
  expect(statesText({ dead: 4_990, retrying: 10 })).toBe("4,990 dead, 10 retrying");
  expect(statesText({ dead: 0, retrying: 0 })).toBe("no job left");
});
