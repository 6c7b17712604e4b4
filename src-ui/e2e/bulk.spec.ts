import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { Receiver, signIn } from "./console";

const receiver = new Receiver();

test.beforeAll(() => receiver.start());
test.afterAll(() => receiver.stop());
test.beforeEach(({ page }) => signIn(page));

const stateOfImport = (page: Page) => page.getByRole("status", { name: "State of the import" });

async function chooseFile(page: Page, text: string, name = "requests.csv") {
  const buffer = Buffer.from(text);
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
}

async function newImport(page: Page, text: string) {
  await page.goto("/imports/new?task=http.request");
  await chooseFile(page, text);
}

async function download(page: Page, link: RegExp | string): Promise<string> {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: link }).click();
  return readFile(await (await started).path(), "utf8");
}

test("a file with two bad rows is checked, imported, corrected and sent again", async ({ page }) => {
  const run = randomUUID().slice(0, 8);
  const url = (row: number) => receiver.url(`/${run}/${row}`);
  await newImport(
    page,
    `Address,method,Notes\n${url(1)},GET,a\n,GET,b\n${url(2)},GET,c\n,POST,d\n${url(3)},GET,e\n`,
  );

  const missing = page.getByText("is filled by no column");
  await expect(missing).toBeVisible();
  await page.getByLabel("Field for column Address").selectOption("url (required)");
  await expect(missing).toBeHidden();
  await expect(page.getByLabel("Field for column method")).toHaveValue("method");
  await expect(page.getByLabel("Field for column Notes").locator("option:checked")).toHaveText("Left out");

  await page.getByRole("button", { name: "Check" }).click();
  const result = page.getByRole("status", { name: "Result of the check" });
  await expect(result).toContainText("Checked 5 rows: 3 valid, 2 rejected.");
  await expect(result.getByRole("table", { name: "Rejected rows" }).getByRole("row")).toHaveCount(3);
  expect(receiver.paths.filter((path) => path.includes(run))).toEqual([]);

  await page.getByRole("button", { name: "Import" }).click();
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}$/);
  await expect(stateOfImport(page)).toHaveText("Succeeded");
  await expect(page.getByText("Done: 3 jobs submitted, 2 rows rejected.")).toBeVisible();
  await expect.poll(() => receiver.paths.filter((path) => path.includes(run)).length).toBe(3);
  const rows = page.getByRole("table", { name: "Rejected rows" }).getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText("3");
  await expect(rows.nth(2)).toContainText("5");

  const rejects = await download(page, "Download rejects");
  expect(rejects).toContain("reject.reason");
  const corrected = rejects.replace(/^,/gm, () => `${url(4)},`);
  await page.getByRole("link", { name: "Send corrected rejects" }).click();
  await chooseFile(page, corrected, "corrected.csv");
  await expect(page.getByLabel("Field for column Address")).toHaveValue("url");
  await page.getByRole("button", { name: "Import" }).click();
  await expect(page.getByText("Done: 2 jobs submitted, no row rejected.")).toBeVisible();

  await page.getByRole("link", { name: "Its jobs" }).click();
  await expect(page).toHaveURL(/\/jobs\?tag=import%3A/);
  await expect(
    page.getByRole("table", { name: "Jobs" }).getByRole("link", { name: "http.request" }),
  ).toHaveCount(2);
  await page.goto("/imports");
  await expect(
    page.getByRole("table", { name: "Imports" }).getByRole("link", { name: "corrected.csv" }).first(),
  ).toBeVisible();
});

test("an import that waits is stopped, and restarted later", async ({ page, context }) => {
  const queues = await context.newPage();
  await newImport(page, `url,method\n${receiver.url("/first")},GET\n`);
  await page.getByRole("button", { name: "Import" }).click();
  await expect(stateOfImport(page)).toHaveText("Succeeded"); // so that the queue of bulk work is there
  await queues.goto("/queues/bulk");
  await queues.getByRole("button", { name: "Pause queue bulk" }).click();
  await expect(queues.getByRole("button", { name: "Resume queue bulk" })).toBeVisible();
  try {
    await newImport(page, `url,method\n${receiver.url("/later")},GET\n`);
    await page.getByRole("button", { name: "Import" }).click();
    await expect(stateOfImport(page)).toHaveText("Ready");
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Stop import" }).click();
    await expect(stateOfImport(page)).toHaveText("Stopped");
    await page.reload();
    await expect(page.getByText("Stopped after 0 of 1 row.")).toBeVisible();
    await page.getByRole("button", { name: "Restart" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Restart import" }).click();
    await expect(stateOfImport(page)).toHaveText("Ready");
  } finally {
    await queues.getByRole("button", { name: "Resume queue bulk" }).click();
  }
  await expect(stateOfImport(page)).toHaveText("Succeeded");
});

test("a file that is no table is refused where it was chosen", async ({ page }) => {
  await newImport(page, "url;method\nhttps://example.com;GET\n");
  await expect(page.getByRole("alert")).toContainText("commas are needed");
  await chooseFile(page, `url,method\n"${receiver.url("/open")},GET\n`);
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByRole("region", { name: "File" }).getByRole("alert")).toBeVisible();
});

test("the jobs of a filter are exported and downloaded", async ({ page }) => {
  const tag = `e2e-${randomUUID().slice(0, 8)}`;
  await newImport(page, `url,method\n${receiver.url("/a")},GET\n${receiver.url("/b")},GET\n`);
  await page.getByRole("combobox", { name: "Tags" }).fill(tag);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Import" }).click();
  await expect(page.getByText("Done: 2 jobs submitted, no row rejected.")).toBeVisible();

  await page.goto(`/jobs?tag=${tag}`);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: /^NDJSON/ }).click();
  await expect(page).toHaveURL(/\/exports\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: `All jobs with the tag ${tag}` })).toBeVisible();
  await expect(page.getByRole("status", { name: "State of the export" })).toHaveText("Succeeded");
  const lines = (await download(page, /^Download/)).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).tags.includes(tag))).toEqual([true, true]);

  await page.goto("/exports");
  const row = page.getByRole("row").filter({ hasText: tag });
  await expect(row.getByRole("link", { name: /^Download/ }).first()).toBeVisible();
});
