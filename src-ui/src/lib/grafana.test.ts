import { expect, it } from "vitest";
import { dashboardUrl } from "./grafana";

const grafana = "https://ops.example/grafana";

it("shows one queue or task over the last hour", () => {
  expect(dashboardUrl(grafana, "queue", { queue: "mail & more" })).toBe(
    "https://ops.example/grafana/d/nightshift-queue?var-queue=mail+%26+more&from=now-1h&to=now",
  );
  expect(dashboardUrl(grafana, "task", { task: "http.request" })).toContain(
    "?var-task=http.request&from=now-1h",
  );
});

it("shows the time that the page shows", () => {
  const view = { from: "2026-11-24T13:00:00.000Z", to: "2026-11-24T14:00:00Z" };
  expect(dashboardUrl(grafana, "work", view)).toBe(
    "https://ops.example/grafana/d/nightshift-work?from=1795525200000&to=1795528800000",
  );
  expect(dashboardUrl(grafana, "work", { from: "yesterday" })).toContain("?from=now-1h&to=now");
});
