import { expect, it } from "vitest";
import { safeTarget } from "./sign-in-search";

it("leads back to the page that was asked for", () => {
  expect(safeTarget("/jobs?state=DEAD")).toBe("/jobs?state=DEAD");
});

it.each([
  undefined,
  "",
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/sign-in?to=/sign-in",
])("never leads elsewhere: %s", (to) => expect(safeTarget(to)).toBe("/"));
