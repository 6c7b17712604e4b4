// @vitest-environment jsdom

import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeEventSource } from "@/test/browser";
import { fakeServer } from "@/test/fake-server";
import { renderConsole } from "@/test/render-console";

let server: ReturnType<typeof fakeServer>;
beforeEach(() => {
  server = fakeServer();
});
afterEach(cleanup);

const filter = "failure:5d1f0e6b2a9c4478 state:dead";
const address = (action: string, text = filter) =>
  `/operations/new?action=${action}&filter=${encodeURIComponent(text)}`;

const preview = {
  action: "retry",
  filter: { filter },
  looked: 5_040,
  complete: true,
  matched: 5_012,
  applies: 5_000,
  failed: 0,
  skipped: [{ reason: "unique-key-held", count: 12, sample: ["019ab3c4"] }],
  byState: [{ state: "DEAD", count: 5_012 }],
  byQueue: [{ queue: "mail", count: 5_012 }],
  sample: [
    {
      id: "019ab3c5",
      task: "mail.send",
      queue: "mail",
      state: "DEAD",
      createdAt: "2026-11-24T14:00:00Z",
      failure: { type: "SmtpException", message: "mailbox full" },
    },
  ],
};
const operation = {
  id: "019ab3c6",
  action: "retry",
  state: "RUNNING",
  cancelRequested: false,
  filter: { filter },
  phase: "running",
  total: 5_040,
  looked: 1_000,
  done: 990,
  failed: 0,
  skipped: [{ reason: "changed", count: 10, sample: ["019ab3c4"] }],
  createdAt: "2026-11-24T14:00:00Z",
  createdBy: "ann",
  startedAt: "2026-11-24T14:00:01Z",
};
const canary = {
  first: 20,
  stopAtFailureRatio: 0.1,
  waitAtMost: "PT10M",
  tried: 20,
  succeeded: 15,
  failed: 5,
  retrying: 0,
  ratio: 0.25,
};

const isPreview = (body: string) => JSON.parse(body).validateOnly === true;
/** Answers previews, and begins an operation where the request is none. */
function answerOperations(answer = preview) {
  server.on("POST /operations", ({ body }) =>
    isPreview(body) ? { body: answer } : { status: 202, body: operation },
  );
  server.on("GET /operations/019ab3c6", { body: operation });
}
const begun = () => server.calls.filter(({ call, body }) => call === "POST /operations" && !isPreview(body));

describe("a new operation", () => {
  it("shows what it would do, and begins with what was chosen by one call", async () => {
    answerOperations();
    const { router } = renderConsole(address("retry"));
    const found = await screen.findByRole("status", { name: "What it would do" });
    expect(found.textContent).toBe("5,000 jobs are affected, 12 skipped.");
    const skipped = screen.getByRole("table", { name: "Jobs that are skipped" });
    within(skipped).getByText("Another live job has their unique key");
    expect(within(skipped).getByRole("link").getAttribute("href")).toBe("/jobs/019ab3c4");
    screen.getByText("mailbox full");
    expect(screen.getByRole("group", { name: "The request as curl" }).textContent).toContain(
      '"canary":{"first":20',
    );

    await userEvent.type(screen.getByLabelText("Jobs per second"), "100");
    await userEvent.clear(screen.getByLabelText("Jobs to try"));
    await userEvent.type(screen.getByLabelText("Jobs to try"), "5");
    await userEvent.click(screen.getByRole("button", { name: "Retry 5,000 jobs" }));

    await waitFor(() => expect(router.state.location.pathname).toBe("/operations/019ab3c6"));
    const [sent, ...others] = begun();
    expect(others).toEqual([]);
    expect(JSON.parse(sent?.body ?? "")).toEqual({
      action: "retry",
      filter: { filter },
      ratePerSecond: 100,
      canary: { first: 5, stopAtFailureRatio: 0.1, waitAtMost: "PT10M" },
    });
    expect(sent?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("deletes only after the number of jobs was typed", async () => {
    answerOperations({ ...preview, action: "delete" });
    renderConsole(address("delete"));
    const button = await screen.findByRole("button", { name: "Delete 5,000 jobs" });
    expect(button.getAttribute("aria-description")).toBe("Type the number of jobs first.");
    await userEvent.click(button);
    expect(begun()).toEqual([]);
    await userEvent.type(screen.getByLabelText("Type 5000 to confirm"), "5,000");
    await userEvent.click(screen.getByRole("button", { name: "Delete 5,000 jobs" }));
    await waitFor(() => expect(begun()).toHaveLength(1));
  });

  it("asks for a queue before it counts what would be moved", async () => {
    answerOperations({ ...preview, action: "move" });
    renderConsole(address("move"));
    await screen.findByText("Name the queue to move them to.");
    expect(server.count("POST /operations")).toBe(0);
    await userEvent.type(screen.getByLabelText(/^To queue/, { selector: "input" }), "slow");
    await userEvent.click(await screen.findByRole("button", { name: "Move 5,000 jobs to queue slow" }));
    await waitFor(() => expect(JSON.parse(begun()[0]?.body ?? "{}").queue).toBe("slow"));
  });

  it("never means all jobs by accident", async () => {
    renderConsole("/operations/new?action=delete");
    await screen.findByText("Which jobs?");
    const button = screen.getByRole("button", { name: "Delete jobs" });
    expect(button.getAttribute("aria-description")).toBe("First say which jobs are meant.");
    await userEvent.click(button);
    expect(server.count("POST /operations")).toBe(0);
  });

  it("shows what is wrong with the filter at its field, and counts again after Enter without beginning", async () => {
    server.on("POST /operations", ({ body }) =>
      JSON.parse(body).filter.filter === "state:failed"
        ? {
            status: 400,
            body: {
              title: "Bad Request",
              errors: [{ pointer: "/filter/filter", detail: "is wrong at characters 7 to 12" }],
            },
          }
        : { body: preview },
    );
    const { router } = renderConsole(address("retry", "state:failed"));
    const field = await screen.findByLabelText(/^Filter/);
    await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
    expect(screen.getByRole("button", { name: "Retry jobs" }).getAttribute("aria-description")).toMatch(
      /^There is no preview/,
    );
    await userEvent.clear(field);
    await userEvent.type(field, "state:dead{Enter}");
    await screen.findByRole("button", { name: "Retry 5,000 jobs" });
    expect(router.state.location.search).toEqual({ action: "retry", filter: "state:dead" });
    expect(begun()).toEqual([]);
  });

  it("says that a count is not complete, and that there is nothing to do", async () => {
    answerOperations({ ...preview, complete: false });
    renderConsole(address("retry"));
    await screen.findByRole("button", { name: "Retry at least 5,000 jobs" });
    cleanup();
    answerOperations({ ...preview, matched: 0, applies: 0 });
    renderConsole(address("retry"));
    await screen.findByText("No job meets the filter");
    expect(screen.getByRole("button", { name: "Retry 0 jobs" }).getAttribute("aria-description")).toBe(
      "There is no job to change.",
    );
  });

  it("deletes nothing before all of it is counted", async () => {
    answerOperations({ ...preview, complete: false });
    renderConsole(address("delete"));
    const button = await screen.findByRole("button", { name: "Delete at least 5,000 jobs" });
    expect(button.getAttribute("aria-description")).toMatch(/^There are too many jobs to count/);
    expect(screen.queryByLabelText(/to confirm$/)).toBeNull();
    await userEvent.click(button);
    expect(begun()).toEqual([]);
  });

  it("keeps what was typed when the server refuses it", async () => {
    server.on("POST /operations", ({ body }) =>
      isPreview(body)
        ? { body: preview }
        : {
            status: 422,
            body: {
              title: "Unprocessable Content",
              errors: [{ pointer: "/canary/first", detail: "must be from 1 to 1000" }],
            },
          },
    );
    renderConsole(address("retry"));
    const first = await screen.findByLabelText<HTMLInputElement>("Jobs to try");
    await userEvent.clear(first);
    await userEvent.type(first, "5000");
    await userEvent.click(await screen.findByRole("button", { name: "Retry 5,000 jobs" }));
    await screen.findByText("must be from 1 to 1000");
    expect(first.value).toBe("5000");
  });

  it("is refused to viewers, who get no preview either", async () => {
    server.on("GET /session", { body: { username: "vera", role: "viewer" } });
    renderConsole(address("retry"));
    await screen.findByText("No preview");
    const button = screen.getByRole("button", { name: "Retry jobs" });
    await waitFor(() =>
      expect(button.getAttribute("aria-description")).toBe("Needs the role operator; yours is viewer."),
    );
    expect(server.count("POST /operations")).toBe(0);
  });
});

describe("the page of an operation", () => {
  it("follows it, and cancels it after a question", async () => {
    server.on("GET /operations/019ab3c6", { body: operation });
    server.on("POST /operations/019ab3c6:cancel", () => {
      const body = { ...operation, state: "CANCELLED", phase: "ended" };
      server.on("GET /operations/019ab3c6", { body });
      return { body };
    });
    renderConsole("/operations/019ab3c6");
    const state = await screen.findByRole("status", { name: "State of the operation" });
    expect(state.textContent).toBe("Running");
    screen.getByText("1,000 of 5,040 jobs looked at, 990 jobs retried, 10 skipped");
    within(screen.getByRole("table", { name: "Jobs that were skipped" })).getByText(
      "They changed before it was their turn",
    );
    await userEvent.click(screen.getByRole("button", { name: "Cancel operation" }));
    expect(server.count("POST /operations/019ab3c6:cancel")).toBe(0);
    await userEvent.click(
      within(await screen.findByRole("dialog")).getByRole("button", { name: "Cancel operation" }),
    );
    await waitFor(() => expect(state.textContent).toBe("Canceled"));
    await screen.findByText("Canceled: 990 jobs retried, 10 skipped. The other jobs are as they were.");
  });

  it("says why it stopped by itself, and leads to the rest", async () => {
    const stopped = {
      ...operation,
      state: "STOPPED",
      phase: "ended",
      stoppedBy: "canary-failed",
      canary,
      done: 20,
    };
    server.on("GET /operations/019ab3c6", { body: stopped });
    answerOperations();
    server.on("GET /operations/019ab3c6", { body: stopped });
    const { router } = renderConsole("/operations/019ab3c6");
    await screen.findByText(/^Stopped by itself: of the first 20 jobs, 5 failed again \(more than 10%\)/);
    expect(screen.getByRole("region", { name: "Tried first" }).textContent).toContain("Failed share25%");
    await userEvent.click(screen.getByRole("link", { name: "Retry the rest" }));
    await screen.findByRole("button", { name: "Retry 5,000 jobs" });
    expect(router.state.location.search).toEqual({
      action: "retry",
      filter: `${filter} created<2026-11-24T14:00:00Z`,
    });
  });

  it("shows a failure, and an operation that is not there", async () => {
    const failure = { type: "io", message: "Redis was full." };
    server.on("GET /operations/019ab3c6", { body: { ...operation, state: "DEAD", failure } });
    const { unmount } = renderConsole("/operations/019ab3c6");
    await screen.findByText("Redis was full.");
    unmount();
    renderConsole("/operations/none");
    await screen.findByRole("heading", { name: "Operation not found" });
  });
});

describe("the list of operations", () => {
  it("says what an operation is while there is none", async () => {
    renderConsole("/operations");
    await screen.findByText("No operations yet");
    expect(screen.getByRole("group", { name: "Command that previews an operation" }).textContent).toContain(
      '"validateOnly":true',
    );
  });

  it("follows their events", async () => {
    server.on("GET /operations", { body: { items: [{ ...operation, state: "SUCCEEDED" }] } });
    renderConsole("/operations");
    const table = await screen.findByRole("table", { name: "Operations" });
    within(table).getByText("by ann");
    server.on("GET /operations", { body: { items: [{ ...operation, state: "STOPPED" }] } });
    act(() => FakeEventSource.latest?.emit("operation", { id: operation.id }));
    // Sooner than the list is polled.
    await within(table).findByText("Stopped by itself", {}, { timeout: 7_000 });
  });

  it("says what is wrong when it cannot be loaded", async () => {
    server.on("GET /operations", {
      status: 500,
      body: { title: "Internal Server Error", detail: "Incident 5f0c." },
    });
    renderConsole("/operations");
    await screen.findByText("Incident 5f0c.");
  });
});

describe("the list of jobs", () => {
  it("leads to an operation on all that match, once it is filtered", async () => {
    answerOperations();
    const { router } = renderConsole("/jobs");
    const button = await screen.findByRole("button", { name: "Act on all" });
    expect(button.getAttribute("aria-description")).toBe("Filter the jobs first.");
    cleanup();
    const { router: filtered } = renderConsole("/jobs?state=DEAD&queue=mail&filter=-tag:test");
    await userEvent.click(await screen.findByRole("link", { name: "Act on all" }));
    await screen.findByRole("button", { name: "Retry 5,000 jobs" });
    expect(filtered.state.location.search).toEqual({ filter: "state:dead queue:mail -tag:test" });
    expect(router).not.toBe(filtered);
  });
});
