import { expect, it } from "vitest";
import { limitsText } from "./limits";

it("puts limits into words", () => {
  expect(limitsText({})).toBeUndefined();
  expect(limitsText({ concurrency: 5 })).toBe("5 at a time");
  expect(limitsText({ concurrency: 1_000, rateLimit: { permits: 10, per: "PT1M" } })).toBe(
    "1,000 at a time, 10 starts per min",
  );
  expect(limitsText({ rateLimit: { permits: 1, per: "PT10S" } })).toBe("1 start per 10 s");
});
