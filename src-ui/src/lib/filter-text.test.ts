import { describe, expect, it } from "vitest";
import { termsOf, wrongPlace } from "./filter-text";

it.each([
  ["state:dead queue:a", ["state:dead", "queue:a"]],
  ['  tag:"a b"  "c d" ', ['tag:"a b"', '"c d"']],
  ["a\\ b c", ["a\\ b", "c"]],
  ['"not closed x', ['"not closed x']],
  ['"say \\"hi\\" x" y', ['"say \\"hi\\" x"', "y"]],
  ["end\\", ["end\\"]],
  ["", []],
])("splits %s into terms", (text, terms) => {
  expect(termsOf(text).map((term) => term.text)).toEqual(terms);
  for (const { text: term, from, to } of termsOf(text)) expect(text.slice(from, to)).toBe(term);
});

describe("the place of the mistake", () => {
  it("is counted from the text that the server got", () => {
    const text = "queue:a stat:dead";
    expect(wrongPlace('is wrong at characters 1 to 9, stat:dead: there is no field "stat"', text, 8)).toEqual(
      { from: 8, to: 17, why: 'There is no field "stat"' },
    );
    expect(wrongPlace("is wrong at character 8, ,: a value is missing", "queue:a,", 0)).toEqual({
      from: 7,
      to: 8,
      why: "A value is missing",
    });
  });

  it("is nowhere if the whole filter is wrong", () => {
    expect(wrongPlace("must have at most 50 terms", "a", 0)).toEqual({
      from: 0,
      to: 0,
      why: "must have at most 50 terms",
    });
  });
});
