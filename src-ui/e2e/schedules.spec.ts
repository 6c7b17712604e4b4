import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { call } from "./api";
import { expectNoViolations } from "./axe";
import { Receiver, signIn, stateOf } from "./console";

const receiver = new Receiver();

test.beforeAll(() => receiver.start());
test.afterAll(() => receiver.stop());
test.beforeEach(({ page }) => signIn(page));

const newName = () => `e2e-${randomUUID().slice(0, 8)}`;

const stateOfSchedule = (page: Page) => page.getByRole("status", { name: "State of the schedule" });

test.describe("from the form to the end", () => {
  test.use({ reducedMotion: "reduce" });

  test("a schedule is previewed, created, run, paused and deleted", async ({ page }) => {
    test.slow();
    const name = newName();
    const path = `/scheduled/${randomUUID()}`;
    await page.goto("/schedules");
    await page.getByRole("link", { name: "New schedule" }).click();
    await page.getByLabel(/^Name/).fill(name);
    await page.getByRole("combobox", { name: "Task" }).selectOption("http.request");
    await page.getByLabel(/^url/).fill(receiver.url(path));
    await page.getByLabel(/^Cron/).fill("61 2 * * *");
    await expect(page.getByLabel(/^Cron/)).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel(/^Cron/).fill("30 2 * * *");
    await page.getByRole("combobox", { name: "Time zone" }).fill("Europe/Berlin");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("status", { name: "Preview" })).toContainText("02:30");
    await expect(page.getByRole("list", { name: "Next runs" }).getByRole("listitem")).toHaveCount(10);
    await expectNoViolations(page);

    await page.getByRole("button", { name: "Create schedule" }).click();
    await expect(page).toHaveURL(new RegExp(`/schedules/${name}$`));
    await expect(stateOfSchedule(page)).toHaveText("Active");
    await expect(page.getByRole("table", { name: "Next runs" }).getByRole("row")).toHaveCount(11);

    await page.getByRole("button", { name: "Run now" }).click();
    const history = page.getByRole("table", { name: "History" });
    await expect(history).toContainText("Run by hand");
    await expectNoViolations(page);
    await history.getByRole("link").click();
    await expect(stateOf(page)).toHaveText("Succeeded");
    expect(receiver.paths).toContain(path);
    await page.getByRole("link", { name, exact: true }).click();

    await page.getByRole("button", { name: "Pause" }).click();
    await expect(stateOfSchedule(page)).toHaveText("Paused");
    await page.reload();
    await expect(page.getByText(/^Paused by admin/)).toBeVisible();
    await page.goto("/schedules");
    await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("Paused");
    await expectNoViolations(page);

    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete schedule" }).click();
    await expect(page).toHaveURL(/\/schedules$/);
    await expect(page.getByRole("heading", { name: "Schedules", level: 1 })).toBeVisible();
    await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
  });
});

test("a change keeps what the form does not show", async ({ page }) => {
  const name = newName();
  const rule = { every: "PT6H", task: "http.request", args: { url: receiver.url("/kept") }, priority: 2 };
  await call(`/schedules/${name}`, "PUT", JSON.stringify(rule));
  await page.goto(`/schedules/${name}/edit`);
  await page.getByLabel(/^Every/).fill("12h");
  await page.getByRole("button", { name: "Save schedule" }).click();
  await expect(page).toHaveURL(new RegExp(`/schedules/${name}$`));
  const stored = (await (await call(`/schedules/${name}`)).json()) as object;
  expect(stored).toMatchObject({ every: "PT12H", priority: 2, args: rule.args });
  await call(`/schedules/${name}`, "DELETE");
});

test("a job that is scheduled for later can be started now", async ({ page }) => {
  const body = { task: "http.request", args: { url: receiver.url("/early") }, delay: "PT1H" };
  const { id } = (await (await call("/jobs", "POST", JSON.stringify(body))).json()) as { id: string };
  await page.goto(`/jobs/${id}`);
  await expect(stateOf(page)).toHaveText("Scheduled");
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(stateOf(page)).toHaveText("Succeeded");
});
