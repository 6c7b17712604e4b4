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

const run = {
  plannedAt: "2030-12-01T01:30:00Z",
  dueAt: "2030-12-01T01:30:00Z",
  localTime: "2030-12-01T02:30:00+01:00",
};
const last = {
  kind: "CAUGHT_UP",
  plannedAt: "2026-11-30T01:30:00Z",
  dueAt: "2026-11-30T01:30:00Z",
  at: "2026-11-30T01:42:00Z",
  lateness: "PT12M",
  runs: 1,
  job: "019ab3c4",
};
const nightly = {
  name: "nightly",
  state: "ACTIVE",
  words: "at 02:30 every day, Europe/Berlin time",
  cron: "30 2 * * *",
  timeZone: "Europe/Berlin",
  jitter: "PT0S",
  overlap: "SKIP",
  catchup: "SKIP",
  catchupWindow: "P1D",
  pauseOnFailure: false,
  task: "mail.send",
  queue: "mail",
  priority: 3,
  maxAttempts: 10,
  retry: { initial: "PT5S", max: "PT1H", factor: 3, jitter: 1 },
  tags: [],
  args: { to: "a@b" },
  origin: "API",
  createdAt: "2026-11-24T14:00:00Z",
  createdBy: "alice",
  changedAt: "2026-11-24T14:00:00Z",
  changedBy: "alice",
  next: run,
  last,
};
const task = {
  name: "mail.send",
  argsSchema: { type: "object", required: ["to"], properties: { to: { type: "string" } } },
};

function serveNightly(more: object = {}) {
  server.on("GET /schedules/nightly", { body: { ...nightly, ...more } });
  server.on("GET /schedules/nightly/runs", ({ query }) => ({
    body: query.get("next") ? { next: [run] } : { last: [last] },
  }));
}

describe("the list of schedules", () => {
  it("says what each does, and pages by token", async () => {
    const paused = { since: "2026-11-24T14:00:00Z", by: "bob" };
    const pages: Record<string, object> = {
      "": {
        items: [nightly, { ...nightly, name: "other", state: "PAUSED", pause: paused, origin: "CODE" }],
        nextPageToken: "two",
      },
      two: { items: [{ ...nightly, name: "zoo", state: "ENDED", next: undefined, last: undefined }] },
    };
    server.on("GET /schedules", ({ query }) => ({ body: pages[query.get("pageToken") ?? ""] }));
    const { router } = renderConsole("/schedules");

    const row = (await screen.findByRole("link", { name: "nightly" })).closest("tr") as HTMLElement;
    expect(within(row).getByText("at 02:30 every day, Europe/Berlin time")).toBeDefined();
    expect(within(row).getByTitle("2030-12-01 02:30:00 +01:00, Europe/Berlin")).toBeDefined();
    expect(within(row).getByRole("link", { name: "Caught up" }).getAttribute("href")).toBe("/jobs/019ab3c4");
    expect(within(row).getByText("12 min late")).toBeDefined();
    const other = screen.getByRole("link", { name: "other" }).closest("tr") as HTMLElement;
    expect(other.textContent).toMatch(/Paused.*by bob/);
    expect(within(other).getByText("Code")).toBeDefined();

    await userEvent.click(screen.getByRole("button", { name: "Next" }));
    await screen.findByRole("link", { name: "zoo" });
    expect(router.state.location.href).toBe("/schedules?page=two");
    expect(screen.getByText("Ended")).toBeDefined();
  });

  it("without any shows how to create one", async () => {
    renderConsole("/schedules");
    await screen.findByText("No schedules yet");
    expect(screen.getByRole("link", { name: "New schedule" }).getAttribute("href")).toBe("/schedules/new");
  });

  it("says what went wrong, and can be retried", async () => {
    server.on("GET /schedules", { status: 503, body: { detail: "Redis cannot be reached." } });
    renderConsole("/schedules");
    await screen.findByText("Redis cannot be reached.");
    server.on("GET /schedules", { body: { items: [nightly] } });
    await userEvent.click(screen.getByRole("button", { name: "Retry" }));
    await screen.findByRole("link", { name: "nightly" });
  });

  it("pauses, and runs now", async () => {
    server.on("GET /schedules", { body: { items: [nightly] } });
    server.on("POST /schedules/nightly:run", { body: { job: "019ab3c4" } });
    server.on("POST /schedules/nightly:pause", { body: { ...nightly, state: "PAUSED" } });
    renderConsole("/schedules");
    await userEvent.click(await screen.findByRole("button", { name: "Run now: schedule nightly" }));
    await userEvent.click(screen.getByRole("button", { name: "Pause schedule nightly" }));
    await waitFor(() => expect(server.count("POST /schedules/nightly:run")).toBe(1));
    await waitFor(() => expect(server.count("POST /schedules/nightly:pause")).toBe(1));
  });

  it("does not change anything for a viewer", async () => {
    server.on("GET /session", { body: { username: "eve", role: "viewer" } });
    server.on("GET /schedules", { body: { items: [nightly] } });
    renderConsole("/schedules");
    const pause = await screen.findByRole("button", { name: "Pause schedule nightly" });
    await waitFor(() => expect(pause.getAttribute("aria-description")).toMatch(/Needs the role operator/));
    await userEvent.click(pause);
    expect(server.count("POST /schedules/nightly:pause")).toBe(0);
  });
});

describe("the page of a schedule", () => {
  it("shows its next runs, its history and its rule", async () => {
    serveNightly();
    renderConsole("/schedules/nightly");
    expect((await screen.findByRole("status", { name: "State of the schedule" })).textContent).toBe("Active");
    const next = await screen.findByRole("table", { name: "Next runs" });
    expect(within(next).getByText("2030-12-01 02:30:00 +01:00")).toBeDefined();
    const history = await screen.findByRole("table", { name: "History" });
    expect(within(history).getByText("Caught up")).toBeDefined();
    expect(within(history).getByText("12 min")).toBeDefined();
    expect(within(history).getByRole("link").getAttribute("href")).toBe("/jobs/019ab3c4");
    expect(server.calls.find(({ query }) => query.get("next") === "10")).toBeDefined();
    expect(server.calls.find(({ query }) => query.get("last") === "20")).toBeDefined();
    expect(screen.getByRole("link", { name: "Edit" }).getAttribute("href")).toBe("/schedules/nightly/edit");
  });

  it("deletes it after a question that says what happens", async () => {
    serveNightly();
    server.on("DELETE /schedules/nightly", { status: 204 });
    const { router } = renderConsole("/schedules/nightly");
    await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
    const dialog = await screen.findByRole("dialog", { name: "Delete schedule nightly?" });
    expect(dialog.textContent).toContain("its history is removed. Jobs that it has submitted stay");
    expect(server.count("DELETE /schedules/nightly")).toBe(0);
    await userEvent.click(within(dialog).getByRole("button", { name: "Delete schedule" }));
    await waitFor(() => expect(router.state.location.href).toBe("/schedules"));
    expect(server.count("DELETE /schedules/nightly")).toBe(1);
  });

  it("offers an override of what code defines, and no deletion", async () => {
    serveNightly({ origin: "CODE" });
    renderConsole("/schedules/nightly");
    await screen.findByText(/^The code of a task defines this schedule/);
    expect(screen.getByRole("link", { name: "Override" })).toBeDefined();
    const remove = screen.getByRole("button", { name: "Delete" });
    expect(remove.getAttribute("aria-description")).toMatch(/remove the annotation from the code/);
  });

  it("removes an override, and stays", async () => {
    serveNightly({ origin: "CODE_OVERRIDDEN" });
    server.on("DELETE /schedules/nightly", () => {
      serveNightly({ origin: "CODE" });
      return { body: { ...nightly, origin: "CODE" } };
    });
    const { router } = renderConsole("/schedules/nightly");
    await userEvent.click(await screen.findByRole("button", { name: "Remove override" }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("The rule of the code applies again.");
    await userEvent.click(within(dialog).getByRole("button", { name: "Remove override" }));
    await screen.findByRole("link", { name: "Override" });
    expect(router.state.location.href).toBe("/schedules/nightly");
  });

  it("says that there is none", async () => {
    renderConsole("/schedules/nothing");
    await screen.findByText("There is no such schedule");
  });
});

describe("the form", () => {
  const preview = { words: "at 02:30 every day, UTC time", next: [run] };

  it("previews the rule, and creates the schedule", async () => {
    server.on("GET /tasks", { body: { items: [task] } });
    server.on("PUT /schedules/nightly", ({ query }) =>
      query.get("validateOnly") === "true" ? { body: preview } : { status: 201, body: nightly },
    );
    const { router } = renderConsole("/schedules/new");
    await screen.findByText("Type a cron expression to see when it runs.");
    await userEvent.type(screen.getByLabelText(/^Name/), "nightly");
    await userEvent.type(screen.getByLabelText(/^Cron/), "30 2 * * *");
    await userEvent.type(screen.getByLabelText(/^to/), "a@b");
    await screen.findByText("Runs at 02:30 every day, UTC time");
    expect(within(screen.getByRole("list", { name: "Next runs" })).getAllByRole("listitem")).toHaveLength(1);

    serveNightlyOnce();
    await userEvent.click(screen.getByRole("button", { name: "Create schedule" }));
    await waitFor(() => expect(router.state.location.href).toBe("/schedules/nightly"));
    const sent = server.last("PUT /schedules/nightly");
    expect(sent?.query.get("validateOnly")).toBeNull();
    expect(JSON.parse(sent?.body ?? "")).toEqual({
      cron: "30 2 * * *",
      task: "mail.send",
      args: { to: "a@b" },
      overlap: "SKIP",
      catchup: "SKIP",
    });
  });

  /** Free while the form looks, and there from then on. */
  function serveNightlyOnce() {
    server.on("GET /schedules/nightly", () => {
      serveNightly();
      return { status: 404 };
    });
  }

  it("does not replace another schedule", async () => {
    server.on("GET /tasks", { body: { items: [task] } });
    serveNightly();
    server.on("PUT /schedules/nightly", { body: preview });
    renderConsole("/schedules/new");
    await userEvent.type(await screen.findByLabelText(/^Name/), "nightly");
    await userEvent.type(screen.getByLabelText(/^Cron/), "30 2 * * *");
    await userEvent.click(screen.getByRole("button", { name: "Create schedule" }));
    await screen.findByText(/^is the name of another schedule/);
    expect(screen.getByLabelText(/^Name/).getAttribute("aria-invalid")).toBe("true");
    const puts = server.calls.filter(({ call }) => call === "PUT /schedules/nightly");
    expect(puts.every(({ query }) => query.get("validateOnly") === "true")).toBe(true);
  });

  it("shows problems of the rule while somebody types, and the others when it is sent", async () => {
    server.on("GET /tasks", { body: { items: [task] } });
    const errors = [
      { pointer: "/cron", detail: "has no field 61" },
      { pointer: "/args/to", detail: "is required" },
    ];
    server.on("PUT /schedules/nightly", { status: 422, body: { title: "Unprocessable Content", errors } });
    server.on("GET /schedules/nightly", { status: 404 });
    renderConsole("/schedules/new");
    await userEvent.type(await screen.findByLabelText(/^Name/), "nightly");
    await userEvent.type(screen.getByLabelText(/^Cron/), "61 * * * *");
    await screen.findByText("has no field 61");
    expect(screen.getByLabelText(/^Cron/).getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByLabelText(/^to/).getAttribute("aria-invalid")).not.toBe("true");
    expect(screen.getByRole("status", { name: "Preview" }).textContent).toContain("/args/to is required");

    await userEvent.click(screen.getByRole("button", { name: "Create schedule" }));
    await waitFor(() => expect(screen.getByLabelText(/^to/).getAttribute("aria-invalid")).toBe("true"));
  });

  it("refuses a name that does not fit into a path", async () => {
    server.on("GET /tasks", { body: { items: [task] } });
    server.on("PUT /schedules/preview", { body: preview });
    renderConsole("/schedules/new");
    await userEvent.type(await screen.findByLabelText(/^Name/), "a/b");
    await userEvent.type(screen.getByLabelText(/^Cron/), "30 2 * * *");
    await screen.findByText("Runs at 02:30 every day, UTC time");
    await userEvent.click(screen.getByRole("button", { name: "Create schedule" }));
    await screen.findByText(/^must be 1 to 100 characters/);
  });

  it("changes a schedule, and keeps what it does not show", async () => {
    server.on("GET /tasks", { body: { items: [task] } });
    serveNightly({ origin: "CODE" });
    server.on("PUT /schedules/nightly", ({ query }) =>
      query.get("validateOnly") === "true" ? { body: preview } : { body: nightly },
    );
    const { router } = renderConsole("/schedules/nightly/edit");
    await screen.findByRole("heading", { name: "Override schedule nightly" });
    const cron = await screen.findByLabelText<HTMLInputElement>(/^Cron/);
    expect(cron.value).toBe("30 2 * * *");
    expect(screen.getByLabelText<HTMLInputElement>(/^to/).value).toBe("a@b");
    await userEvent.clear(cron);
    await userEvent.type(cron, "0 3 * * *");
    await userEvent.click(screen.getByRole("button", { name: "Save schedule" }));
    await waitFor(() => expect(router.state.location.href).toBe("/schedules/nightly"));
    expect(JSON.parse(server.last("PUT /schedules/nightly")?.body ?? "")).toMatchObject({
      cron: "0 3 * * *",
      timeZone: "Europe/Berlin",
      queue: "mail",
      priority: 3,
      args: { to: "a@b" },
    });
  });
});

describe("the page of a job", () => {
  it("leads to its schedule, and starts the job before its time", async () => {
    const job = {
      id: "019ab3c4",
      task: "mail.send",
      queue: "mail",
      state: "SCHEDULED",
      priority: 5,
      attempt: 0,
      attemptsUsed: 0,
      maxAttempts: 3,
      createdAt: "2026-11-24T14:00:00Z",
      dueAt: "2030-11-24T14:00:00Z",
      deadline: "2030-11-25T14:00:00Z",
      schedule: "nightly",
      key: "customer-7",
      uniqueKey: "report-24",
    };
    server.on("GET /jobs/019ab3c4", { body: job });
    server.on("POST /jobs/019ab3c4:run", { body: { ...job, state: "READY" } });
    renderConsole("/jobs/019ab3c4");
    expect((await screen.findByRole("link", { name: "nightly" })).getAttribute("href")).toBe(
      "/schedules/nightly",
    );
    for (const text of ["customer-7", "report-24", "Deadline"]) expect(screen.getByText(text)).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "Run now" }));
    await waitFor(() => expect(server.count("POST /jobs/019ab3c4:run")).toBe(1));
  });
});
