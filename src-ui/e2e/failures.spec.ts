import { expect, type Page, test } from "@playwright/test";
import { call } from "./api";
import { expectNoViolations, wcag } from "./axe";
import { Receiver, signIn, stateOf, submitRequest } from "./console";

test.beforeEach(({ page }) => signIn(page));

interface Group {
  fingerprint: string;
  title: string;
  dead: number;
}

/** A cause of its own: letters only, since digits do not tell causes apart. */
const word = () => Array.from({ length: 10 }, () => String.fromCharCode(97 + Math.random() * 26)).join("");

/** Lines that a busy server refuses are sent again. */
async function submitAll(lines: string[]) {
  let rest = lines;
  while (rest.length > 0) {
    const sent = rest;
    const answer = await call("/jobs:batchCreate", "POST", sent.join("\n"), "application/x-ndjson");
    const results = (await answer.text()).trim().split("\n");
    rest = results
      .map((line): { index: number; problem?: unknown } => JSON.parse(line))
      .filter(({ problem }) => problem !== undefined)
      .map(({ index }) => sent[index] ?? "");
  }
}

/** Jobs that die of one cause. They fail `times` times, so a replay can go well or fail again. */
async function deadJobs(count: number, cause: string, times = 1): Promise<Group> {
  const lines = Array.from({ length: count }, (_, n) =>
    JSON.stringify({
      task: "demo.fail",
      queue: `e2e-${cause}`,
      maxAttempts: 1,
      args: { times, message: `order ${n} was refused by ${cause}` },
    }),
  );
  await submitAll(lines);
  let found: Group | undefined;
  await expect
    .poll(
      async () => {
        const { items } = await (await call(`/failures?queue=e2e-${cause}`)).json();
        found = items[0];
        return found?.dead;
      },
      { timeout: 60_000 },
    )
    .toBe(count);
  return found as Group;
}

const outcome = (page: Page) => page.getByRole("status", { name: "What happens" });
const stateOfOperation = (page: Page) => page.getByRole("status", { name: "State of the operation" });
const countIn = async (cause: string, state: string): Promise<number> => {
  const { items } = await (await call("/queues")).json();
  return items.find(({ name }: { name: string }) => name === `e2e-${cause}`)?.counts[state];
};

/** Counts what a person presses, and which requests change something. */
async function count(page: Page) {
  const counted = { clicks: 0, keys: 0, changes: [] as string[] };
  await page.exposeFunction("countedPress", (kind: "clicks" | "keys") => {
    counted[kind] += 1;
  });
  const listen = () => {
    const tell = (window as unknown as { countedPress: (kind: string) => void }).countedPress;
    addEventListener("click", (event) => event.isTrusted && tell("clicks"), true);
    addEventListener("keydown", (event) => event.isTrusted && tell("keys"), true);
  };
  await page.addInitScript(listen);
  page.on("request", (request) => {
    const preview = request.postData()?.includes('"validateOnly":true');
    if (request.method() !== "GET" && !preview) counted.changes.push(new URL(request.url()).pathname);
  });
  return counted;
}

test("5,000 dead jobs of one cause are replayed from Overview by two clicks and one call that changes something", async ({
  page,
}) => {
  test.slow();
  const cause = word();
  const { title } = await deadJobs(5_000, cause);
  const counted = await count(page);
  await page.goto("/");

  await page.getByRole("link", { name: `Replay ${title}` }).click();
  await page.getByRole("button", { name: "Retry 5,000 jobs", exact: true }).click();

  await expect(page).toHaveURL(/\/operations\/[0-9a-f-]{36}$/);
  await expect(outcome(page)).toHaveText("Done: 5,000 jobs retried.", { timeout: 60_000 });
  await expect(stateOfOperation(page)).toHaveText("Succeeded");
  await expect(page.getByRole("region", { name: "Tried first" })).toContainText("20 of 20");
  expect(counted).toEqual({ clicks: 2, keys: 0, changes: ["/api/v1/operations"] });

  await expect.poll(() => countIn(cause, "SUCCEEDED"), { timeout: 60_000 }).toBe(5_000);
  expect(await countIn(cause, "DEAD")).toBe(0);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect(page.getByRole("link", { name: `Replay ${title}` })).toHaveCount(0);
});

test("a replay stops by itself when the jobs that it tries fail again, and leads to the rest", async ({
  page,
}) => {
  const cause = word();
  const { title } = await deadJobs(60, cause, 99);
  await page.goto(`/failures?queue=e2e-${cause}`);
  await page.getByRole("link", { name: title, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole("table", { name: "Newest jobs of the group" }).getByRole("row")).toHaveCount(
    11,
  );

  await page.getByRole("link", { name: "Replay" }).click();
  await expect(page.getByRole("status", { name: "What it would do" })).toContainText("60 jobs are affected");
  await page.getByLabel("Jobs to try").fill("5");
  await page.getByRole("button", { name: "Retry 60 jobs", exact: true }).click();

  await expect(stateOfOperation(page)).toHaveText("Stopped by itself", { timeout: 60_000 });
  await expect(outcome(page)).toContainText("of the first 5 jobs, 5 failed again (more than 10%)");
  await expect(outcome(page)).toContainText("5 jobs retried. The other jobs are as they were.");
  await page.reload();
  await expect(page.getByRole("region", { name: "Tried first" })).toContainText("100%");

  await page.getByRole("link", { name: "Retry the rest" }).click();
  await expect(page.getByLabel("Filter")).toHaveValue(/failure:[0-9a-f]{16} created<2/);
  await expect(page.getByRole("button", { name: "Retry 60 jobs", exact: true })).toBeVisible();
});

test("an operation that runs slowly is canceled, and reports what it has done", async ({ page }) => {
  const cause = word();
  await deadJobs(100, cause);
  await page.goto(`/jobs?state=DEAD&queue=e2e-${cause}`);
  await page.getByRole("link", { name: "Act on all" }).click();
  await page.getByLabel("Try a few jobs first").uncheck();
  await page.getByLabel("Jobs per second").fill("2");
  await page.getByRole("button", { name: "Retry 100 jobs", exact: true }).click();

  await expect(page.getByText(/^[1-9]\d? of [\d,]+ jobs looked at, [1-9]\d? jobs? retried$/)).toBeVisible();
  await page.getByRole("button", { name: "Cancel operation" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel operation" }).click();
  await expect(stateOfOperation(page)).toHaveText("Canceled");
  await expect(outcome(page)).toContainText(
    /^Canceled: \d+ jobs? retried\. The other jobs are as they were\.$/,
  );
  expect(await countIn(cause, "DEAD")).toBeGreaterThan(50);

  await page.goto("/operations");
  const row = page.getByRole("row").filter({ hasText: `e2e-${cause}` });
  await expect(row).toContainText("Canceled");
});

test("jobs are deleted only after their number was typed", async ({ page }) => {
  const cause = word();
  await deadJobs(3, cause);
  await page.goto(`/operations/new?action=delete&filter=queue:e2e-${cause}`);
  const button = page.getByRole("button", { name: "Delete 3 jobs", exact: true });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await page.getByLabel("Type 3 to confirm").fill("3");
  await button.click();
  await expect(outcome(page)).toHaveText("Done: 3 jobs deleted.");
  await page.goto(`/jobs?queue=e2e-${cause}`);
  await expect(page.getByRole("table", { name: "Jobs" })).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, reducedMotion: "reduce" });

    test("a group is muted by keyboard with a reason, and unmuted; nothing on the way violates WCAG", async ({
      page,
    }) => {
      test.slow();
      const cause = word();
      const { title } = await deadJobs(2, cause);
      const list = `/failures?queue=e2e-${cause}`;
      await page.goto(list);
      await expect(page.getByRole("link", { name: title, exact: true })).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole("link", { name: title, exact: true }).press("Enter");
      await expect(page.getByRole("table", { name: "Newest jobs of the group" })).toBeVisible();
      await expectNoViolations(page);

      await page.getByRole("button", { name: "Mute" }).press("Enter");
      const dialog = page.getByRole("dialog");
      await expect(dialog).toHaveCSS("opacity", "1");
      await expect(dialog.getByLabel("Reason")).toBeFocused();
      await expectNoViolations(page, wcag);
      await page.keyboard.press("Enter");
      await expect(dialog.getByLabel("Reason")).toHaveAttribute("aria-invalid", "true");
      await page.keyboard.type("Known to the team");
      await page.keyboard.press("Enter");
      await expect(dialog).toHaveCount(0);
      await expect(page.getByRole("status", { name: "State of the failure group" })).toHaveText("Muted");
      await expect(page.getByText(/^Muted by admin until .*: Known to the team$/)).toBeVisible();

      await page.goto(list);
      await expect(page.getByText("No failures match")).toBeVisible();
      await page.getByLabel("Muting").selectOption("Muted");
      await expect(page).toHaveURL(/muted=true/);
      await page.getByRole("button", { name: `Unmute ${title}` }).press("Enter");
      await expect(page.getByText("No failures match")).toBeVisible();

      await page.goto(list);
      await page.getByRole("link", { name: `Replay ${title}` }).press("Enter");
      await expect(page.getByRole("button", { name: "Retry 2 jobs", exact: true })).toBeVisible();
      await expectNoViolations(page);
      await page.getByLabel("Action").selectOption("Delete");
      await expect(page.getByLabel("Type 2 to confirm")).toBeVisible();
      await expectNoViolations(page);
      await page.getByLabel("Action").selectOption("Retry");
      await page.getByRole("button", { name: "Retry 2 jobs", exact: true }).press("Enter");
      await expect(outcome(page)).toHaveText("Done: 2 jobs retried.");
      await expectNoViolations(page);
      await page.goto("/operations");
      await expect(page.getByRole("table", { name: "Operations" })).toBeVisible();
      await expectNoViolations(page);
    });
  });
}

test("a job names how many others failed like it, and is sent again with other args", async ({ page }) => {
  const receiver = new Receiver();
  await receiver.start();
  try {
    receiver.status = 400;
    const path = `/${word()}`;
    await submitRequest(page, receiver.url(path), `e2e-${word()}`);
    await expect(stateOf(page)).toHaveText("Dead");
    const others = page.getByText(/^Others with this failure: /);
    await expect(others).toBeVisible();
    await expect(others.getByRole("link")).toHaveAttribute("href", /^\/failures\/[0-9a-f]{16}$/);

    receiver.status = 200;
    await page.getByRole("button", { name: "Edit args and retry" }).click();
    await page
      .getByRole("dialog")
      .getByLabel(/^url/)
      .fill(receiver.url(`${path}/corrected`));
    await page.getByRole("button", { name: "Retry with these args" }).click();
    await expect(stateOf(page)).toHaveText("Succeeded");
    expect(receiver.paths).toContain(`${path}/corrected`);
    await expect(page.getByRole("article")).toHaveCount(2);
    await expect(others).toHaveCount(0);
  } finally {
    receiver.stop();
  }
});

test("the new pages are not wider than a small phone", async ({ page }) => {
  const cause = word();
  const { fingerprint } = await deadJobs(1, cause);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of [
    "/",
    "/failures",
    `/failures/${fingerprint}`,
    "/operations",
    `/operations/new?action=retry&filter=failure:${fingerprint}`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([path, overflow]).toEqual([path, 0]);
  }
});
