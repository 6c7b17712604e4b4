import { expect, it } from "vitest";
import { draftOf, patchOf } from "./limits-request";

it("starts from the limits of the destination itself", () => {
  const limits = { concurrency: 5, rateLimit: { permits: 10, per: "PT1S" } };
  expect(draftOf({})).toEqual({ concurrency: "", permits: "", per: "" });
  expect(draftOf({ ...limits, sources: { "/concurrency": "API", "/rateLimit": "SETTINGS" } })).toEqual({
    concurrency: "5",
    permits: "",
    per: "",
  });
  expect(draftOf({ ...limits, sources: { "/concurrency": "SETTINGS", "/rateLimit": "API" } })).toEqual({
    concurrency: "",
    permits: "10",
    per: "PT1S",
  });
});

it("sends what is typed, and removes what is empty", () => {
  expect(patchOf({ concurrency: " 5 ", permits: "100", per: "1s" })).toEqual({
    body: '{"concurrency":5,"rateLimit":{"permits":100,"per":"PT1S"}}',
  });
  expect(patchOf({ concurrency: "", permits: "", per: "" })).toEqual({
    body: '{"concurrency":null,"rateLimit":null}',
  });
  expect(patchOf({ concurrency: "", permits: "5", per: "" })).toEqual({
    body: '{"concurrency":null,"rateLimit":{"permits":5,"per":null}}',
  });
});

it("names what cannot be sent", () => {
  expect(patchOf({ concurrency: "many", permits: "-1", per: "soon" })).toEqual({
    problems: {
      "/concurrency": "must be a whole number",
      "/rateLimit/permits": "must be a whole number",
      "/rateLimit/per": "must be a duration such as 1s, 5m or PT1M",
    },
  });
});
