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
  server.on("GET /tasks", { body: { items: [{ name: "nightshift.import", internal: true }, task] } });
});
afterEach(cleanup);

const task = {
  name: "mail.send",
  argsSchema: {
    type: "object",
    additionalProperties: false,
    required: ["to"],
    properties: { to: { type: "string" }, subject: { type: "string" } },
  },
};
const job = {
  id: "019ab3c4",
  state: "RUNNING",
  stopRequested: false,
  task: "mail.send",
  queue: "mail",
  name: "people.csv",
  format: "csv",
  createdAt: "2026-11-24T14:00:00Z",
  createdBy: "admin",
  bytes: 4_096,
  bytesRead: 1_024,
  rows: 400,
  read: 100,
  submitted: 98,
  rejected: 2,
  rowsPerSecond: 50.4,
  secondsLeft: 6,
};
const done = { ...job, state: "SUCCEEDED", read: 400, submitted: 398, bytesRead: 4_096 };
const rejects = { items: [{ line: 7, column: "to", reason: "is no address", row: "x,Hello" }] };
const unavailable = {
  status: 503,
  body: { title: "Service Unavailable", detail: "Bulk work is off: NIGHTSHIFT_BULK_DIR cannot be written." },
};

const people = "E-mail,Subject,Notes\nann@example.com,Hello,x\n";
const choose = async (text = people, name = "people.csv") => {
  await screen.findByRole("button", { name: "Choose a file" });
  const input = screen.getByLabelText("File", { selector: "input" });
  await userEvent.upload(input, new File([text], name, { type: "text/csv" }));
  await screen.findByRole("button", { name: "Another file" });
};
const fieldOf = (column: string) =>
  screen.getByLabelText<HTMLSelectElement>(`Field for column ${column}`, { selector: "select" });

describe("a new import", () => {
  it("maps the columns, checks, then sends the file and leads to the import", async () => {
    server.on("POST /imports", ({ query }) =>
      query.get("dryRun") === "true"
        ? {
            body: {
              format: "csv",
              bytes: 49,
              rows: 1,
              checked: 1,
              valid: 1,
              rejected: 0,
              sample: [{ line: 2, args: { to: "ann@example.com" } }],
              rejects: [],
            },
          }
        : { status: 202, body: job },
    );
    server.on("GET /imports/019ab3c4", { body: done });
    server.on("GET /imports/019ab3c4/rejects", { body: rejects });
    const { router } = renderConsole("/imports/new");
    await choose();

    expect(screen.queryByRole("option", { name: "nightshift.import" })).toBeNull();
    expect(fieldOf("Subject").value).toBe("subject");
    expect(fieldOf("Notes").selectedOptions[0]?.textContent).toBe("Left out");
    expect(screen.getByText("to").parentElement?.textContent).toMatch(/filled by no column/);
    await userEvent.selectOptions(fieldOf("E-mail"), "to (required)");
    expect(screen.queryByText(/filled by no column/)).toBeNull();

    await userEvent.click(screen.getByRole("button", { name: "Check" }));
    const result = await screen.findByRole("status", { name: "Result of the check" });
    expect(result.textContent).toContain("Checked 1 row: 1 valid, 0 rejected.");
    expect(result.textContent).toContain('{"to":"ann@example.com"}');

    await userEvent.click(screen.getByRole("button", { name: "Import" }));
    await screen.findByRole("heading", { name: "people.csv" });
    expect(router.state.location.pathname).toBe("/imports/019ab3c4");
    const sent = server.last("POST /imports");
    expect(sent?.query.get("dryRun")).toBeNull();
    expect(sent?.query.get("columns")).toBe('{"E-mail":"to","Subject":"subject","Notes":null}');
    expect(sent?.headers.get("Content-Type")).toBe("text/csv");
    expect(await sent?.file?.text()).toBe(people);
  });

  it("shows the server's problems at their fields, until something is changed", async () => {
    server.on("POST /imports", {
      status: 422,
      body: {
        title: "Unprocessable Content",
        errors: [
          { pointer: "?priority", detail: "must be from 1 to 9" },
          { pointer: "body:line 3", detail: "has an open quote" },
        ],
      },
    });
    renderConsole("/imports/new");
    await choose("to\na@b\n");
    await userEvent.click(screen.getByRole("button", { name: "Import" }));

    await screen.findByText("line 3: has an open quote");
    expect(screen.getByLabelText("Priority").getAttribute("aria-invalid")).toBe("true");
    await userEvent.selectOptions(screen.getByLabelText("Priority"), "3");
    expect(screen.queryByText("line 3: has an open quote")).toBeNull();
  });

  it("can be canceled while the file is being sent", async () => {
    server.on("POST /imports", { hangs: true });
    renderConsole("/imports/new");
    await choose("to\na@b\n");
    await userEvent.click(screen.getByRole("button", { name: "Import" }));

    await screen.findByText(/^Sent 4 B of 7 B/);
    await userEvent.click(screen.getByRole("button", { name: "Cancel upload" }));
    await screen.findByText("The upload was canceled");
    expect(screen.getByRole("button", { name: "Import" })).toBeDefined();
  });

  it("says which setting is missing when bulk work is off", async () => {
    server.on("POST /imports", unavailable);
    renderConsole("/imports/new");
    await choose("to\na@b\n");
    await userEvent.click(screen.getByRole("button", { name: "Check" }));
    await screen.findByText(/NIGHTSHIFT_BULK_DIR/);
  });

  it("of corrected rejects has the columns of the earlier import", async () => {
    server.on("GET /imports/019ab3c4", { body: { ...done, columns: { "E-mail": "to", Notes: null } } });
    renderConsole("/imports/new?from=019ab3c4");
    await choose("E-mail,Notes,reject.line,reject.reason\na@b,x,7,is no address\n");

    expect(fieldOf("E-mail").value).toBe("to");
    expect(screen.getByRole("table", { name: "Columns" }).textContent).toContain(
      "says why the row was rejected",
    );
    expect(screen.getByLabelText<HTMLInputElement>("Queue", { selector: "input" }).value).toBe("mail");
  });

  it("is refused to viewers, with the reason", async () => {
    server.on("GET /session", { body: { username: "vera", role: "viewer" } });
    renderConsole("/imports/new");
    await choose("to\na@b\n");
    const button = screen.getByRole("button", { name: "Import" });
    await waitFor(() =>
      expect(button.getAttribute("aria-description")).toBe("Needs the role submitter; yours is viewer."),
    );
    await userEvent.click(button);
    expect(server.count("POST /imports")).toBe(0);
  });
});

describe("the page of an import", () => {
  it("follows it to its end, and shows what was rejected", async () => {
    server.on("GET /imports/019ab3c4", { body: job });
    server.on("GET /imports/019ab3c4/rejects", { body: { ...rejects, nextPageToken: "2" } });
    renderConsole("/imports/019ab3c4");
    const state = await screen.findByRole("status", { name: "State of the import" });
    expect(state.textContent).toBe("Running");
    await screen.findByText("100 of 400 rows · 1 KiB of 4 KiB · 50 rows/s");
    const table = await screen.findByRole("table", { name: "Rejected rows" });
    expect(within(table).getByText("is no address")).toBeDefined();
    expect(screen.getByRole("link", { name: "Download rejects" }).getAttribute("href")).toBe(
      "/api/v1/imports/019ab3c4/rejects",
    );
    expect(screen.getByRole("link", { name: "Its jobs" }).getAttribute("href")).toBe(
      "/jobs?tag=import%3A019ab3c4",
    );

    server.on("GET /imports/019ab3c4/rejects", ({ query }) => ({
      body: { items: [{ line: 9, reason: `page ${query.get("pageToken")}`, row: "y" }] },
    }));
    await userEvent.click(screen.getByRole("button", { name: "Next" }));
    await screen.findByText("page 2");

    server.on("GET /imports/019ab3c4", { body: done });
    await waitFor(() => expect(state.textContent).toBe("Succeeded"));
    await screen.findByText("Done: 398 jobs submitted, 2 rows rejected.");
    expect(screen.queryByRole("button", { name: "Stop" })).toBeNull();
  });

  it("stops and restarts it, after a question", async () => {
    const failure = { type: "cancelled", message: "The job was canceled while it ran." };
    const stopped = { ...job, state: "STOPPED", rejected: 0, failure };
    server.on("GET /imports/019ab3c4", { body: { ...job, rejected: 0 } });
    server.on("POST /imports/019ab3c4:stop", () => {
      server.on("GET /imports/019ab3c4", { body: stopped });
      return { body: stopped };
    });
    server.on("POST /imports/019ab3c4:restart", () => {
      server.on("GET /imports/019ab3c4", { body: { ...job, rejected: 0 } });
      return { body: { ...job, rejected: 0, state: "READY" } };
    });
    renderConsole("/imports/019ab3c4");
    await userEvent.click(await screen.findByRole("button", { name: "Stop" }));
    expect(server.count("POST /imports/019ab3c4:stop")).toBe(0);
    await userEvent.click(await screen.findByRole("button", { name: "Stop import" }));

    await screen.findByText(/^Stopped after 100 of 400 rows/);
    expect(screen.queryByText(failure.message)).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Restart" }));
    await userEvent.click(await screen.findByRole("button", { name: "Restart import" }));
    await screen.findByText(/^Reads rows/);
    expect(server.count("POST /imports/019ab3c4:restart")).toBe(1);
  });

  it("shows a failure, and an import that is not there", async () => {
    const failure = { type: "io", message: "The file is gone." };
    server.on("GET /imports/019ab3c4", { body: { ...job, state: "DEAD", rejected: 0, failure } });
    const { unmount } = renderConsole("/imports/019ab3c4");
    await screen.findByText("The file is gone.");
    unmount();
    renderConsole("/imports/none");
    await screen.findByRole("heading", { name: "Import not found" });
  });
});

describe("the list of imports", () => {
  it("says what an import is while there is none", async () => {
    renderConsole("/imports");
    await screen.findByText("No imports yet");
    expect(screen.getByRole("group", { name: "Command that sends a file" }).textContent).toContain(
      "text/csv",
    );
  });

  it("follows the events of their jobs", async () => {
    server.on("GET /imports", { body: { items: [{ ...job, state: "STOPPED" }] } });
    renderConsole("/imports");
    const table = await screen.findByRole("table", { name: "Imports" });
    within(table).getByText("Stopped");
    server.on("GET /imports", { body: { items: [done] } });
    act(() => FakeEventSource.latest?.emit("job", { id: job.id, state: "READY", task: "nightshift.import" }));
    // Sooner than the list is polled.
    await within(table).findByText("Succeeded", {}, { timeout: 7_000 });
  });
});

describe("exports", () => {
  const made = {
    id: "019ab3c5",
    state: "RUNNING",
    format: "csv",
    filter: { state: ["DEAD"], queue: "mail" },
    createdAt: "2026-11-24T14:00:00Z",
    createdBy: "admin",
    read: 10,
    total: 40,
    written: 4,
    bytes: 2_048,
  };

  it("are made of the filter that the list of jobs has", async () => {
    server.on("POST /exports", { status: 202, body: made });
    server.on("GET /exports/019ab3c5", { body: made });
    renderConsole("/jobs?state=DEAD&queue=mail");
    await userEvent.click(await screen.findByRole("button", { name: "Export" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /^CSV/ }));

    await screen.findByRole("heading", { name: "Dead jobs in queue mail" });
    expect(JSON.parse(server.last("POST /exports")?.body ?? "")).toEqual({
      format: "csv",
      filter: { state: ["DEAD"], queue: "mail" },
    });
    await screen.findByText("10 of 40 jobs looked at, 4 written, 2 KiB");

    const file = "/api/v1/exports/019ab3c5/file";
    server.on("GET /exports/019ab3c5", { body: { ...made, state: "SUCCEEDED", file } });
    const link = await screen.findByRole("link", { name: /^Download Dead jobs in queue mail/ });
    expect(link.getAttribute("href")).toBe(file);
  });

  it("are refused to those who only submit", async () => {
    server.on("GET /session", { body: { username: "sue", role: "submitter" } });
    renderConsole("/jobs");
    const button = await screen.findByRole("button", { name: "Export" });
    expect(button.getAttribute("aria-description")).toBe("Needs the role operator; yours is submitter.");
  });

  it("are listed with their files", async () => {
    server.on("GET /exports", {
      body: { items: [made, { ...made, id: "2", state: "SUCCEEDED", file: "/f" }] },
    });
    renderConsole("/exports");
    const table = await screen.findByRole("table", { name: "Exports" });
    expect(within(table).getAllByRole("link", { name: "Dead jobs in queue mail" })).toHaveLength(2);
    expect(
      within(table)
        .getAllByRole("link", { name: /^Download/ })[0]
        ?.getAttribute("href"),
    ).toBe("/f");
  });
});
