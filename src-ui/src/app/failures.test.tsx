// @vitest-environment jsdom

import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failureWith, workerWith } from "@/test/answers";
import { FakeEventSource } from "@/test/browser";
import { fakeServer } from "@/test/fake-server";
import { renderConsole } from "@/test/render-console";

let server: ReturnType<typeof fakeServer>;
beforeEach(() => {
  server = fakeServer();
});
afterEach(cleanup);

const now = new Date().toISOString();
const group = failureWith({
  dead: 4_990,
  retrying: 10,
  queues: [
    { queue: "mail", count: 4_000 },
    { queue: "slow", count: 1_000 },
  ],
  frame: "mail.Sender.send",
  httpStatus: 503,
  host: "api.example.com",
  perHour: [...Array(23).fill(0), 5_000],
  firstSeen: now,
  lastSeen: now,
  sampleJob: "019ab3c5",
});
const { fingerprint, title } = group;
const muted = { reason: "Fixed on Thursday", until: "2026-12-03T18:00:00Z", since: now, by: "ann" };
const path = `/failures/${fingerprint}` as const;

describe("the list of failures", () => {
  it("shows each cause with its jobs and its trend, and leads to a replay", async () => {
    server.on("GET /failures", { body: { items: [group] } });
    renderConsole("/failures");
    const table = await screen.findByRole("table", { name: "Failures by cause" });
    const row = within(table);
    expect(row.getByRole("link", { name: title }).getAttribute("href")).toBe(path);
    row.getByText("4,990 dead, 10 retrying");
    row.getByText("New");
    row.getByRole("img", { name: "5,000 failures in 24 hours, at most 5,000 in an hour, 5,000 in this one" });
    expect(row.getByRole("link", { name: `Replay ${title}` }).getAttribute("href")).toBe(
      `/operations/new?action=retry&filter=failure%3A${fingerprint}+state%3Adead`,
    );
    expect(server.last("GET /failures")?.query.toString()).toBe("muted=false&sort=count");
  });

  it("keeps its filter in the address, and asks the server for it", async () => {
    server.on("GET /tasks", { body: { items: [{ name: "mail.send" }] } });
    const { router } = renderConsole("/failures?queue=gone");
    await screen.findByText("No failures match");
    expect(screen.getByLabelText<HTMLSelectElement>("Queue").value).toBe("gone");
    await screen.findByRole("option", { name: "mail.send" });
    await userEvent.selectOptions(screen.getByLabelText("Task"), "mail.send");
    await userEvent.selectOptions(screen.getByLabelText("Muting"), "Muted or not");
    await userEvent.selectOptions(screen.getByLabelText("State of the jobs"), "Retrying");
    await waitFor(() =>
      expect(server.last("GET /failures")?.query.toString()).toBe(
        "task=mail.send&queue=gone&state=RETRYING&sort=count",
      ),
    );
    expect(router.state.location.search).toEqual({
      queue: "gone",
      task: "mail.send",
      muted: "any",
      state: "RETRYING",
    });
    await userEvent.click(screen.getByRole("link", { name: "Clear filters" }));
    await screen.findByText("No failures to look at");
  });

  it("is fetched again when a job dies", async () => {
    renderConsole("/failures");
    await screen.findByText("No failures to look at");
    act(() => FakeEventSource.latest?.open());
    server.on("GET /failures", { body: { items: [group] } });
    act(() =>
      FakeEventSource.latest?.emit("job", { id: "a", state: "DEAD", queue: "mail", task: "mail.send" }),
    );
    // Sooner than the list is polled.
    await screen.findByRole("link", { name: title }, { timeout: 7_000 });
  });

  it("is seen by viewers, who can change nothing", async () => {
    server.on("GET /session", { body: { username: "vera", role: "viewer" } });
    server.on("GET /failures", { body: { items: [group] } });
    renderConsole("/failures");
    for (const name of [`Mute ${title}`, "Replay"]) {
      const button = await screen.findByRole("button", { name: new RegExp(name.replace(/[<>]/g, ".")) });
      expect(button.getAttribute("aria-description")).toBe("Needs the role operator; yours is viewer.");
    }
  });

  it("says what is wrong when it cannot be loaded", async () => {
    server.on("GET /failures", {
      status: 500,
      body: { title: "Internal Server Error", detail: "Incident 5f0c." },
    });
    renderConsole("/failures");
    await screen.findByText("Incident 5f0c.");
  });
});

describe("the page of a failure group", () => {
  it("says what it is, what its jobs have in common, and where they are", async () => {
    const common = {
      failed: 1_000,
      succeeded: 2_000,
      items: [
        {
          trait: { kind: "TAG", value: "region=eu-3" },
          share: 0.972,
          successShare: 0.121,
          lift: 8.033,
          also: [{ kind: "ARG", name: "/region", value: "eu-3" }],
        },
      ],
    };
    server.on(`GET ${path}`, { body: { ...group, common } });
    server.on("GET /jobs", {
      body: { items: [{ id: "019ab3c5", queue: "mail", state: "DEAD", createdAt: now, task: "mail.send" }] },
    });
    renderConsole(path);
    await screen.findByRole("heading", { level: 1, name: title });
    const shared = screen.getByRole("region", { name: "What these have in common" });
    within(shared).getByText("97% of the jobs that failed have the tag region=eu-3");
    expect(shared.textContent).toContain("12% of those that succeeded: 8 times as often.");
    expect(shared.textContent).toContain("Almost the same jobs have eu-3 in /region of their args.");
    const details = screen.getByRole("region", { name: "Details" });
    for (const text of ["mail.Sender.send", "503", "api.example.com"]) within(details).getByText(text);
    const queues = screen.getByRole("region", { name: "Queues" });
    expect(within(queues).getByRole("link", { name: "slow" }).getAttribute("href")).toBe(
      `/jobs?filter=failure%3A${fingerprint}+queue%3Aslow`,
    );
    const jobs = await screen.findByRole("table", { name: "Newest jobs of the group" });
    within(jobs).getByRole("link", { name: "019ab3c5" });
    expect(server.last("GET /jobs")?.query.get("filter")).toBe(`failure:${fingerprint}`);
  });

  it("is silent where nothing stands out", async () => {
    server.on(`GET ${path}`, { body: { ...group, common: { items: [], failed: 1_000, succeeded: 2_000 } } });
    renderConsole(path);
    await screen.findByRole("heading", { level: 1, name: title });
    expect(screen.queryByText("What these have in common")).toBeNull();
  });

  it("is muted with a reason and an end, and unmuted", async () => {
    server.on(`GET ${path}`, { body: group });
    server.on(`POST ${path}:mute`, () => {
      server.on(`GET ${path}`, { body: { ...group, muted } });
      return { body: { ...group, muted } };
    });
    server.on(`POST ${path}:unmute`, () => {
      server.on(`GET ${path}`, { body: group });
      return { body: group };
    });
    renderConsole(path);
    await userEvent.click(await screen.findByRole("button", { name: "Mute" }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.click(dialog.getByRole("button", { name: "Mute group" }));
    await dialog.findByText("is required: others want to know why");
    expect(server.count(`POST ${path}:mute`)).toBe(0);

    await userEvent.type(dialog.getByLabelText(/^Reason/), "Fixed on Thursday");
    await userEvent.selectOptions(dialog.getByLabelText("Ends"), "in a week");
    await userEvent.click(dialog.getByRole("button", { name: "Mute group" }));
    await screen.findByText(/^Muted by ann until/);
    const sent = JSON.parse(server.last(`POST ${path}:mute`)?.body ?? "{}");
    expect(sent.reason).toBe("Fixed on Thursday");
    const days = (Date.parse(sent.until) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);

    await userEvent.click(screen.getByRole("button", { name: "Unmute" }));
    await screen.findByRole("button", { name: "Mute" });
    expect(screen.queryByText(/^Muted by/)).toBeNull();
  });

  it("says that a group is gone", async () => {
    renderConsole("/failures/0000000000000000");
    await screen.findByRole("heading", { name: "Failure group not found" });
  });
});

describe("Overview", () => {
  beforeEach(() => server.on("GET /workers", { body: { items: [workerWith({})] } }));

  it("shows a new cause with its cures, whichever role sees it", async () => {
    server.on("GET /failures", { body: { items: [group] } });
    renderConsole("/");
    const problems = within(await screen.findByRole("region", { name: "Problems" }));
    expect(problems.getByRole("link", { name: title }).getAttribute("href")).toBe(path);
    problems.getByText(/^4,990 dead, 10 retrying · new, first seen/);
    problems.getByRole("link", { name: `Replay ${title}` });
    await userEvent.click(problems.getByRole("button", { name: `Mute ${title}` }));
    await screen.findByRole("dialog", { name: "Mute this failure group?" });
  });

  it("leaves muted groups out, and says so", async () => {
    server.on("GET /failures", { body: { items: [{ ...group, muted }] } });
    renderConsole("/");
    await screen.findByText("Nothing else to look at: 1 muted failure group.");
  });
});

describe("the page of a job", () => {
  const job = {
    id: "019ab3c5",
    task: "mail.send",
    queue: "mail",
    state: "DEAD",
    priority: 5,
    createdAt: now,
    maxAttempts: 10,
    attempt: 10,
    attemptsUsed: 10,
    attempts: [],
    cancelRequested: false,
    tags: [],
    args: { to: "nobody" },
    failureGroup: fingerprint,
  };

  it("names how many others failed like it", async () => {
    server.on("GET /jobs/019ab3c5", { body: job });
    server.on(`GET ${path}`, { body: group });
    renderConsole("/jobs/019ab3c5");
    const others = await screen.findByText(/^Others with this failure: /);
    expect(others.textContent).toContain("4,999");
    expect(within(others).getByRole("link", { name: title }).getAttribute("href")).toBe(path);
    expect(server.last(`GET ${path}`)?.query.toString()).toBe("common=false");
  });

  it("is sent again with other args, after the server has accepted them", async () => {
    server.on("GET /jobs/019ab3c5", { body: job });
    server.on("POST /jobs/019ab3c5:retry", {
      status: 422,
      body: { title: "Unprocessable Content", errors: [{ pointer: "/args/to", detail: "is no address" }] },
    });
    renderConsole("/jobs/019ab3c5");
    await userEvent.click(await screen.findByRole("button", { name: "Edit args and retry" }));
    const dialog = within(await screen.findByRole("dialog"));
    const editor = await dialog.findByLabelText<HTMLTextAreaElement>("Args as JSON");
    await userEvent.clear(editor);
    await userEvent.type(editor, '{{"to":12345678901234567890}');
    await userEvent.click(dialog.getByRole("button", { name: "Retry with these args" }));
    await dialog.findByText(/is no address/);
    // Digits that JavaScript's numbers do not have arrive all the same.
    expect(server.last("POST /jobs/019ab3c5:retry")?.body).toBe('{"args":{"to":12345678901234567890}}');

    server.on("POST /jobs/019ab3c5:retry", { body: { ...job, state: "READY", failureGroup: undefined } });
    await userEvent.click(dialog.getByRole("button", { name: "Retry with these args" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });
});
