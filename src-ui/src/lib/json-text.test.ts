import { describe, expect, it } from "vitest";
import { isJsonNumber, JsonSyntaxError, memberOf, parseJson, prettyJson, stringOf } from "./json-text";

describe("prettyJson", () => {
  it("keeps every digit of a number as it was written", () => {
    const text = '{"long":12345678901234567,"money":1.10,"exponent":1E+400,"zero":-0.0}';
    expect(prettyJson(text)).toBe(
      '{\n  "long": 12345678901234567,\n  "money": 1.10,\n  "exponent": 1E+400,\n  "zero": -0.0\n}',
    );
  });

  it("keeps order, duplicates and escapes of members", () => {
    expect(prettyJson('{"b":1,"a":"\\u00e9\\/","b":2}')).toBe(
      '{\n  "b": 1,\n  "a": "\\u00e9\\/",\n  "b": 2\n}',
    );
  });

  it("keeps empty containers on one line and indents nested ones", () => {
    expect(prettyJson('{"a":[],"b":{},"c":[{"d":null}]}')).toBe(
      '{\n  "a": [],\n  "b": {},\n  "c": [\n    {\n      "d": null\n    }\n  ]\n}',
    );
  });

  it("answers text that is not JSON, or too deep, as it is", () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    for (const text of ["not json", '{"a":1,}', "01", '"\t"', deep]) expect(prettyJson(text)).toBe(text);
  });

  it("copes with a string of several megabytes", () => {
    const text = JSON.stringify({ body: "x".repeat(5_000_000) });
    expect(prettyJson(text)).toHaveLength(text.length + 5);
  });
});

describe("parseJson", () => {
  it("says where a mistake is", () => {
    const mistake = () => parseJson('{\n  "a": 1\n  "b": 2\n}');
    expect(mistake).toThrow(JsonSyntaxError);
    expect(mistake).toThrow('Expected "," or "}" at line 3, column 3');
  });

  it("agrees with JSON.parse about what is JSON", () => {
    for (const text of [
      "",
      " 1 ",
      "1.",
      ".5",
      "+1",
      "tru",
      "nul",
      '"\\x"',
      "[1,]",
      "{,}",
      '{"a"}',
      "1 2",
      "[]",
      "-1e5",
    ]) {
      expect([text, accepts(parseJson, text)]).toEqual([text, accepts(JSON.parse, text)]);
    }
  });

  it("finds members, the last of equal names", () => {
    const node = parseJson('{"args":"old","args":"n\\u0065w"}');
    const member = memberOf(node, "args");
    expect(member && stringOf(member)).toBe("new");
    expect(memberOf(node, "result")).toBeUndefined();
  });
});

it("knows JSON's numbers", () => {
  expect(["1", "-0", "1.50", "2e9"].every(isJsonNumber)).toBe(true);
  expect(["", "01", "1.", "NaN", "0x1", "1 "].some(isJsonNumber)).toBe(false);
});

function accepts(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
