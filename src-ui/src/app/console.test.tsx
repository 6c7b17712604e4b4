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

const job = {
  id: "019ab3c4",
  task: "mail.send",
  queue: "mail",
  priority: 5,
  maxAttempts: 3,
  createdAt: "2026-11-24T14:00:00Z",
};
const unavailable = {
  status: 503,
  body: { title: "Service Unavailable", detail: "Redis cannot be reached." },
};
const mailQueue = { name: "mail", paused: false, counts: { READY: 3 } };

describe("access", () => {
  it("asks for a sign-in and leads back to the page that was asked for", async () => {
    server.on("GET /session", { status: 401, body: { title: "Unauthorized" } });
    server.on("POST /session", { body: { username: "admin", role: "admin" } });
    const { router } = renderConsole("/jobs?state=DEAD");

    await userEvent.type(await screen.findByLabelText("User name"), "admin");
    await userEvent.type(screen.getByLabelText("Password"), "secret");
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));

    expect(await screen.findByRole("heading", { name: "Jobs" })).toBeDefined();
    expect(router.state.location.href).toBe("/jobs?state=DEAD");
    expect(JSON.parse(server.calls.find(({ call }) => call === "POST /session")?.body ?? "")).toEqual({
      username: "admin",
      password: "secret",
    });
  });

  it("leaves for the sign-in page when the session ends under way", async () => {
    const { router } = renderConsole("/queues");
    await screen.findByText("No queues yet");
    server.on("GET /queues", { status: 401 });
    server.on("GET /session", { status: 401 });

    act(() => FakeEventSource.latest?.emit("queue", { name: "mail" }));

    expect(await screen.findByRole("button", { name: "Sign in" })).toBeDefined();
    expect(router.state.location.search).toEqual({ to: "/queues" });
  });
});

describe("trouble", () => {
  it("in one panel leaves the others alone, and can be retried", async () => {
    server.on("GET /queues", unavailable);
    server.on("GET /workers", { body: { items: [{ id: "k3v9x2ab", state: "LIVE" }] } });
    renderConsole("/");

    const panel = await screen.findByRole("region", { name: "Queues" });
    await within(panel).findByText("Redis cannot be reached.");
    await screen.findByText("k3v9x2ab");

    server.on("GET /queues", { body: { items: [mailQueue] } });
    await userEvent.click(within(panel).getByRole("button", { name: "Retry" }));
    expect(await within(panel).findByText("mail")).toBeDefined();
  });

  it("on Overview does not look like all is well", async () => {
    server.on("GET /failures", unavailable);
    renderConsole("/");

    expect(
      await screen.findByText(/^Not everything could be loaded, so problems may be missing/),
    ).toBeDefined();
    expect(screen.queryByText(/^All is well/)).toBeNull();
  });

  it.each([
    ["AWAY", /^Redis unreachable since .*:11; showing data from then/, /Redis is unreachable/],
    ["HUNG", /^Redis does not answer since .*:11; showing data from then/, /Redis does not answer/],
    ["LOADING", /^Redis is loading its data since .*:11; showing older data/, /Redis is loading its data/],
    [
      "REFUSES_WRITES",
      /^Redis refuses writes since .*:11 \(It is full\)\. What you see is current/,
      /Redis refuses writes/,
    ],
  ])("with Redis %s shows a banner, and disables changes with the reason", async (state, banner, reason) => {
    const detail = "It is full. It says: OOM command not allowed";
    server.on("GET /status", { body: { redis: { state, since: "2026-11-24T14:02:11Z", detail } } });
    server.on("GET /queues", { body: { items: [mailQueue] } });
    renderConsole("/queues");

    await screen.findByText(banner);
    const pause = await screen.findByRole("button", { name: "Pause queue mail" });
    expect(pause.getAttribute("aria-description")).toMatch(reason);
    await userEvent.click(pause);
    expect(server.count("POST /queues/mail:pause")).toBe(0);
  });

  it("learns of it from the event stream at once, and of the end too", async () => {
    server.on("GET /queues", { body: { items: [mailQueue] } });
    renderConsole("/queues");
    const pause = await screen.findByRole("button", { name: "Pause queue mail" });
    expect(pause.getAttribute("aria-description")).toBeNull();

    const hung = { redis: { state: "HUNG", since: "2026-11-24T14:02:11Z" }, degraded: [] };
    server.on("GET /status", { body: hung });
    act(() => FakeEventSource.latest?.emit("status", hung));
    await screen.findByText(/^Redis does not answer since/);
    expect(screen.getByRole("button", { name: "Pause queue mail" }).getAttribute("aria-description")).toMatch(
      /Redis does not answer/,
    );

    const up = { redis: { state: "UP", since: "2026-11-24T14:03:11Z" }, degraded: [] };
    server.on("GET /status", { body: up });
    act(() => FakeEventSource.latest?.emit("status", up));
    await waitFor(() => expect(screen.queryByText(/^Redis does not answer/)).toBeNull());
  });

  it("blocks changes when not even the caller can be looked up", async () => {
    server.on("GET /status", unavailable);
    server.on("GET /queues", { body: { items: [mailQueue] } });
    renderConsole("/queues");

    await screen.findByText(/^Redis does not answer; showing older data/);
    const pause = await screen.findByRole("button", { name: "Pause queue mail" });
    expect(pause.getAttribute("aria-description")).toMatch(/Redis does not answer/);
  });

  it("says that Redis lost data until the user has read it", async () => {
    const loss = { kind: "EMPTIED", at: "2026-11-24T14:02:11Z", detail: "Redis came back empty." };
    server.on("GET /status", { body: { redis: { state: "UP", loss } } });
    renderConsole("/queues");

    await screen.findByText(/Redis lost data, noticed at .*:11\. Redis came back empty\./);
    expect(screen.getByRole("link", { name: "What to do" }).getAttribute("href")).toBe(
      "/runbooks#redisdatalost",
    );
    await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    await waitFor(() => expect(screen.queryByText(/Redis lost data/)).toBeNull());
  });

  it("after data had come keeps them in sight", async () => {
    server.on("GET /queues", { body: { items: [mailQueue] } });
    renderConsole("/queues");
    await screen.findByText("mail");
    server.on("GET /queues", unavailable);

    act(() => FakeEventSource.latest?.emit("queue", { name: "mail" }));

    expect(await screen.findByText("Redis cannot be reached.")).toBeDefined();
    expect(screen.getByText("mail")).toBeDefined();
  });
});

describe("the event stream", () => {
  it("lets a job's page follow its job", async () => {
    server.on("GET /jobs/019ab3c4", { body: { ...job, state: "RUNNING", attempt: 1 } });
    renderConsole("/jobs/019ab3c4");
    const state = await screen.findByRole("status", { name: "State of the job" });
    expect(state.textContent).toBe("Running");
    server.on("GET /jobs/019ab3c4", {
      body: { ...job, state: "SUCCEEDED", attempt: 1, result: { ok: true } },
    });

    act(() =>
      FakeEventSource.latest?.emit("job", {
        id: "019ab3c4",
        state: "SUCCEEDED",
        queue: "mail",
        task: "mail.send",
      }),
    );

    await waitFor(() => expect(state.textContent).toBe("Succeeded"));
    expect(await screen.findByRole("region", { name: "Result" })).toBeDefined();
  });

  it("lets a job's page say why its job waits, until it runs", async () => {
    server.on("GET /jobs/019ab3c4", { body: { ...job, state: "READY", attempt: 0 } });
    server.on("GET /jobs/019ab3c4:explain", {
      body: {
        jobId: job.id,
        state: "READY",
        causes: [
          { cause: "KEY_CONCURRENCY", detail: "The key a is at its limit.", ahead: 1, holders: ["019ab3c3"] },
          { cause: "SCHEDULED", detail: "The job is due later." },
        ],
      },
    });
    renderConsole("/jobs/019ab3c4");

    const causes = await screen.findByRole("list", { name: "Why the job is not running" });
    expect(within(causes).getAllByRole("listitem")).toHaveLength(1);
    expect(causes.textContent).toBe("The key a is at its limit. Waits for the end of: 019ab3c3");
    expect(within(causes).getByRole("link").getAttribute("href")).toBe("/jobs/019ab3c3");

    server.on("GET /jobs/019ab3c4", { body: { ...job, state: "RUNNING", attempt: 1 } });
    act(() =>
      FakeEventSource.latest?.emit("job", {
        id: "019ab3c4",
        state: "RUNNING",
        queue: "mail",
        task: "mail.send",
      }),
    );

    await waitFor(() =>
      expect(screen.queryByRole("list", { name: "Why the job is not running" })).toBeNull(),
    );
  });

  it("changes the rows of a list and counts newer jobs, with hardly a request", async () => {
    const row = (id: string) => ({ ...job, id, state: "READY", attempt: 0 });
    const rows = [row("b9"), row("b8")];
    server.on("GET /jobs", () => ({ body: { items: [...rows] } }));
    renderConsole("/jobs");
    await screen.findByText("Connecting");
    act(() => FakeEventSource.latest?.open());
    await screen.findByText("Live");
    await waitFor(() => expect(server.count("GET /jobs")).toBe(2)); // again, for what the first may have missed

    rows.unshift(row("c1"), row("c0"));
    const emit = (id: string, state: string) =>
      act(() => FakeEventSource.latest?.emit("job", { id, state, queue: "mail", task: "mail.send" }));
    for (let n = 0; n < 100; n++) emit(`c${n}`, "READY");
    emit("b8", "SUCCEEDED");

    const table = screen.getByRole("table", { name: "Jobs" });
    await waitFor(() => expect(within(table).getAllByText("Succeeded")).toHaveLength(1));
    const newer = await screen.findByRole("button", { name: "100 newer jobs · show" });
    expect(within(table).queryByText(/c0$/)).toBeNull();
    expect(server.count("GET /jobs")).toBe(2);

    await userEvent.click(newer);
    expect(await within(table).findByText(/c0$/)).toBeDefined();
    expect(server.count("GET /jobs")).toBe(3);
    expect(server.last("GET /jobs")?.query.get("createdBefore")).toBeNull();
    await waitFor(() => expect(screen.queryByRole("button", { name: /newer/ })).toBeNull());
  });

  it("ends while the tab is hidden, and nothing is asked for", async () => {
    renderConsole("/jobs");
    await screen.findByText("Connecting");
    act(() => FakeEventSource.latest?.open());
    const stream = FakeEventSource.latest;
    const hide = (hidden: boolean) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      act(() => void document.dispatchEvent(new Event("visibilitychange")));
    };
    hide(true);
    try {
      await screen.findByText("Paused");
      expect(stream?.readyState).toBe(FakeEventSource.CLOSED);
    } finally {
      hide(false);
    }
    await waitFor(() => expect(FakeEventSource.latest).not.toBe(stream));
  });

  it("is shown in the header", async () => {
    renderConsole("/workers");
    await screen.findByText("Connecting");
    act(() => FakeEventSource.latest?.open());
    await screen.findByText("Live");
    act(() => FakeEventSource.latest?.fail(0));
    expect(await screen.findByText("Offline")).toBeDefined();
  });
});

describe("submitting", () => {
  const task = {
    name: "mail.send",
    argsSchema: {
      type: "object",
      required: ["to"],
      properties: { to: { type: "string" }, invoice: { type: "integer" } },
    },
  };

  it("puts the server's problems on their fields and repeats the idempotency key", async () => {
    server.on("GET /tasks", { body: { items: [task] } });
    server.on("POST /jobs", {
      status: 422,
      body: { title: "Unprocessable Content", errors: [{ pointer: "/args/to", detail: "is required" }] },
    });
    renderConsole("/submit");
    await userEvent.type(await screen.findByLabelText("invoice"), "12345678901234567");
    await userEvent.click(screen.getByRole("button", { name: "Submit job" }));
    await screen.findByText("is required");
    expect(screen.getByLabelText(/^to/).getAttribute("aria-invalid")).toBe("true");

    server.on("POST /jobs", { status: 201, body: { ...job, state: "READY", attempt: 0 } });
    server.on("GET /jobs/019ab3c4", { body: { ...job, state: "READY", attempt: 0 } });
    await userEvent.type(screen.getByLabelText(/^to/), "a@b");
    await userEvent.click(screen.getByRole("button", { name: "Submit job" }));

    await screen.findByRole("heading", { name: "mail.send" });
    const [first, second] = server.calls.filter(({ call }) => call === "POST /jobs");
    expect(second?.headers.get("Idempotency-Key")).toBe(first?.headers.get("Idempotency-Key"));
    expect(second?.body).toBe('{"task": "mail.send", "args": {"to": "a@b", "invoice": 12345678901234567}}');
  });

  it("shows what else is wrong beside args that are no JSON", async () => {
    server.on("GET /tasks", { body: { items: [task] } });
    server.on("POST /jobs", ({ query }) =>
      query.get("dryRun") === "true"
        ? {
            status: 422,
            body: {
              title: "Unprocessable Content",
              errors: [
                { pointer: "/maxAttempts", detail: "must be from 1 to 100" },
                { pointer: "/args/to", detail: "is required" },
              ],
            },
          }
        : { status: 201, body: { ...job, state: "READY", attempt: 0 } },
    );
    renderConsole("/submit");
    await userEvent.click(await screen.findByText("JSON"));
    await userEvent.type(screen.getByLabelText("Args as JSON"), "{{oops");
    await userEvent.type(screen.getByLabelText("Max. attempts"), "1000");
    await userEvent.click(screen.getByRole("button", { name: "Submit job" }));

    await screen.findByText('Unexpected "{" after the end at line 1, column 3');
    await screen.findByText("must be from 1 to 100");
    expect(server.calls.filter(({ call }) => call === "POST /jobs").map(({ body }) => body)).toEqual([
      '{"task": "mail.send", "maxAttempts": 1000}',
    ]);
  });
});

describe("the list of jobs", () => {
  it("puts its filter into the address and can clear it", async () => {
    const { router } = renderConsole("/jobs");
    await screen.findByText("No jobs yet");
    await userEvent.click(screen.getByRole("button", { name: /^Dead/ }));
    const box = screen.getByRole<HTMLInputElement>("combobox", { name: "Filter" });
    await waitFor(() => expect(box.value).toBe("state:dead"));
    await userEvent.type(box, ' "timed out"{Enter}');
    await waitFor(() => expect(router.state.location.href).toBe("/jobs?filter=state%3Adead+%22timed+out%22"));
    expect(screen.getByRole("button", { name: /^Dead/, pressed: true })).toBeDefined();

    await screen.findByText('No dead jobs that meet "timed out"');
    await userEvent.click(screen.getByRole("link", { name: "Clear filters" }));
    await waitFor(() => expect(router.state.location.href).toBe("/jobs"));
  });

  it("takes suggestions with the keyboard", async () => {
    const { router } = renderConsole("/jobs");
    await screen.findByText("No jobs yet");
    const box = screen.getByRole<HTMLInputElement>("combobox", { name: "Filter" });
    await userEvent.type(box, "st{ArrowDown}{Enter}");
    expect(box.value).toBe("state:");
    expect(router.state.location.href).toBe("/jobs");
    await userEvent.keyboard("dea{ArrowDown}{Enter}");
    await waitFor(() => expect(router.state.location.href).toBe("/jobs?filter=state%3Adead"));
    expect(document.activeElement).toBe(box);
    await userEvent.keyboard("x{Enter}");
    await waitFor(() => expect(router.state.location.href).toBe("/jobs?filter=state%3Adead+x"));
  });

  it("shows under the box which term is wrong, and why", async () => {
    server.on("GET /jobs", ({ query }) =>
      query.get("filter")
        ? {
            status: 400,
            body: {
              title: "Bad Request",
              status: 400,
              detail: "The request cannot be understood: 1 field is wrong.",
              errors: [
                {
                  pointer: "?filter",
                  detail: 'is wrong at characters 3 to 8, quue:b: there is no field "quue"',
                },
              ],
            },
          }
        : { body: { items: [] } },
    );
    renderConsole("/jobs?state=DEAD&filter=a+quue:b");
    const box = await screen.findByRole<HTMLInputElement>("combobox", { name: "Filter" });
    await screen.findByText('There is no field "quue"');
    expect(box.value).toBe("state:dead a quue:b");
    expect(document.querySelector("mark")?.textContent).toBe("quue:b");
    expect(box.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("This filter cannot be used")).toBeDefined();
    expect(screen.queryByRole("table")).toBeNull();
  });

  it("pages forwards and back, and knows the way back after a reload", async () => {
    const full = Array.from({ length: 100 }, (_, row) => ({
      ...job,
      id: `a${row}`,
      state: "SUCCEEDED",
      attempt: 1,
    }));
    const pages: Record<string, { items: (typeof full)[number][]; nextPageToken?: string }> = {
      "": { items: full, nextPageToken: "two" },
      two: { items: [{ ...job, id: "b", task: "older.task", state: "SUCCEEDED", attempt: 1 }] },
    };
    server.on("GET /jobs", ({ query }) => ({ body: pages[query.get("pageToken") ?? ""] }));
    const { router, unmount } = renderConsole("/jobs");
    await userEvent.click(await screen.findByRole("button", { name: "Next" }));
    await screen.findByText("older.task");
    expect(router.state.location.href).toBe("/jobs?page=two");
    unmount();

    const again = renderConsole();
    await screen.findByText("older.task");
    await userEvent.click(screen.getByRole("button", { name: "Previous" }));
    await waitFor(() => expect(again.router.state.location.href).toBe("/jobs"));
    await waitFor(() => expect(screen.queryByText("older.task")).toBeNull());
  });
});
