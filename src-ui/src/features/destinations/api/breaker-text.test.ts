import { expect, it } from "vitest";
import { causeText, nextText } from "./breaker-text";

const now = new Date("2026-11-24T14:00:00Z");

it("says why a breaker is open", () => {
  expect(causeText({ cause: "FAILURES" })).toBe("too many calls failed");
  expect(causeText({ cause: "UNAVAILABLE" })).toBe("it answered 503");
  expect(causeText({ cause: "BUSY" })).toBe("it answered 429");
  expect(causeText({ cause: "MANUAL", openedBy: "alice" })).toBe("opened by alice");
  expect(causeText({})).toBeUndefined();
});

it("says what happens to jobs that call it", () => {
  expect(nextText({ state: "CLOSED" }, now)).toBe("Jobs call it.");
  expect(nextText({ state: "OPEN" }, now)).toMatch(/until somebody closes the breaker/);
  expect(nextText({ state: "OPEN", until: "2026-11-24T14:00:08Z" }, now)).toBe(
    "Jobs that call it wait. One of them tries it in 8 s.",
  );
  expect(nextText({ state: "OPEN", until: "2026-11-24T13:59:00Z" }, now)).toMatch(/^The next job that calls/);
  expect(nextText({ state: "HALF_OPEN" }, now)).toMatch(/^One job is calling it/);
  const recovery = { permitsPerSecond: 16.666_7, until: "2026-11-24T14:01:00Z" };
  expect(nextText({ state: "CLOSED", recovery }, now)).toMatch(/start at 17 per second/);
});
