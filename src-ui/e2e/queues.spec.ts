import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { call } from "./api";
import { expectNoViolations, wcag } from "./axe";
import { signIn } from "./console";
import { smallTargets } from "./targets";

test.use({ reducedMotion: "reduce" });
test.beforeEach(({ page }) => signIn(page));

const newName = () => `e2e-${randomUUID().slice(0, 8)}`;
const settings = (page: Page) => page.getByRole("region", { name: "Settings", exact: true });
const change = (name: string, patch: object) => call(`/queues/${name}`, "PATCH", JSON.stringify(patch));
const stored = async (name: string) => (await call(`/queues/${name}`)).json();

/** A job that waits for long, so that it can be purged. */
const submitLater = (queue: string) =>
  call("/jobs", "POST", JSON.stringify({ task: "demo.noop", queue, delay: "PT1H" }));

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("a queue is declared, limited, purged and deleted", async ({ page }) => {
      test.slow();
      const name = newName();
      await page.goto("/queues");
      await page.getByRole("button", { name: "New queue" }).click();
      await expect(page.getByRole("dialog")).toHaveCSS("opacity", "1");
      await expectNoViolations(page, wcag);
      await page.getByLabel(/^Name/).fill("default");
      await page.getByRole("button", { name: "Next" }).click();
      await expect(page.getByText("is the name of another queue")).toBeVisible();
      await page.getByLabel(/^Name/).fill(name);
      await page.getByRole("button", { name: "Next" }).click();

      await expect(page).toHaveURL(new RegExp(`/queues/${name}\\?edit=settings$`));
      await page.getByLabel("Owner").fill("shop");
      await page.getByLabel("Starts", { exact: true }).fill("0");
      await page.getByRole("button", { name: "Declare queue" }).click();
      const starts = page.getByLabel("Starts", { exact: true });
      await expect(starts).toHaveAttribute("aria-invalid", "true");
      await expect(starts).toBeFocused();
      const time = page.getByLabel("Time of the starts", { exact: true });
      await expect(time).toHaveAttribute("aria-invalid", "true");
      await expectNoViolations(page);
      await starts.fill("100");
      await time.fill("10s");
      await page.getByRole("button", { name: "Add to Weights of keys" }).click();
      await page.getByLabel("Weights of keys: key 1").fill("customer-7");
      await page.getByLabel("Weights of keys: weight 1").fill("3");
      await page.getByRole("button", { name: "Declare queue" }).click();
      await expect(settings(page)).toContainText("100 starts per 10 s");
      await expect(settings(page)).toContainText("customer-7: 3");
      // It fades when its time is over, and axe would find its text too pale.
      const notification = page.getByText(`Queue ${name} is declared.`);
      await expect(notification).toBeVisible();
      await expect(notification).toHaveCount(0);
      await expectNoViolations(page);

      await submitLater(name);
      await submitLater(name);
      await expect(page.getByRole("button", { name: "Purge" })).not.toHaveAttribute("aria-disabled", "true");
      await expect(page.getByRole("button", { name: "Delete" })).toHaveAttribute("aria-disabled", "true");
      await page.getByRole("button", { name: "Purge" }).click();
      await expect(page.getByRole("dialog")).toContainText("2 scheduled");
      await expect(page.getByRole("dialog")).toHaveCSS("opacity", "1");
      await expectNoViolations(page, wcag);
      await page.getByRole("button", { name: "Remove 2 jobs" }).click();

      await expect(page.getByRole("button", { name: "Delete" })).not.toHaveAttribute("aria-disabled", "true");
      await page.getByRole("button", { name: "Delete" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Delete queue" }).click();
      await expect(page).toHaveURL(/\/queues$/);
      await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
    });
  });
}

test("a change sends only what was typed, by keyboard alone", async ({ page }) => {
  const name = newName();
  await change(name, { concurrency: 20, owner: "shop", fair: true });
  await page.goto(`/queues/${name}`);
  await page.getByRole("button", { name: "Edit settings" }).press("Enter");
  await expect(page.getByLabel("Description")).toBeFocused();
  // Somebody else changes another setting meanwhile, which stays.
  await change(name, { description: "Orders of the shop" });
  await page.keyboard.press("Tab");
  const owner = page.getByRole("textbox", { name: "Owner" });
  await expect(owner).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Reset Owner" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(owner).toBeFocused();
  await expect(owner).toHaveValue("");
  await page.getByLabel("Running at once", { exact: true }).focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("5");
  const sent = page.waitForRequest((request) => request.method() === "PATCH");
  await page.keyboard.press("Enter");
  expect((await sent).postDataJSON()).toEqual({ owner: null, concurrency: 5 });
  await expect(page.getByRole("button", { name: "Edit settings" })).toBeFocused();
  const after = await stored(name);
  expect(after).toMatchObject({ concurrency: 5, fair: true, description: "Orders of the shop" });
  expect(after).not.toHaveProperty("owner");
  await call(`/queues/${name}`, "DELETE");
});

test("the form fits a small phone", async ({ page }) => {
  const name = newName();
  await change(name, { concurrency: 20, description: "x".repeat(300), weights: { "customer-7": 3 } });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/queues/${name}?edit=settings`);
  await expect(page.getByRole("button", { name: "Save settings" })).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBe(0);
  expect(await smallTargets(page)).toEqual([]);
  await call(`/queues/${name}`, "DELETE");
});
