import { describe, expect, it } from "vitest";
import {
  clockTime,
  durationMillis,
  durationText,
  fromInputTime,
  relativeTime,
  toInputTime,
  toIsoDuration,
} from "./time";

const at = (iso: string) => new Date(iso);

describe("clockTime", () => {
  const now = at("2026-11-24T14:05:00Z");

  it("shows the clock alone today, and the day when it is another", () => {
    expect(clockTime(at("2026-11-24T14:02:11.123Z"), now, "utc")).toBe("14:02:11");
    expect(clockTime(at("2026-11-23T23:59:59Z"), now, "utc")).toBe("23 Nov 23:59:59");
    expect(clockTime(at("2025-11-24T00:00:00Z"), now, "utc")).toBe("24 Nov 2025 00:00:00");
  });
});

describe("relativeTime", () => {
  const now = at("2026-11-24T14:05:00Z");

  it.each([
    ["2026-11-24T14:04:59.500Z", "now"],
    ["2026-11-24T14:04:18Z", "42 s ago"],
    ["2026-11-24T14:02:01Z", "2 min ago"],
    ["2026-11-22T14:02:01Z", "2 d ago"],
    ["2026-11-24T14:05:42Z", "in 42 s"],
    ["2026-11-24T17:05:00Z", "in 3 h"],
  ])("%s is %s", (iso, text) => expect(relativeTime(at(iso), now)).toBe(text));
});

describe("durations", () => {
  it.each([
    [340, "340 ms"],
    [1_000, "1 s"],
    [3_250, "3.3 s"],
    [42_000, "42 s"],
    [134_000, "2 min 14 s"],
    [3_600_000, "1 h"],
    [90_061_000, "1 d 1 h"],
    [Number.NaN, "–"],
  ])("%d ms reads %s", (millis, text) => expect(durationText(millis)).toBe(text));

  it("reads ISO 8601 as the API writes it", () => {
    expect(["PT30S", "PT0.25S", "PT1H2M3S", "P1DT1S"].map(durationMillis)).toEqual([
      30_000, 250, 3_723_000, 86_401_000,
    ]);
    expect(["", "P", "PT", "30S", "P1Y", "PT1H2"].every((text) => Number.isNaN(durationMillis(text)))).toBe(
      true,
    );
  });

  it.each([
    ["90s", "PT90S"],
    ["1h 30m", "PT1H30M"],
    ["2 min", "PT2M"],
    ["1d", "P1D"],
    ["1d 12h", "P1DT12H"],
    ["0.5s", "PT0.5S"],
    ["pt90s", "PT90S"],
    ["soon", undefined],
    ["90", undefined],
    ["  ", undefined],
  ])("takes %s as %s", (typed, iso) => expect(toIsoDuration(typed)).toBe(iso));
});

it("converts input times in both zones and back", () => {
  expect(fromInputTime("2026-11-24T14:02", "utc")).toBe("2026-11-24T14:02:00.000Z");
  for (const zone of ["utc", "local"] as const) {
    const shown = toInputTime("2026-07-01T23:30:00.000Z", zone);
    expect(fromInputTime(shown, zone)).toBe("2026-07-01T23:30:00.000Z");
  }
  expect(fromInputTime("", "utc")).toBeUndefined();
  expect(toInputTime("rubbish", "utc")).toBe("");
});
