import { expect, it } from "vitest";
import { textBlocks } from "./text-blocks";

it.each<[string, string]>([
  ["nothing", ""],
  ["lines", "a line of text\n".repeat(5_000)],
  ["one line", "x".repeat(250_000)],
  ["characters of two units", "😀".repeat(20_001)],
])("cuts %s into blocks that are the text when joined", (_, text) => {
  const blocks = textBlocks(text);
  expect(blocks.join("")).toBe(text);
  expect(blocks.every((block) => block.length <= 4_096 && !/[\uD800-\uDBFF]$/.test(block))).toBe(true);
});

it("cuts after a line break", () => {
  const blocks = textBlocks("a line of text\n".repeat(5_000));
  expect(blocks.every((block) => block.endsWith("\n"))).toBe(true);
});

it("cuts into blocks of another length", () => {
  const text = "a line of text\n".repeat(5_000);
  const blocks = textBlocks(text, 32 * 1024);
  expect(blocks.join("")).toBe(text);
  expect(blocks.map((block) => block.length)).toEqual([32_760, 32_760, 9_480]);
});
