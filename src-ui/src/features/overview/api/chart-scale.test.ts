import { expect, it } from "vitest";
import { axisText, axisWidth, roundTop } from "./chart-scale";

it.each([
  [0, 5],
  [5, 5],
  [6, 10],
  [11, 20],
  [499, 500],
  [501, 1_000],
  [123_456, 200_000],
])("%i is shown below %i", (value, top) => expect(roundTop(value)).toBe(top));

it.each<[number, string]>([
  [0, "0"],
  [2.5, "2.5"],
  [5_000, "5,000"],
  [10_000, "10K"],
  [250_000, "250K"],
  [2_500_000, "2.5M"],
  [1e12, "1T"],
])("%d is written as %s", (value, text) => expect(axisText(value)).toBe(text));

it("leaves room for each", () => {
  expect(axisWidth(["5", "2.5", "0"])).toBe(35);
  expect(axisWidth(["5,000", "2,500"])).toBeGreaterThanOrEqual(49);
});
