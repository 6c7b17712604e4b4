import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { call } from "./api";
import { expectNoViolations } from "./axe";
import { signIn } from "./console";

const box = (page: Page) => page.getByRole("combobox", { name: "Filter" });
const rows = (page: Page) =>
  page.getByRole("table", { name: "Jobs" }).getByRole("link", { name: "demo.noop" });

test("a filter is typed, completed, corrected and kept", async ({ page }) => {
  const queue = `e2e-${randomUUID().slice(0, 8)}`;
  for (const tag of ["tenant=7", "tenant=8", "two words"]) {
    await call("/jobs", "POST", JSON.stringify({ task: "demo.noop", queue, delay: "PT1H", tags: [tag] }));
  }
  await signIn(page, "/jobs");

  await page.keyboard.press("/");
  await page.keyboard.type("qu");
  await expect(page.getByRole("option")).toHaveText([/^queue:/]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type(queue.slice(0, 8));
  await page.getByRole("option", { name: `queue:${queue}` }).click();
  await expect(page).toHaveURL(new RegExp(`\\?filter=queue%3A${queue}$`));
  await expect(rows(page)).toHaveCount(3);

  await page.keyboard.type('tag:tenant=* -tag:"tenant=8"');
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await expect(box(page)).toHaveValue(`queue:${queue} tag:tenant=* -tag:"tenant=8"`);
  await expect(rows(page)).toHaveCount(1);

  await page.getByRole("button", { name: /^Scheduled/ }).click();
  await expect(box(page)).toHaveValue(`state:scheduled queue:${queue} tag:tenant=* -tag:"tenant=8"`);
  await expect(rows(page)).toHaveCount(1);

  await box(page).fill(`queue:${queue} stat:dead tag:x`);
  await page.keyboard.press("Enter");
  await expect(page.getByText('There is no field "stat". Did you mean state?')).toBeVisible();
  await expect(page.locator("mark")).toHaveText("stat:dead");
  await expect(box(page)).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("This filter cannot be used")).toBeVisible();
  await expect(page.getByRole("table", { name: "Jobs" })).toHaveCount(0);

  await box(page).fill(`queue:${queue} "TWO words"`);
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(1);
  await expect(page.locator("mark").first()).toHaveText("two words");
  await page.goBack();
  await expect(page.getByText("This filter cannot be used")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/jobs$/);
  await expect(box(page)).toHaveValue("");
});

test("values are completed with their numbers, and the numbers narrow the list", async ({ page }) => {
  const queue = `e2e-${randomUUID().slice(0, 8)}`;
  for (const tag of ["tenant=7", "tenant=7", "tenant=8"]) {
    await call("/jobs", "POST", JSON.stringify({ task: "demo.noop", queue, delay: "PT1H", tags: [tag] }));
  }
  await signIn(page, `/jobs?filter=queue:${queue}`);
  await expect(page.getByRole("button", { name: /^Scheduled\s*3$/ })).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.press("End");
  await page.keyboard.type(" tag:ten");
  await expect(page.getByRole("option")).toHaveText(["tag:tenant=7 2 jobs", "tag:tenant=8 1 job"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.type("-state:");
  await expect(page.getByRole("option", { name: "-state:scheduled 2 jobs" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  await page.getByText("Narrow down by queue, task or tag").click();
  await page.getByRole("button", { name: "tenant=7, 2 jobs", pressed: true }).click();
  await expect(box(page)).toHaveValue(`queue:${queue}`);
  await page.getByRole("button", { name: "tenant=8, 1 job" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expectNoViolations(page);

  await page.setViewportSize({ width: 1600, height: 900 });
  await expect(page.getByRole("heading", { name: "Narrow down" })).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole("link", { name: "Act on all" }).click();
  await page.getByLabel(/^Filter/).click();
  await page.keyboard.press("End");
  await page.keyboard.type(" queue:");
  await expect(page.getByRole("option", { name: `queue:${queue} 1 job` })).toBeVisible();
  await expectNoViolations(page);
});

test("an export takes the filter of the page", async ({ page }) => {
  const queue = `e2e-${randomUUID().slice(0, 8)}`;
  await call("/jobs", "POST", JSON.stringify({ task: "demo.noop", queue, delay: "PT1H", tags: ["x y"] }));
  await signIn(page, `/jobs?filter=queue:${queue}* tag:"x y"`);
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: /NDJSON/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    `All jobs that meet queue:${queue}* tag:"x y"`,
  );
  await expect(page.getByText("Succeeded").first()).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, reducedMotion: "reduce" });

    test("the box has no barrier with suggestions nor with a wrong term", async ({ page }) => {
      await signIn(page, "/jobs");
      await box(page).click();
      await page.keyboard.type("s");
      await page.keyboard.press("ArrowDown");
      await expect(page.getByRole("option", { name: /^state:/ })).toBeVisible();
      await expectNoViolations(page);
      await box(page).fill("state:dead,failed queue:a");
      await page.keyboard.press("Enter");
      await expect(page.locator("mark")).toHaveText("failed");
      await expectNoViolations(page);
    });
  });
}
