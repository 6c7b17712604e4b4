import { expect, it } from "vitest";
import { countText, shortCount } from "./count";

it.each<[number, string]>([
  [0, "0"],
  [999_999, "999,999"],
  [1_250_000, "1.25M"],
  [3_400_000_000, "3.4B"],
  [Number.MAX_SAFE_INTEGER, "9007.2T"],
])("%i is short as %s", (count, text) => expect(shortCount(count)).toBe(text));

it("counts things in words", () => {
  expect([countText(1, "row"), countText(1_200, "row")]).toEqual(["1 row", "1,200 rows"]);
});
