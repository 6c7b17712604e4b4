import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { call } from "./api";
import { expectNoViolations, wcag } from "./axe";
import { signIn } from "./console";
import { smallTargets } from "./targets";

test.beforeEach(({ page }) => signIn(page));

test("the report of the last hour is saved as a file", async ({ page }) => {
  const queue = `e2e-incident-${Date.now()}`;
  await call(`/queues/${queue}:pause`, "POST");
  await call(`/queues/${queue}:resume`, "POST");

  await page.getByRole("button", { name: "Incident report" }).click();
  const dialog = page.getByRole("dialog", { name: "Incident report" });
  await expect(dialog.getByLabel("Time")).toHaveValue("1");
  expect(await smallTargets(page)).toEqual([]);
  await expectNoViolations(page, wcag);
  const saved = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download" }).click();

  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^incident-\d{4}-\d\d-\d\dT\d{6}Z\.md$/);
  const text = await readFile(await file.path(), "utf8");
  expect(text).toMatch(/^# Incident report: /);
  expect(text).toContain(`Queue \`${queue}\` resumed by`);
  await expect(dialog).toBeHidden();
});

test("a time that cannot be is refused beside its field", async ({ page }) => {
  await page.getByRole("button", { name: "Incident report" }).click();
  const dialog = page.getByRole("dialog", { name: "Incident report" });
  await dialog.getByLabel("Time").selectOption("between");
  await dialog.getByRole("button", { name: "Download" }).click();
  await expect(dialog.getByText("is required")).toBeVisible();

  await dialog.getByLabel(/^From/).fill("2026-11-24T10:00");
  await dialog.getByLabel(/^To/).fill("2026-11-24T09:00");
  await dialog.getByRole("button", { name: "Download" }).click();

  await expect(dialog.getByText("must be before the end of the window")).toBeVisible();
});
