import { expect, it } from "vitest";
import { dryRunFromText, rejectsFromText } from "./rows";

const reject = '{"line":3,"column":"n","reason":"is wrong","row":{"n": 12345678901234567, "m":1.0}}';

it("keeps rows and args to the byte", () => {
  const text = `{"rows":2,"checked":2,"valid":1,"rejected":1,"sample":[{"line":2,"args":{"n": 98765432109876543}}],"rejects":[${reject}]}`;
  const { sample, rejects } = dryRunFromText(text);
  expect(sample[0]?.argsText).toBe('{"n": 98765432109876543}');
  expect(rejects[0]?.rowText).toBe('{"n": 12345678901234567, "m":1.0}');
});

it("shows rows that are text as they are", () => {
  const text = `{"items":[${reject},{"line":9,"reason":"is no JSON","row":"{\\"a\\""}],"nextPageToken":"9"}`;
  const { items, nextPageToken } = rejectsFromText(text);
  expect(items.map(({ line, rowText }) => [line, rowText])).toEqual([
    [3, '{"n": 12345678901234567, "m":1.0}'],
    [9, '{"a"'],
  ]);
  expect(nextPageToken).toBe("9");
});
