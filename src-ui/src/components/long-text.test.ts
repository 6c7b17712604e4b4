import { expect, it } from "vitest";
import { beginning } from "./long-text";

it("leaves a short text alone", () => {
  expect(beginning("503 Service Unavailable")).toBe("503 Service Unavailable");
  expect(beginning("x".repeat(390))).toHaveLength(390);
});

it("cuts a long text, or one of many lines", () => {
  expect(beginning("x".repeat(2_000))).toHaveLength(320);
  expect(beginning("a\n".repeat(100)).split("\n")).toHaveLength(8);
});

it("does not cut a character in two", () => {
  expect(beginning(`${"x".repeat(319)}${"😀".repeat(100)}`)).toBe("x".repeat(319));
});
