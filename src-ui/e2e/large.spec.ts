import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { call } from "./api";
import { signIn, stateOf } from "./console";
import { longestTask } from "./long-tasks";

/** What a person notices. */
const mostMillis = 100;

let deep: unknown = "x".repeat(200_000);
for (let level = 0; level < 80; level++) deep = level % 2 ? [deep] : { level: deep };

const values: Record<string, unknown> = {
  records: Array.from({ length: 3_200 }, (_, id) => ({
    id,
    name: `Name ${id}`,
    tags: ["a", "b"],
    amount: id * 1.1,
  })),
  members: Object.fromEntries(Array.from({ length: 11_000 }, (_, n) => [`k${n}`, `v${n}`])),
  numbers: Array.from({ length: 42_000 }, (_, n) => n),
  "one line": "A".repeat(250_000),
  depth: deep,
};

for (const [name, value] of Object.entries(values)) {
  test(`a quarter of a megabyte of ${name} is opened, shown whole and edited without a pause`, async ({
    page,
  }) => {
    test.slow();
    await signIn(page);
    // A paused queue, so that the job does not change while it is looked at.
    const queue = `large-${randomUUID().slice(0, 8)}`;
    const args = { url: "https://example.com", method: "POST", body: value };
    const job = JSON.stringify({ task: "http.request", queue, delay: "PT1H", args });
    const { id } = (await (await call("/jobs", "POST", job)).json()) as { id: string };
    await page.goto("/jobs");
    await expect(page.getByRole("table", { name: "Jobs" })).toBeVisible();

    const opened = await longestTask(page, async () => {
      await page.getByRole("textbox", { name: "Search" }).fill(id);
      await page.keyboard.press("Enter");
      await page.getByRole("table", { name: "Jobs" }).getByRole("link", { name: "http.request" }).click();
      await expect(stateOf(page)).toHaveText("Scheduled");
      await expect(page.getByRole("group", { name: "Args" })).toBeVisible();
    });
    expect.soft(opened, "open").toBeLessThan(mostMillis);

    const args1 = page.getByRole("group", { name: "Args" });
    const whole = await longestTask(page, async () => {
      await args1.getByRole("button", { name: /^Show all/ }).click();
      await expect(args1.getByRole("button", { name: /^Show all/ })).toHaveCount(0);
      await args1.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    });
    expect.soft(whole, "show all").toBeLessThan(mostMillis);

    const edited = await longestTask(page, async () => {
      await page.getByRole("link", { name: "Submit again with edits" }).click();
      await expect(page.getByLabel(/^body/)).toBeVisible();
    });
    expect.soft(edited, "submit again").toBeLessThan(mostMillis);

    const typed = await longestTask(page, async () => {
      await page.getByLabel(/^url/).press("End");
      await page.keyboard.type("/path");
      await expect(page.getByLabel(/^url/)).toHaveValue("https://example.com/path");
    });
    expect.soft(typed, "type").toBeLessThan(mostMillis);
    console.log(name, { opened, whole, edited, typed });
  });
}
