// @vitest-environment jsdom

import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { queueWith } from "@/test/answers";
// The stand-ins for what jsdom lacks.
import "@/test/browser";
import { fakeServer } from "@/test/fake-server";
import { renderConsole } from "@/test/render-console";

let server: ReturnType<typeof fakeServer>;
beforeEach(() => {
  server = fakeServer();
  server.on("GET /queues", {
    body: { items: ["billing", "hooks", "mail"].map((name) => queueWith({ name })) },
  });
});
afterEach(cleanup);

const facets = {
  total: 51,
  complete: true,
  states: [{ state: "DEAD", count: 51 }],
  queues: [
    { queue: "billing", count: 1 },
    { queue: "mail", count: 50 },
  ],
  tasks: [{ task: "mail.send", count: 51 }],
  tags: [
    { tag: "tenant=7", count: 37 },
    ...Array.from({ length: 8 }, (_, n) => ({ tag: `more-${n}`, count: 8 - n })),
  ],
  sample: [],
};
const counted = () =>
  server.calls.filter(({ call }) => call === "GET /jobs:facets").map(({ query }) => query.get("filter"));
const box = () => screen.findByLabelText<HTMLInputElement>(/^Filter/);
const offered = () =>
  [...document.querySelectorAll('[aria-label="Terms"] [role="option"]')].map((option) => option.textContent);

describe("the filter box", () => {
  it("completes values with the numbers of jobs that the rest of the filter leaves", async () => {
    server.on("GET /jobs:facets", { body: facets });
    const { router } = renderConsole("/jobs?filter=state:dead");
    await userEvent.type(await box(), " queue:");
    await waitFor(() =>
      expect(offered()).toEqual(["queue:mail 50 jobs", "queue:billing 1 job", "queue:hooks no job"]),
    );
    expect(counted()).toContain("state:dead");
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await waitFor(() => expect(router.state.location.href).toBe("/jobs?filter=state%3Adead+queue%3Amail"));
  });

  it("asks once for what was typed without a pause", async () => {
    server.on("GET /jobs:facets", { body: facets });
    renderConsole("/jobs");
    await userEvent.type(await box(), "host:a tag:tenant");
    await waitFor(() => expect(offered()).toEqual(["tag:tenant=7 37 jobs"]));
    const asked = counted();
    expect(asked.at(-1)).toBe("host:a tag:*tenant*");
    expect(asked.length).toBeLessThan("tag:tenant".length);
  });

  it("takes the value that is marked, also when the order has changed meanwhile", async () => {
    let counting: (() => void) | undefined;
    server.on("GET /jobs:facets", { body: facets });
    const { fetch } = globalThis;
    globalThis.fetch = async (...request) => {
      if (String(request[0]).includes(":facets")) {
        await new Promise<void>((resolve) => {
          counting = resolve;
        });
      }
      return fetch(...request);
    };
    const { router } = renderConsole("/jobs");
    await userEvent.type(await box(), "queue:");
    await waitFor(() => expect(offered()).toEqual(["queue:billing ", "queue:hooks ", "queue:mail "]));
    await waitFor(() => expect(counting).toBeDefined());
    await userEvent.keyboard("{ArrowDown}");
    counting?.();
    await waitFor(() => expect(offered()[0]).toBe("queue:mail 50 jobs"));
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(router.state.location.href).toBe("/jobs?filter=queue%3Abilling"));
  });

  it("still completes names when nothing can be counted, and says nothing about it", async () => {
    server.on("GET /jobs:facets", { status: 503, body: { title: "Service Unavailable" } });
    renderConsole("/jobs");
    await userEvent.type(await box(), "queue:m");
    await waitFor(() => expect(counted()).not.toEqual([]));
    expect(offered()).toEqual(["queue:mail "]);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("completes the filter of an operation, and keeps the focus for the next term", async () => {
    server.on("GET /jobs:facets", { body: facets });
    server.on("POST /operations", { status: 503, body: { title: "Service Unavailable" } });
    const { router } = renderConsole("/operations/new?action=retry");
    const field = await box();
    await userEvent.type(field, "state:dead tag:ten");
    await waitFor(() => expect(offered()).toEqual(["tag:tenant=7 37 jobs"]));
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await waitFor(() =>
      expect(router.state.location.search).toEqual({ action: "retry", filter: "state:dead tag:tenant=7" }),
    );
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe("state:dead tag:tenant=7 ");
    expect(server.last("POST /operations")?.body).toContain('"validateOnly":true');
  });
});

describe("the numbers beside the list", () => {
  async function openPanel() {
    await userEvent.click(await screen.findByText("Narrow down by queue, task or tag"));
    // jsdom opens it, but sends no event.
    document.querySelector("details")?.dispatchEvent(new Event("toggle"));
    return within(await screen.findByRole("region", { name: "Queue" }));
  }

  it("add a term with a click, and take it away with another one", async () => {
    server.on("GET /jobs:facets", { body: facets });
    const { router } = renderConsole("/jobs?filter=state:dead");
    const queues = await openPanel();
    expect(queues.getAllByRole("button").map((button) => button.textContent)).toEqual(["mail50", "billing1"]);
    await userEvent.click(queues.getByRole("button", { name: "mail, 50 jobs", pressed: false }));
    await waitFor(() => expect(router.state.location.href).toBe("/jobs?filter=state%3Adead+queue%3Amail"));
    await userEvent.click(await queues.findByRole("button", { name: "mail, 50 jobs", pressed: true }));
    await waitFor(() => expect(router.state.location.href).toBe("/jobs?filter=state%3Adead"));
  });

  it("show the most frequent values first, and the others on demand", async () => {
    server.on("GET /jobs:facets", { body: { ...facets, complete: false } });
    renderConsole("/jobs");
    await openPanel();
    const tags = within(screen.getByRole("region", { name: "Tag" }));
    expect(tags.getAllByRole("listitem")).toHaveLength(6);
    await userEvent.click(tags.getByRole("button", { name: /^3 more/ }));
    expect(tags.getAllByRole("listitem")).toHaveLength(9);
    screen.getByText(/more jobs than can be counted/);
  });

  it("say what another state would show", async () => {
    server.on("GET /jobs:facets", ({ query }) => ({
      body: {
        ...facets,
        complete: query.get("filter") === "queue:mail",
        states: [
          { state: "READY", count: 7 },
          { state: "DEAD", count: 51 },
        ],
      },
    }));
    const { router } = renderConsole("/jobs?filter=state:dead queue:mail");
    await screen.findByRole("button", { name: /^Ready\s*7$/ });
    await screen.findByRole("button", { name: /^Dead\s*51$/, pressed: true });
    await router.navigate({ to: "/jobs", search: { filter: "state:dead queue:hooks" } });
    await screen.findByRole("button", { name: /^Dead\s*51\+$/ });
  });
});
