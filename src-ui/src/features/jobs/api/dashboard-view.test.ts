import { expect, it } from "vitest";
import { dashboardOf, dashboardView } from "./dashboard-view";

it("takes queue, task and time of the filter along", () => {
  const filter = { task: "mail.send", queue: "mail", since: "1h", state: ["DEAD"] };
  expect(dashboardOf(filter)).toBe("task");
  expect(dashboardView(filter, new Date("2026-11-24T14:00:00Z"))).toEqual({
    task: "mail.send",
    queue: "mail",
    from: "2026-11-24T13:00:00.000Z",
    to: undefined,
  });
  expect([dashboardOf({ queue: "mail" }), dashboardOf({})]).toEqual(["queue", "work"]);
});
