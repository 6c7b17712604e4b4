import { expect, it } from "vitest";
import { excerpt, findPart } from "./find-part";

it.each<[string, string | undefined, string[]]>([
  ["01a2299a-9D67", "9d67", ["01a2299a-", "9D67", ""]],
  ["aXbxc", "x", ["a", "X", "b", "x", "c"]],
  ["cost (a+b)?", "(A+B)", ["cost ", "(a+b)", "?"]],
  ["İstanbul STRASSE", "strasse", ["İstanbul ", "STRASSE", ""]],
  ["nothing", "else", ["nothing"]],
  ["nothing", undefined, ["nothing"]],
])("%s with %s", (text, part, pieces) => expect(findPart(text, part)).toEqual(pieces));

it("shows the place that was found, not only the beginning", () => {
  const text = `${"x".repeat(500)} Connection reset by peer`;
  expect(excerpt(text, "CONNECTION")).toBe(`…${"x".repeat(23)} Connection reset by peer`);
  expect(excerpt("Connection reset", "reset")).toBe("Connection reset");
  expect(excerpt("short", undefined)).toBe("short");
});
