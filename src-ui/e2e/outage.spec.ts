import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./console";

/** The redis-server that the server under test started for itself. */
const folder = `${process.env.NIGHTSHIFT_E2E_DATA ?? "../target/e2e/data"}/redis`;

test.skip(!existsSync(`${folder}/redis.pid`), "needs the redis-server of the server under test");

function signal(name: NodeJS.Signals) {
  process.kill(Number(readFileSync(`${folder}/redis.pid`, "utf8")), name);
}

function redis(...command: string[]) {
  const conf = readFileSync(`${folder}/redis.conf`, "utf8");
  const value = (name: string) => new RegExp(`^${name} (\\S+)$`, "m").exec(conf)?.[1] ?? "";
  execFileSync("redis-cli", ["-p", value("port"), ...command], {
    env: { ...process.env, REDISCLI_AUTH: value("requirepass") },
  });
}

const submitButton = (page: Page) => page.getByRole("button", { name: "Submit job" });

test("a Redis that hangs is shown at once, and on a page that is loaded meanwhile", async ({ page }) => {
  await signIn(page, "/submit?task=demo.noop");
  await expect(submitButton(page)).not.toHaveAttribute("aria-disabled");
  signal("SIGSTOP");
  try {
    await expect(page.getByText(/^Redis does not answer since/)).toBeVisible();
    await expect(submitButton(page)).toHaveAttribute("aria-disabled", "true");

    await page.reload();
    await expect(page.getByText(/^Redis does not answer since/)).toBeVisible();
    await expect(submitButton(page)).toHaveAttribute("aria-disabled", "true");
    await expect(submitButton(page)).toHaveAttribute("aria-description", /Redis does not answer/);
  } finally {
    signal("SIGCONT");
  }
  await expect(page.getByText(/^Redis does not answer/)).toBeHidden();
  await expect(submitButton(page)).not.toHaveAttribute("aria-disabled");
});

test("people can sign in while Redis refuses writes, and read why", async ({ page }) => {
  redis("CONFIG", "SET", "min-replicas-to-write", "1");
  try {
    await signIn(page, "/jobs");
    await expect(page.getByText(/^Redis refuses writes since .*too few replicas/)).toBeVisible();
    await expect(page.getByRole("heading", { name: "Jobs" })).toBeVisible();
  } finally {
    redis("CONFIG", "SET", "min-replicas-to-write", "0");
  }
  await expect(page.getByText(/^Redis refuses writes/)).toBeHidden();
});
