import { expect, it } from "vitest";
import type { ScheduleWithArgs } from "./schedule";
import { emptyRequest, hasTiming, requestOfSchedule, requestText } from "./schedule-request";

const stored = {
  name: "nightly",
  cron: "30 2 * * *",
  timeZone: "Europe/Berlin",
  jitter: "PT0S",
  task: "mail.send",
  queue: "mail",
  overlap: "ALLOW",
  catchup: "ONCE",
  catchupWindow: "PT12H",
  pauseOnFailure: true,
  priority: 3,
  maxAttempts: 4,
  tags: ["eu"],
  retry: { initial: "PT5S", max: "PT1H", factor: 3, jitter: 1 },
  endAt: "2027-01-01T00:00:00Z",
} as unknown as ScheduleWithArgs;

it("a change keeps the settings that the form does not show", () => {
  const { text, problems } = requestText(requestOfSchedule(stored), '{"n": 1.0}');
  expect(problems).toEqual({});
  expect(text).toContain('"args": {"n": 1.0}');
  const { name, jitter, args, ...rule } = { ...stored, args: undefined };
  expect(JSON.parse(text)).toEqual({ ...rule, args: { n: 1 } });
});

it("sends only what belongs to the way of timing", () => {
  const request = {
    ...emptyRequest,
    task: "a",
    cron: "0 * * * *",
    timeZone: "UTC",
    every: "15m",
    offset: "5m",
  };
  const cron = JSON.parse(requestText(request, undefined).text);
  expect(cron).toMatchObject({ cron: "0 * * * *", timeZone: "UTC" });
  expect(cron).not.toHaveProperty("every");
  const every = JSON.parse(requestText({ ...request, timing: "every" }, undefined).text);
  expect(every).toMatchObject({ every: "PT15M", offset: "PT5M" });
  expect(every).not.toHaveProperty("cron");
  expect(every).not.toHaveProperty("timeZone");
});

it("names values that are not durations", () => {
  const request = { ...emptyRequest, timing: "every" as const, every: "soon", jitter: "a bit" };
  expect(Object.keys(requestText(request, undefined).problems)).toEqual(["/every", "/jitter"]);
});

it("has something to preview once the field of its way of timing is filled", () => {
  expect(hasTiming({ ...emptyRequest, every: "15m" })).toBe(false);
  expect(hasTiming({ ...emptyRequest, timing: "every", every: "15m" })).toBe(true);
});
