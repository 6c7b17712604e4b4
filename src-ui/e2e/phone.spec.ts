import { expect, test } from "@playwright/test";
import { Receiver, signIn, stateOf, submitRequest } from "./console";
import { smallTargets } from "./targets";

const receiver = new Receiver();

test.beforeAll(() => receiver.start());
test.afterAll(() => receiver.stop());
test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" });

test("everything that can be pressed is large enough for a finger", async ({ page }) => {
  test.slow();
  receiver.status = 400;
  await signIn(page);
  await submitRequest(page, receiver.url("/phone"));
  await expect(stateOf(page)).toHaveText("Dead");
  const jobPath = new URL(page.url()).pathname;

  for (const path of [
    jobPath,
    "/",
    "/failures",
    "/operations",
    "/operations/new?action=delete&filter=task:http.request",
    "/jobs",
    "/jobs?state=DEAD&q=nothing-has-this",
    "/queues",
    "/queues/default",
    "/queues/default?edit=settings",
    "/destinations",
    "/destinations/api.example.com",
    "/schedules",
    "/schedules/new",
    "/workers",
    "/tasks",
    "/submit?task=http.request",
    `/submit?from=${jobPath.split("/").at(-1)}`,
    "/imports",
    "/imports/new",
    "/exports",
    "/runbooks",
    "/nowhere",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
    expect.soft([path, await smallTargets(page)]).toEqual([path, []]);
  }

  await page.goto("/");
  await page.getByText("Table", { exact: true }).click();
  await page.getByRole("button", { name: "Pages" }).click();
  await expect(page.getByRole("link", { name: "API reference" })).toBeVisible();
  expect.soft(await smallTargets(page)).toEqual([]);
  await page.goto(jobPath);
  await page.getByRole("button", { name: "Copy", exact: true }).first().click();
  await expect(page.getByRole("menuitem").first()).toBeVisible();
  expect.soft(await smallTargets(page)).toEqual([]);
});

test("the sign-in page too, with its error said once", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("User name").fill("nobody-at-all");
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  const alert = page.getByRole("alert");
  await expect(alert).toHaveText("The user name or the password is wrong");
  expect(await smallTargets(page)).toEqual([]);
});
