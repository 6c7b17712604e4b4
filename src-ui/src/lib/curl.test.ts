import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { toCurl } from "./curl";

it("survives any body when a shell reads it", () => {
  const body = `{"text": "it's $HOME \`id\` \\"quoted\\" 'twice'"}`;
  const command = toCurl(
    { method: "POST", path: "/jobs", headers: { "Idempotency-Key": "k'1" }, body },
    "http://host",
  );

  const script = `curl() { printf '%s\\0' "$@"; }; NIGHTSHIFT_KEY=secret; ${command}`;
  const words = execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0");

  expect(words).toEqual([
    "-X",
    "POST",
    "http://host/api/v1/jobs",
    "-H",
    "Authorization: Bearer secret",
    "-H",
    "Content-Type: application/json",
    "-H",
    "Idempotency-Key: k'1",
    "--data-raw",
    body,
    "",
  ]);
});
