import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { call } from "./api";
import { signIn } from "./console";

test("a list follows its rows and counts newer jobs, instead of asking for everything again", async ({
  page,
}) => {
  await signIn(page);
  const queue = `live-${randomUUID().slice(0, 8)}`;
  const later = JSON.stringify({ task: "demo.noop", queue, delay: "PT1H" });
  const { id } = (await (await call("/jobs", "POST", later)).json()) as { id: string };

  const isList = (url: string) => new URL(url).pathname === "/api/v1/jobs";
  let answers = 0;
  page.on("response", (response) => {
    if (isList(response.url())) answers += 1;
  });
  await page.goto(`/jobs?queue=${queue}`);
  const table = page.getByRole("table", { name: "Jobs" });
  await expect(table.getByText("Scheduled")).toBeVisible();
  await expect(page.getByRole("banner").getByText("Live")).toBeVisible();
  // The list is asked for again once the stream is open. From then on newer jobs are counted.
  await expect.poll(() => answers).toBeGreaterThanOrEqual(2);
  let requests = 0;
  page.on("request", (request) => {
    if (isList(request.url())) requests += 1;
  });

  // Three events each: with more than a hundred at once the server would say that it skips some.
  await call(
    "/jobs:batchCreate",
    "POST",
    `${JSON.stringify({ task: "demo.noop", queue })}\n`.repeat(25),
    "application/x-ndjson",
  );
  const newer = page.getByRole("button", { name: "25 newer jobs · show" });
  await expect(newer).toBeVisible();
  await expect(table.getByRole("link", { name: "demo.noop" })).toHaveCount(1);
  // One may still be under way for what happened while the stream was opened.
  expect(requests).toBeLessThanOrEqual(1);

  await call(`/jobs/${id}:cancel`, "POST");
  await expect(table.getByText("Canceled")).toBeVisible();

  await newer.click();
  await expect(table.getByRole("link", { name: "demo.noop" })).toHaveCount(26);
  await expect(newer).toBeHidden();
  await expect(table.getByText("Succeeded")).toHaveCount(25);
  expect(requests).toBeLessThanOrEqual(6);
});

test("the pages of schedules follow what happens to them", async ({ page, context }) => {
  await signIn(page);
  const name = `live-${randomUUID().slice(0, 8)}`;
  const path = `/schedules/${name}`;
  const list = await context.newPage();
  await list.goto("/schedules");
  await expect(list.getByRole("banner").getByText("Live")).toBeVisible();
  await call(path, "PUT", JSON.stringify({ every: "P30D", task: "demo.noop" }));
  await expect(list.getByRole("link", { name, exact: true })).toBeVisible();

  await page.goto(path);
  await expect(page.getByRole("banner").getByText("Live")).toBeVisible();
  const state = page.getByRole("status", { name: "State of the schedule" });
  await call(`${path}:pause`, "POST");
  await expect(state).toHaveText("Paused");
  await call(`${path}:resume`, "POST");
  await expect(state).toHaveText("Active");
  await call(`${path}:run`, "POST");
  await expect(page.getByRole("table", { name: "History" })).toContainText("Run by hand");
  await expect(list.getByRole("row", { name: new RegExp(name) })).toContainText("Run by hand");
  await call(path, "DELETE");
  await expect(page.getByRole("heading", { name: "Schedule not found" })).toBeVisible();
  await expect(list.getByRole("link", { name, exact: true })).toHaveCount(0);
});

test("a hidden tab asks for nothing", async ({ page, context }) => {
  await page.clock.install();
  await signIn(page);
  await page.goto("/");
  await expect(page.getByRole("banner").getByText("Live")).toBeVisible();
  const requests: string[] = [];
  context.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await page.clock.runFor(10_000);
  await expect.poll(() => requests).toContain("/api/v1/status");

  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(page.getByRole("banner").getByText("Paused")).toBeVisible();
  requests.length = 0;
  // Longer than anything is asked for.
  await page.clock.runFor(120_000);
  // This request is the last, so all others would have been seen before it.
  await page.evaluate(() => fetch("/the-last"));
  expect(requests).toEqual(["/the-last"]);
});
