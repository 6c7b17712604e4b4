// @vitest-environment jsdom

import { cleanup, screen, waitFor, within } from "@testing-library/react";
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

const open = {
  host: "api.example.com:8443",
  state: "OPEN",
  since: "2026-11-24T14:00:00Z",
  cause: "MANUAL",
  openedBy: "alice",
  waiting: 1_250,
  calls: 40,
  failures: 31,
  lastCallAt: "2026-11-24T14:00:00Z",
};
const quiet = { host: "hooks.example.com", state: "CLOSED", waiting: 0, calls: 412, failures: 3 };
const openPath = "/destinations/api.example.com%3A8443";
const openPage = { items: [open] };

describe("the list of destinations", () => {
  it("says what their breakers do, and leads to each", async () => {
    const limits = { concurrency: 20, rateLimit: { permits: 100, per: "PT1S" } };
    server.on("GET /destinations", { body: { items: [open, { ...quiet, ...limits }] } });
    renderConsole("/destinations");

    const link = await screen.findByRole("link", { name: open.host });
    const row = link.closest("tr") as HTMLElement;
    expect(row.textContent).toMatch(/Open.*opened by alice.*1,250.*40.*31/);
    expect(link.getAttribute("href")).toBe("/destinations/api.example.com%3A8443");
    const other = screen.getByRole("link", { name: quiet.host }).closest("tr") as HTMLElement;
    expect(other.textContent).toMatch(/^Closed.*20 at a time, 100 starts per s$/);
  });

  it("filters by state and keeps the filter on the next page", async () => {
    const pages: Record<string, object> = {
      "": { items: [quiet] },
      "state=OPEN": { items: [open], nextPageToken: open.host },
      [`state=OPEN&pageToken=${open.host}`]: { items: [{ ...open, host: "zoo.example.com" }] },
    };
    server.on("GET /destinations", ({ query }) => ({ body: pages[decodeURIComponent(String(query))] }));
    const { router } = renderConsole("/destinations");
    await screen.findByRole("link", { name: quiet.host });

    await userEvent.selectOptions(screen.getByRole("combobox", { name: "State of the breaker" }), "Open");
    await screen.findByRole("link", { name: open.host });
    await userEvent.click(screen.getByRole("button", { name: "Next" }));
    await screen.findByRole("link", { name: "zoo.example.com" });
    expect(router.state.location.search).toEqual({ state: "OPEN", page: open.host });
  });

  it("without any says what a destination is", async () => {
    renderConsole("/destinations");
    await screen.findByText("No destinations yet");
    expect(screen.getByText(/its circuit breaker opens/)).toBeDefined();
  });
});

describe("the page of a destination", () => {
  it("says why jobs wait, and closes the breaker", async () => {
    server.on(`GET ${openPath}` as string, { body: open });
    server.on(`POST ${openPath}:close` as string, () => {
      server.on(`GET ${openPath}` as string, { body: { ...open, state: "CLOSED", cause: undefined } });
      return { body: { ...open, state: "CLOSED", cause: undefined } };
    });
    renderConsole(openPath);

    const state = await screen.findByRole("status", { name: "State of the breaker" });
    expect(state.textContent).toBe("Open");
    expect(screen.getByText(/until somebody closes the breaker/)).toBeDefined();
    expect(screen.getByText(/opened by alice/)).toBeDefined();
    expect(screen.getByRole("link", { name: "ready jobs of http.request" }).getAttribute("href")).toBe(
      "/jobs?task=http.request&state=READY",
    );
    await userEvent.click(screen.getByRole("button", { name: "Close breaker" }));
    await waitFor(() => expect(state.textContent).toBe("Closed"));
    expect(screen.queryByRole("button", { name: "Close breaker" })).toBeNull();
  });

  it("opens the breaker for a time that people can type", async () => {
    server.on("GET /destinations/hooks.example.com", { body: quiet });
    server.on("POST /destinations/hooks.example.com:open", { body: { ...quiet, state: "OPEN" } });
    renderConsole("/destinations/hooks.example.com");

    await userEvent.click(await screen.findByRole("button", { name: "Open breaker" }));
    const dialog = await screen.findByRole("dialog", { name: "Open the breaker of hooks.example.com?" });
    const time = within(dialog).getByLabelText("For how long");
    await userEvent.type(time, "soon");
    await userEvent.click(within(dialog).getByRole("button", { name: "Open breaker" }));
    await within(dialog).findByText("must be a duration such as 10m or 1h 30m");
    expect(server.count("POST /destinations/hooks.example.com:open")).toBe(0);

    await userEvent.clear(time);
    await userEvent.type(time, "10m");
    await userEvent.click(within(dialog).getByRole("button", { name: "Open breaker" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(server.last("POST /destinations/hooks.example.com:open")?.body).toBe('{"for":"PT10M"}');
  });

  it("changes limits, and shows what the server refuses beside the field", async () => {
    server.on("GET /destinations/hooks.example.com", { body: quiet });
    server.on("PATCH /destinations/hooks.example.com", {
      status: 422,
      body: { title: "x", errors: [{ pointer: "/concurrency", detail: "must be from 1 to 100000" }] },
    });
    renderConsole("/destinations/hooks.example.com");

    await userEvent.type(await screen.findByLabelText("Jobs at a time"), "0");
    await userEvent.click(screen.getByRole("button", { name: "Save limits" }));
    await screen.findByText("must be from 1 to 100000");

    const limited = { ...quiet, concurrency: 5, sources: { "/concurrency": "API" } } as const;
    server.on("PATCH /destinations/hooks.example.com", () => {
      server.on("GET /destinations/hooks.example.com", { body: limited });
      return { body: limited };
    });
    await userEvent.clear(screen.getByLabelText("Jobs at a time"));
    await userEvent.type(screen.getByLabelText("Jobs at a time"), "5");
    await userEvent.click(screen.getByRole("button", { name: "Save limits" }));
    await screen.findByText("5 at a time");
    expect(server.last("PATCH /destinations/hooks.example.com")?.body).toBe(
      '{"concurrency":5,"rateLimit":null}',
    );
  });

  it("does not change anything for a viewer", async () => {
    server.on("GET /session", { body: { username: "eve", role: "viewer" } });
    server.on("GET /destinations/hooks.example.com", { body: quiet });
    renderConsole("/destinations/hooks.example.com");
    const button = await screen.findByRole("button", { name: "Open breaker" });
    await waitFor(() => expect(button.getAttribute("aria-description")).toMatch(/Needs the role operator/));
    await userEvent.click(button);
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

it("the page of a job that waits for a host leads to that host", async () => {
  server.on("GET /jobs/019ab3c4", {
    body: { id: "019ab3c4", task: "http.request", queue: "mail", state: "READY", attempt: 0, priority: 5 },
  });
  server.on("GET /jobs/019ab3c4:explain", {
    body: {
      causes: [{ cause: "BREAKER_OPEN", detail: "The breaker of the host is open.", destination: open.host }],
    },
  });
  server.on("GET /destinations", { body: openPage });
  renderConsole("/jobs/019ab3c4");
  const causes = await screen.findByRole("list", { name: "Why the job is not running" });
  const link = within(causes).getByRole("link", { name: `Destination ${open.host}` });
  expect(link.getAttribute("href")).toBe("/destinations/api.example.com%3A8443");
});
