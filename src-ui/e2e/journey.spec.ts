import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { Receiver, signIn, stateOf, submitRequest } from "./console";

const receiver = new Receiver();

test.beforeAll(() => receiver.start());
test.afterAll(() => receiver.stop());
test.beforeEach(({ page }) => {
  receiver.status = 200;
  return signIn(page);
});

/** A reload would lose this mark. */
async function mark(page: import("@playwright/test").Page) {
  await page.evaluate(() => Object.assign(window, { notReloaded: true }));
}
const isMarked = (page: import("@playwright/test").Page) => page.evaluate(() => "notReloaded" in window);

test("a job submitted in the form is seen to succeed without a reload", async ({ page }) => {
  await page.goto("/submit?task=http.request");
  await mark(page);
  const path = `/ok/${randomUUID()}`;
  await page.getByLabel(/^url/).fill(receiver.url(path));
  await page.getByRole("button", { name: "Submit job" }).click();

  await expect(stateOf(page)).toHaveText("Succeeded");
  await expect(page.getByRole("article", { name: "Attempt 1" })).toContainText("HTTP response 200");
  expect(receiver.paths).toContain(path);
  expect(await isMarked(page)).toBe(true);
});

test("a job that failed for good is retried after the cause is fixed", async ({ page }) => {
  receiver.status = 400;
  await submitRequest(page, receiver.url(`/broken/${randomUUID()}`));
  await mark(page);

  await expect(stateOf(page)).toHaveText("Dead");
  await expect(page.getByRole("article", { name: "Attempt 1" })).toContainText("400");

  receiver.status = 200;
  await page.getByRole("button", { name: "Retry", exact: true }).click();

  await expect(stateOf(page)).toHaveText("Succeeded");
  await expect(page.getByRole("article")).toHaveCount(2);
  expect(await isMarked(page)).toBe(true);
});

test("a paused queue holds its jobs back until it is resumed", async ({ page, context }) => {
  const queue = `e2e-${randomUUID().slice(0, 8)}`;
  await submitRequest(page, receiver.url("/first"), queue);
  await expect(stateOf(page)).toHaveText("Succeeded");

  const queues = await context.newPage();
  await queues.goto("/queues");
  await queues.getByRole("button", { name: `Pause queue ${queue}` }).click();
  await expect(queues.getByRole("button", { name: `Resume queue ${queue}` })).toBeVisible();

  await submitRequest(page, receiver.url("/second"), queue);
  await expect(stateOf(page)).toHaveText("Ready");
  await expect(page.getByText(`Queue ${queue} is paused`)).toBeVisible();

  await queues.getByRole("button", { name: `Resume queue ${queue}` }).click();
  await expect(stateOf(page)).toHaveText("Succeeded");
});

test("a scheduled job can be canceled, and submitted again with edits", async ({ page }) => {
  await page.goto("/submit?task=http.request");
  await page.getByLabel(/^url/).fill(receiver.url("/later"));
  await page.getByLabel("Start").selectOption("After a delay");
  await page.getByLabel("Delay").fill("1h");
  await page.getByRole("button", { name: "Submit job" }).click();
  await expect(stateOf(page)).toHaveText("Scheduled");

  await page.getByRole("button", { name: "Cancel job" }).click();
  await expect(stateOf(page)).toHaveText("Canceled");

  const edited = `/edited/${randomUUID()}`;
  await page.getByRole("link", { name: "Submit again with edits" }).click();
  await page.getByLabel(/^url/).fill(receiver.url(edited));
  await page.getByRole("button", { name: "Submit job" }).click();
  await expect(stateOf(page)).toHaveText("Succeeded");
  expect(receiver.paths).toContain(edited);
});

test("the server's problems are shown beside their fields", async ({ page }) => {
  await page.goto("/submit?task=http.request");
  await page.getByRole("button", { name: "Submit job" }).click();
  await expect(page.getByLabel(/^url/)).toHaveAttribute("aria-invalid", "true");
  await expect(page).toHaveURL(/\/submit/);
});

test("deep links survive a reload", async ({ page }) => {
  await submitRequest(page, receiver.url("/link"));
  await expect(stateOf(page)).toHaveText("Succeeded");
  await page.reload();
  await expect(stateOf(page)).toHaveText("Succeeded");

  await page.goto("/jobs?state=SUCCEEDED&task=http.request");
  await page.reload();
  await expect(page.getByRole("button", { name: /^Succeeded/, pressed: true })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Filter" })).toHaveValue(
    "state:succeeded task:http.request",
  );
  await page.getByRole("table", { name: "Jobs" }).getByRole("link").first().click();
  await expect(stateOf(page)).toHaveText("Succeeded");
  await page.goBack();
  await expect(page.getByRole("combobox", { name: "Filter" })).toHaveValue(
    "state:succeeded task:http.request",
  );
});

test("links from dashboards and alerts lead to their subject", async ({ page }) => {
  const queue = `e2e-${randomUUID().slice(0, 8)}`;
  receiver.status = 400;
  await submitRequest(page, receiver.url("/alert"), queue);
  await expect(stateOf(page)).toHaveText("Dead");
  const from = new Date(Date.now() - 3_600_000).toISOString();

  await page.goto(`/jobs?queue=${queue}&task=http.request&state=DEAD,RETRYING&createdAfter=${from}`);
  await expect(page.getByRole("button", { name: /^Retrying/, pressed: true })).toBeVisible();
  await expect(
    page.getByRole("table", { name: "Jobs" }).getByRole("link", { name: "http.request" }),
  ).toHaveCount(1);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/jobs$/);

  await page.goto(`/queues?queue=${queue}`);
  await expect(page).toHaveURL(new RegExp(`/queues/${queue}$`));
  await page.reload();
  await expect(page.getByRole("heading", { name: `Queue ${queue}` })).toBeVisible();
  await expect(page.getByRole("button", { name: `Pause queue ${queue}` })).toBeVisible();
});

test("the overview says which setting brings the objectives", async ({ page }) => {
  await page.goto("/");
  const panel = page.getByRole("region", { name: "Objectives" });
  await expect(panel).toContainText("NIGHTSHIFT_PROMETHEUS_URL");
});

test("a link into the runbooks leads to its section, signed in or not", async ({ browser }) => {
  const stranger = await browser.newContext();
  const page = await stranger.newPage();
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.setViewportSize({ width: 1200, height: 300 });
  await page.goto("/runbooks");
  const link = page.getByRole("navigation", { name: "Runbooks" }).getByRole("link").last();
  const title = (await link.textContent()) ?? "";
  await link.click();
  await expect(page).toHaveURL(/\/runbooks#.+/);
  await page.reload();
  await expect(page.getByRole("heading", { name: title, exact: true })).toBeInViewport();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  expect(problems).toEqual([]);
  await stranger.close();
});

test("signing out asks for a sign-in that leads back", async ({ page }) => {
  await page.goto("/workers");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, "/queues?x=1");
  await expect(page).toHaveURL(/\/queues/);
});

test("the keyboard alone gets around", async ({ page }) => {
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("g");
  await page.keyboard.press("j");
  await expect(page).toHaveURL(/\/jobs$/);
  await expect(page.getByRole("heading", { name: "Jobs", level: 1 })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox", { name: "Filter" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.getByRole("heading", { name: "Jobs", level: 1 }).click();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});
