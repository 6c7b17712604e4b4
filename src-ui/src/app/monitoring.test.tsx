// @vitest-environment jsdom

import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "@/test/browser";
import { fakeServer } from "@/test/fake-server";
import { renderConsole } from "@/test/render-console";

let server: ReturnType<typeof fakeServer>;
beforeEach(() => {
  server = fakeServer();
});
afterEach(cleanup);

const grafana = "https://ops.example/grafana";
const withGrafana = { body: { version: "1", redis: { state: "UP" }, links: { grafana } } };
const mailQueue = { name: "mail", paused: false, counts: { READY: 3 } };

describe("the card of objectives", () => {
  const item = (name: string, errorBudgetRemaining: number, more = {}) => ({
    name,
    objective: 0.999,
    errorBudgetRemaining,
    window: "P30D",
    ...more,
  });
  const panel = () => screen.findByRole("region", { name: "Objectives" });

  it("says quietly that nothing is set up", async () => {
    const source = { state: "NOT_CONFIGURED", detail: "Set NIGHTSHIFT_PROMETHEUS_URL to see it" };
    server.on("GET /objectives", { body: { items: [], source } });
    renderConsole("/");

    expect(await within(await panel()).findByText("Set NIGHTSHIFT_PROMETHEUS_URL to see it.")).toBeDefined();
    expect(within(await panel()).queryByRole("link")).toBeNull();
  });

  it("shows what is left of each, the worst first and the rest on demand", async () => {
    server.on("GET /status", withGrafana);
    const rest = ["a", "b", "c", "d", "e"].map((name) => item(name, 1));
    const items = [item("job-start", -0.2, { queue: "mail", burnRate: 14.4 }), ...rest];
    server.on("GET /objectives", { body: { items, source: { state: "OK", asOf: "2026-11-24T14:00:00Z" } } });
    renderConsole("/");

    const rows = await within(await panel()).findAllByRole("listitem");
    expect(rows).toHaveLength(5);
    expect(rows[0]?.textContent).toContain("job-start · mail 99.9%overspent by 20%");
    expect(rows[0]?.textContent).toContain("burns 14×");
    expect(
      within(await panel())
        .getByRole("link", { name: "mail" })
        .getAttribute("href"),
    ).toBe("/queues/mail");
    const dashboard = within(await panel()).getByRole("link", { name: "Open the objectives in Grafana" });
    expect(dashboard.getAttribute("href")).toBe(`${grafana}/d/nightshift-objectives?from=now-1h&to=now`);

    await userEvent.click(within(await panel()).getByRole("button", { name: "Show all 6" }));
    expect(within(await panel()).getAllByRole("listitem")).toHaveLength(6);
  });

  it("keeps the last values in sight while Prometheus is away", async () => {
    const source = {
      state: "UNAVAILABLE",
      detail: "Prometheus cannot be read.",
      asOf: "2026-11-24T14:00:00Z",
    };
    server.on("GET /objectives", { body: { items: [item("job-success", 0.5)], source } });
    renderConsole("/");

    const away = await within(await panel()).findByText(/^Prometheus cannot be read\. These are from/);
    expect(away.textContent).toMatch(/ ago\.$/);
    expect(within(await panel()).getByText("50% left")).toBeDefined();
  });
});

describe("links from dashboards and alerts", () => {
  it("show one queue, and lead to its dashboard", async () => {
    server.on("GET /status", withGrafana);
    server.on("GET /queues", { body: { items: [mailQueue, { ...mailQueue, name: "bulk" }] } });
    const { router } = renderConsole("/queues?queue=mail");

    await screen.findByRole("heading", { name: "Queue mail" });
    expect(router.state.location.href).toBe("/queues/mail");
    await screen.findByRole("button", { name: "Pause queue mail" });
    expect(screen.queryByText("bulk")).toBeNull();
    const link = screen.getByRole("link", { name: "Open in Grafana" });
    expect(link.getAttribute("href")).toBe(`${grafana}/d/nightshift-queue?var-queue=mail&from=now-1h&to=now`);
  });

  it("say that a queue is not there", async () => {
    renderConsole("/queues/gone");
    expect(await screen.findByText("There is no queue gone")).toBeDefined();
  });

  it("show their filter, which can be cleared, and its time in Grafana", async () => {
    server.on("GET /status", withGrafana);
    const range = "createdAfter=2026-11-24T13:00:00.000Z&createdBefore=2026-11-24T14:00:00Z";
    const { router } = renderConsole(`/jobs?queue=default&task=x&state=DEAD,RETRYING&${range}`);

    await screen.findByRole("button", { name: /^Dead/, pressed: true });
    expect(screen.getByRole("button", { name: /^Retrying/, pressed: true })).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>("combobox", { name: "Filter" }).value).toBe(
      "state:dead,retrying queue:default task:x created>=2026-11-24T13:00:00.000Z created<2026-11-24T14:00:00Z",
    );
    const dashboard = await screen.findByRole("link", { name: "Open in Grafana" });
    expect(dashboard.getAttribute("href")).toBe(
      `${grafana}/d/nightshift-task?var-queue=default&var-task=x&from=1795525200000&to=1795528800000`,
    );

    await userEvent.click(screen.getAllByRole("button", { name: "Clear filters" })[0] as HTMLElement);
    expect(router.state.location.href).toBe("/jobs");
  });

  it("are not offered where no Grafana is set", async () => {
    server.on("GET /queues", { body: { items: [mailQueue] } });
    renderConsole("/queues");
    await screen.findByText("mail");
    expect(screen.queryByRole("link", { name: /Grafana/ })).toBeNull();
  });
});

it("shows the trace of a job", async () => {
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  server.on("GET /jobs/1", {
    body: {
      id: "1",
      task: "t",
      queue: "q",
      state: "READY",
      createdAt: "2026-11-24T14:00:00Z",
      attempt: 0,
      traceId,
    },
  });
  renderConsole("/jobs/1");

  expect(await screen.findByText(traceId)).toBeDefined();
  expect(screen.getByRole("button", { name: "Copy trace id" })).toBeDefined();
});

describe("the runbooks", () => {
  it("are there without a sign-in", async () => {
    server.on("GET /session", { status: 401 });
    renderConsole("/runbooks");

    expect(await screen.findByRole("heading", { level: 1, name: "Runbooks" })).toBeDefined();
    expect(screen.queryByRole("button", { name: "Sign in" })).toBeNull();
    expect(server.calls).toEqual([]);
  });

  it("say when a link leads to a section that is not there", async () => {
    renderConsole("/runbooks#nosuchalert");
    expect(await screen.findByText("There is no section “nosuchalert” here.")).toBeDefined();
  });
});
