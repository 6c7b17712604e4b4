// @vitest-environment jsdom

import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "@/test/browser";
import { queueWith } from "@/test/answers";
import { fakeServer } from "@/test/fake-server";
import { renderConsole } from "@/test/render-console";

let server: ReturnType<typeof fakeServer>;
beforeEach(() => {
  server = fakeServer();
});
afterEach(cleanup);

const mail = {
  ...queueWith({ counts: { READY: 2, SCHEDULED: 1, SUCCEEDED: 7 } }),
  concurrency: 5,
  owner: "billing",
  sources: { "/concurrency": "FILE", "/owner": "API" },
} as const;

const lastPatch = () => JSON.parse(server.last("PATCH /queues/mail")?.body ?? "null");

describe("the settings of a queue", () => {
  beforeEach(() => server.on("GET /queues", { body: { items: [mail] } }));

  it("are shown, and which of them come from a file", async () => {
    renderConsole("/queues/mail");
    const panel = await screen.findByRole("region", { name: "Settings" });
    expect(within(panel).getByText("5 at a time (set by a file)")).toBeDefined();
    expect(within(panel).getByText("billing")).toBeDefined();
  });

  it("are changed: only what was typed is sent, and the focus comes back", async () => {
    server.on("PATCH /queues/mail", { body: { ...mail, concurrency: 3 } });
    const { router } = renderConsole("/queues/mail");
    await userEvent.click(await screen.findByRole("button", { name: "Edit settings" }));
    const concurrency = await screen.findByLabelText<HTMLInputElement>("Running at once");
    expect(concurrency.value).toBe("5");
    expect(document.activeElement).toBe(screen.getByLabelText("Description"));
    expect(screen.getByText(/Set by the file\.$/)).toBeDefined();
    const save = () => screen.getByRole("button", { name: "Save settings" });
    expect(save().getAttribute("aria-description")).toBe("Nothing is changed.");

    await userEvent.clear(concurrency);
    await userEvent.type(concurrency, "3");
    expect(screen.getByText(/The file says 5\. Saving overrides it\.$/)).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "Reset Owner" }));
    await userEvent.click(save());

    await screen.findByRole("region", { name: "Settings" });
    expect(lastPatch()).toEqual({ concurrency: 3, owner: null });
    expect(server.last("PATCH /queues/mail")?.headers.get("Content-Type")).toBe(
      "application/merge-patch+json",
    );
    expect(router.state.location.href).toBe("/queues/mail");
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole("button", { name: "Edit settings" })),
    );
  });

  it("show what the server refuses at the fields", async () => {
    const errors = [
      { pointer: "/concurrency", detail: "must be from 1 to 100000" },
      { pointer: "/weights/customer-7", detail: "must be from 1 to 100" },
      { pointer: "/elsewhere", detail: "is odd" },
    ];
    server.on("PATCH /queues/mail", { status: 422, body: { title: "Unprocessable Content", errors } });
    renderConsole("/queues/mail?edit=settings");
    const concurrency = await screen.findByLabelText("Running at once");
    await userEvent.clear(concurrency);
    await userEvent.type(concurrency, "0");
    await userEvent.click(screen.getByRole("button", { name: "Add to Weights of keys" }));
    await userEvent.type(screen.getByLabelText("Weights of keys: key 1"), "customer-7");
    await userEvent.type(screen.getByLabelText("Weights of keys: weight 1"), "500");
    await userEvent.click(screen.getByRole("button", { name: "Save settings" }));

    await screen.findByText("must be from 1 to 100000");
    expect(lastPatch()).toEqual({ concurrency: 0, weights: { "customer-7": 500 } });
    expect(concurrency.getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(concurrency);
    expect(screen.getByText("customer-7 must be from 1 to 100")).toBeDefined();
    expect(screen.getByText("/elsewhere")).toBeDefined();
    expect(screen.getByText("Some fields need a correction.")).toBeDefined();
  });

  it("of the file cannot be removed here", async () => {
    renderConsole("/queues/mail?edit=settings");
    await userEvent.clear(await screen.findByLabelText("Running at once"));
    await userEvent.click(screen.getByRole("button", { name: "Save settings" }));
    await screen.findByText(/^is set by the file/);
    expect(server.count("PATCH /queues/mail")).toBe(0);
  });

  it("cannot be changed by a viewer", async () => {
    server.on("GET /session", { body: { username: "eve", role: "viewer" } });
    renderConsole("/queues/mail");
    const edit = await screen.findByRole("button", { name: "Edit settings" });
    await waitFor(() => expect(edit.getAttribute("aria-description")).toMatch(/Needs the role operator/));
  });
});

describe("a new queue", () => {
  it("gets a name, then settings, and is declared by them", async () => {
    server.on("GET /queues", { body: { items: [mail] } });
    const { router } = renderConsole("/queues");
    await userEvent.click(await screen.findByRole("button", { name: "New queue" }));
    const dialog = within(await screen.findByRole("dialog"));
    const name = dialog.getByLabelText(/^Name/);
    await userEvent.type(name, "mail{Enter}");
    await dialog.findByText("is the name of another queue");
    await userEvent.clear(name);
    await userEvent.type(name, "a b{Enter}");
    await dialog.findByText(/^must be 1 to 100 characters/);
    await userEvent.clear(name);
    await userEvent.type(name, "orders{Enter}");

    await waitFor(() => expect(router.state.location.href).toBe("/queues/orders?edit=settings"));
    const declare = await screen.findByRole("button", { name: "Declare queue" });
    expect(declare.getAttribute("aria-description")).toMatch(/^Fill in at least one field/);
    const orders = { ...queueWith({ name: "orders" }), owner: "shop", sources: { "/owner": "API" } };
    server.on("PATCH /queues/orders", { body: orders });
    server.on("GET /queues", { body: { items: [mail, orders] } });
    await userEvent.type(screen.getByLabelText("Owner"), "shop{Enter}");
    await screen.findByRole("region", { name: "Settings" });
    expect(server.last("PATCH /queues/orders")?.body).toBe('{"owner":"shop"}');
    expect(screen.getByText("shop")).toBeDefined();
  });
});

describe("purge and delete", () => {
  it("a purge shows what it removes, and asks first", async () => {
    server.on("GET /queues", { body: { items: [mail] } });
    server.on("POST /queues/mail:purge", { body: { purged: 3 } });
    renderConsole("/queues/mail");
    await userEvent.click(await screen.findByRole("button", { name: "Purge" }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("2 ready and 1 scheduled");
    expect(server.count("POST /queues/mail:purge")).toBe(0);
    await userEvent.click(within(dialog).getByRole("button", { name: "Remove 3 jobs" }));
    await waitFor(() => expect(server.count("POST /queues/mail:purge")).toBe(1));
  });

  it("a purge of many jobs wants the name of the queue", async () => {
    server.on("GET /queues", { body: { items: [{ ...mail, counts: { ...mail.counts, READY: 5_000 } }] } });
    server.on("POST /queues/mail:purge", { body: { purged: 5_001 } });
    renderConsole("/queues/mail");
    await userEvent.click(await screen.findByRole("button", { name: "Purge" }));
    const dialog = within(await screen.findByRole("dialog"));
    const remove = dialog.getByRole<HTMLButtonElement>("button", { name: "Remove 5,001 jobs" });
    expect(remove.disabled).toBe(true);
    await userEvent.type(dialog.getByLabelText("Type mail to confirm"), "mail");
    await userEvent.click(remove);
    await waitFor(() => expect(server.count("POST /queues/mail:purge")).toBe(1));
  });

  it("only an empty queue can be deleted", async () => {
    server.on("GET /queues", { body: { items: [mail] } });
    renderConsole("/queues/mail");
    const remove = await screen.findByRole("button", { name: "Delete" });
    expect(remove.getAttribute("aria-description")).toMatch(/^The queue has 10 jobs\./);
  });

  it("a delete asks first, and leads to the list", async () => {
    server.on("GET /queues", { body: { items: [queueWith({})] } });
    server.on("DELETE /queues/mail", { status: 204 });
    const { router } = renderConsole("/queues/mail");
    await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
    server.on("GET /queues", { body: { items: [] } });
    await userEvent.click(
      within(await screen.findByRole("dialog")).getByRole("button", { name: "Delete queue" }),
    );
    await waitFor(() => expect(router.state.location.href).toBe("/queues"));
    expect(server.count("DELETE /queues/mail")).toBe(1);
  });
});
