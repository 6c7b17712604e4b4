import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { server as base, call, key } from "./api";

const runbooks = new URL("../../docs/runbooks.md", import.meta.url);

/** The shell blocks of a section as they stand in the runbook. */
async function blocksOf(heading: string): Promise<string[]> {
  const text = await readFile(runbooks, "utf8");
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
  return [...section.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = ""]) => block);
}

/** Runs a block as somebody would who pastes it below the settings at the top of the page, with pages of ten jobs. */
async function run(block: string, queue: string, server = base): Promise<string> {
  const [settings = ""] = await blocksOf("# Runbooks");
  expect(settings).toContain("pageSize=1000");
  const script = `${settings}\nN=${server}\n${block}`
    .replaceAll("queue=Q", `queue=${queue}`)
    .replaceAll("queue:Q", `queue:${queue}`)
    .replaceAll("pageSize=1000", "pageSize=10");
  const env = { ...process.env, NIGHTSHIFT_ADMIN_KEY: key, NIGHTSHIFT_REDIS_URL: "redis://unused" };
  const { stdout } = await promisify(execFile)("sh", ["-c", script], { env });
  return stdout.trim().replaceAll(/ +/g, " ");
}

async function deadJobs(queue: string, count: number) {
  const job = { task: "demo.fail", args: { times: 1, message: "out of paper" }, maxAttempts: 1, queue };
  await call("/jobs:batchCreate", "POST", `${JSON.stringify(job)}\n`.repeat(count), "application/x-ndjson");
  await expect.poll(() => countOf(queue, "DEAD")).toBe(count);
}

async function countOf(queue: string, state: string): Promise<number> {
  const { counts } = (await (await call(`/queues/${queue}`)).json()) as { counts: Record<string, number> };
  return counts[state] ?? 0;
}

test("the dead jobs of a queue are counted and retried as the runbook says, page by page", async () => {
  const queue = `runbook-${randomUUID().slice(0, 8)}`;
  await deadJobs(queue, 25);
  const [causes = "", retry = ""] = await blocksOf("DeadLetterGrowing");

  expect(await run(causes, queue)).toBe("25 demo.fail\tattempts-exhausted\tdemo");
  expect(await run(retry, queue)).toContain('"action":"retry"');
  await expect.poll(() => countOf(queue, "SUCCEEDED"), { timeout: 30_000 }).toBe(25);
});

test("an empty page that has a successor does not end the runbook's loop", async () => {
  const job = { task: "mail.send", deadReason: "attempts-exhausted", failure: { type: "demo" } };
  const pages = [
    { items: [], nextPageToken: "a/b+c" },
    { items: [job], nextPageToken: "d" },
    { items: [], nextPageToken: "e" },
    { items: [job] },
  ];
  const tokens: (string | null)[] = [];
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    tokens.push(url.searchParams.get("pageToken"));
    response.end(JSON.stringify(pages[tokens.length - 1]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const [causes = ""] = await blocksOf("DeadLetterGrowing");
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await run(causes, "mail", address)).toBe("2 mail.send\tattempts-exhausted\tdemo");
    expect(tokens).toEqual([null, "a/b+c", "d", "e"]);
  } finally {
    server.close();
  }
});
