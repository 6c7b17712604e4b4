import { expect, it } from "vitest";
import { nameProblem } from "./name";

it("knows which names fit into a path", () => {
  expect(nameProblem("nightly-report_2.0")).toBeUndefined();
  expect(nameProblem("")).toBe("is missing");
  for (const name of ["a b", "a/b", "a:run", "-a", "ä", "a".repeat(101)])
    expect(nameProblem(name)).toMatch(/^must be 1 to 100 characters/);
});
