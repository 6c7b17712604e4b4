import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./console";

test.use({ reducedMotion: "reduce" });
test.beforeEach(({ page }) => signIn(page));

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function expectNoViolations(page: Page, tags = [...wcag, "best-practice"]) {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))])).toEqual([]);
}

const breaker = (page: Page) => page.getByRole("status", { name: "State of the breaker" });

test("a breaker is opened, found and closed, and limits are set and removed", async ({ page }) => {
  const host = `e2e-${randomUUID().slice(0, 8)}.example.com:8443`;
  await page.goto(`/destinations/${encodeURIComponent(host)}`);
  await expect(breaker(page)).toHaveText("Closed");

  await page.getByRole("button", { name: "Open breaker" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("For how long").fill("10m");
  await expectNoViolations(page, wcag); // Mantine's dialogs have a header of their own
  await dialog.getByRole("button", { name: "Open breaker" }).click();
  await expect(breaker(page)).toHaveText("Open");
  await expect(page.getByText(/One of them tries it in (9|10) min/)).toBeVisible();
  await expect(page.getByText(/opened by admin/)).toBeVisible();

  await page.getByLabel("Jobs at a time").fill("5");
  await page.getByRole("textbox", { name: "Starts", exact: true }).fill("100");
  await page.getByRole("button", { name: "Save limits" }).click();
  await expect(page.getByText("is required in a rate limit")).toBeVisible();
  await page.getByRole("textbox", { name: "Per", exact: true }).fill("1s");
  await page.getByRole("button", { name: "Save limits" }).click();
  await expect(page.getByText("5 at a time, 100 starts per s")).toBeVisible();
  await expectNoViolations(page);

  await page.getByRole("link", { name: "Destinations", exact: true }).click();
  await page.getByRole("combobox", { name: "State of the breaker" }).selectOption("Open");
  await expectNoViolations(page);
  await page.getByRole("link", { name: host, exact: true }).click();

  await page.getByRole("button", { name: "Close breaker" }).click();
  await expect(breaker(page)).toHaveText("Closed");
  await page.getByLabel("Jobs at a time").fill("");
  await page.getByRole("textbox", { name: "Starts", exact: true }).fill("");
  await page.getByRole("textbox", { name: "Per", exact: true }).fill("");
  await page.getByRole("button", { name: "Save limits" }).click();
  await expect(page.getByText("none", { exact: true })).toBeVisible();
});
