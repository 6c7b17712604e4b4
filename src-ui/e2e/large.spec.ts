import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { call } from "./api";
import { signIn, stateOf } from "./console";
import { longestTask } from "./long-tasks";

/**
 * A person notices 100 ms, and no task takes that much processor time on a common machine. A slow one takes up to three times as
 * long. The pauses that this test looks for are of seconds.
 */
const mostMillis = 300;

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

/** What was submitted with indents comes back with them: one line for each value. */
const indented = {
  "indented records": [...(values.records as unknown[])].slice(0, 2_100),
  "indented numbers": Array.from({ length: 28_000 }, (_, n) => n),
};

const texts: [string, string][] = [
  ...Object.entries(values).map(([name, value]): [string, string] => [name, JSON.stringify(value)]),
  ...Object.entries(indented).map(([name, value]): [string, string] => [
    name,
    JSON.stringify(value, null, 2),
  ]),
];

for (const [name, body] of texts) {
  test(`a quarter of a megabyte of ${name} is opened, shown whole and edited without a pause`, async ({
    page,
  }) => {
    test.slow();
    await signIn(page);
    const queue = `large-${randomUUID().slice(0, 8)}`;
    const args = `{"url":"https://example.com","method":"POST","body":${body}}`;
    await call("/jobs", "POST", `{"task":"http.request","queue":"${queue}","delay":"PT1H","args":${args}}`);
    await page.goto(`/jobs?queue=${queue}`);
    const link = page.getByRole("table", { name: "Jobs" }).getByRole("link", { name: "http.request" });
    await expect(link).toBeVisible();

    const opened = await longestTask(page, async () => {
      await link.click();
      await expect(stateOf(page)).toHaveText("Scheduled");
      await expect(page.getByRole("group", { name: "Args" })).toBeVisible();
    });
    expect.soft(opened, "open").toBeLessThan(mostMillis);

    const panel = page.getByRole("group", { name: "Args" });
    const whole = await longestTask(page, async () => {
      await panel.getByRole("button", { name: /^Show all/ }).click();
      await expect(panel.getByRole("button", { name: /^Show all/ })).toHaveCount(0);
      await panel.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    });
    expect.soft(whole, "show all").toBeLessThan(mostMillis);

    const edited = await longestTask(page, async () => {
      await page.getByRole("link", { name: "Submit again with edits" }).click();
      await expect(page.getByRole("button", { name: "Edit body as text" })).toBeVisible();
    });
    expect.soft(edited, "submit again").toBeLessThan(mostMillis);

    const typed = await longestTask(page, async () => {
      await page.getByLabel(/^url/).press("End");
      await page.keyboard.type("/path");
      await expect(page.getByLabel(/^url/)).toHaveValue("https://example.com/path");
    });
    expect.soft(typed, "type").toBeLessThan(mostMillis);

    const field = page.getByRole("textbox", { name: "body", exact: true });
    const mounted = await longestTask(page, async () => {
      await page.getByRole("button", { name: "Edit body as text" }).click();
      await expect(field).toBeFocused();
    });
    expect.soft(mounted, "edit as text").toBeLessThan(mostMillis);

    const first = await field.inputValue();
    const turned = await longestTask(page, async () => {
      await page.getByRole("button", { name: "Next part" }).click();
      await expect(page.getByText(/^Part 2 of /)).toBeVisible();
    });
    expect.soft(turned, "next part").toBeLessThan(mostMillis);

    const second = await field.inputValue();
    const at = second.search(/\w/);
    const sign = second[at] === "7" ? "8" : "7";
    await field.focus();
    await field.evaluate((area: HTMLTextAreaElement, from) => area.setSelectionRange(from, from + 1), at);
    const changed = await longestTask(page, () => page.keyboard.type(sign));
    expect.soft(changed, "type in the text").toBeLessThan(mostMillis);

    await page.getByRole("button", { name: "Submit job" }).click();
    await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/);
    const stored = await (await call(`/jobs/${page.url().split("/").at(-1)}`)).text();
    const wanted = body.slice(0, first.length + at) + sign + body.slice(first.length + at + 1);
    expect(stored.includes(wanted), "all but one character is as it was").toBe(true);
  });
}
