import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page } from "@playwright/test";

const password = process.env.NIGHTSHIFT_ADMIN_PASSWORD ?? "admin";

export async function signIn(page: Page, target = "/") {
  await page.goto(target);
  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
}

/** Fills the form for http.request and sends it; ends on the page of the new job. */
export async function submitRequest(page: Page, url: string, queue?: string) {
  await page.goto("/submit?task=http.request");
  await page.getByLabel(/^url/).fill(url);
  if (queue) await page.getByRole("combobox", { name: "Queue" }).fill(queue);
  await page.getByRole("button", { name: "Submit job" }).click();
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/);
}

export const stateOf = (page: Page) => page.getByRole("status", { name: "State of the job" });

/** The receiver of the test's requests. `status` can be switched while it runs. */
export class Receiver {
  status = 200;
  readonly paths: string[] = [];
  private readonly server: Server = createServer((request, response) => {
    this.paths.push(request.url ?? "");
    response.writeHead(this.status, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ received: request.url }));
  });

  async start() {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }
  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }
  url(path: string) {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }
}
