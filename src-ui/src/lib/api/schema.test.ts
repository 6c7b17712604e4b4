import { execFileSync } from "node:child_process";
import { it } from "vitest";

it("has the types of the server's OpenAPI document", () => {
  execFileSync(process.execPath, ["scripts/api-types.mjs", "--check"], { stdio: "pipe" });
});
