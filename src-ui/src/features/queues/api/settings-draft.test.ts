import { describe, expect, it } from "vitest";
import { queueWith } from "@/test/answers";
import { draftOf, patchOf, type SettingsDraft, stateOf } from "./settings-draft";

const queue = {
  ...queueWith({}),
  concurrency: 20,
  rateLimit: { permits: 600, per: "PT1M" },
  weights: { "customer-7": 3, "a/b": 2 },
  fair: true,
  owner: "billing",
  sources: {
    "/concurrency": "FILE",
    "/rateLimit/permits": "FILE",
    "/rateLimit/per": "API",
    "/weights/customer-7": "API",
    "/weights/a~1b": "FILE",
    "/fair": "API",
    "/owner": "API",
  },
} as const;

function typed(texts: Record<string, string>, weights?: SettingsDraft["weights"]) {
  const draft = draftOf(queue);
  return patchOf(queue, { texts: { ...draft.texts, ...texts }, weights: weights ?? draft.weights });
}

it("what was not changed is not sent", () => {
  expect(patchOf(queue, draftOf(queue))).toEqual({ patch: {}, problems: {} });
  expect(typed({ "/owner": " billing " }).patch).toEqual({});
});

it("sends values in the types of the API, each by itself", () => {
  const { patch, problems } = typed({
    "/concurrency": "5",
    "/rateLimit/per": "90s",
    "/perKey/rateLimit/permits": "10",
    "/perKey/rateLimit/per": "1m",
    "/fair": "false",
    "/description": "Mail to customers",
  });
  expect(problems).toEqual({});
  expect(patch).toEqual({
    concurrency: 5,
    rateLimit: { per: "PT90S" },
    perKey: { rateLimit: { permits: 10, per: "PT1M" } },
    fair: false,
    description: "Mail to customers",
  });
});

it("a reset removes the value of the API, and cannot remove one of the file", () => {
  const { patch, problems } = typed({ "/owner": "", "/fair": "", "/concurrency": "" });
  expect(patch).toEqual({ owner: null, fair: null });
  expect(problems).toEqual({ "/concurrency": expect.stringMatching(/^is set by the file/) });
});

it("names what cannot be written as JSON", () => {
  const { patch, problems } = typed({ "/concurrency": "1e999", "/rateLimit/per": "soon" });
  expect(patch).toEqual({});
  expect(Object.keys(problems).toSorted()).toEqual(["/concurrency", "/rateLimit/per"]);
});

describe("weights", () => {
  const same: [string, string] = ["a/b", "2"];

  it("are sent one by one, and a row that is gone removes its weight", () => {
    expect(typed({}, [same, ["customer-8", "4"], ["", ""]]).patch).toEqual({
      weights: { "customer-8": 4, "customer-7": null },
    });
    expect(JSON.stringify(typed({}, [same, ["customer-7", "3"], ["__proto__", "2"]]).patch)).toBe(
      '{"weights":{"__proto__":2}}',
    );
  });

  it.each<[SettingsDraft["weights"], RegExp]>([
    [[same, ["x", ""]], /^x has no weight$/],
    [[same, ["", "4"]], /^the weight 4 has no key$/],
    [[same, ["x", "4"], ["x", "5"]], /^x is there twice$/],
    [[["customer-7", "3"]], /^a\/b is set by the file/],
    [[same, ["x", "much"]], /^x must be a number$/],
  ])("%o", (weights, problem) => expect(typed({}, weights).problems["/weights"]).toMatch(problem));
});

it("says where a value comes from, and what saving does to it", () => {
  const concurrency = (text: string) => stateOf(queue, "/concurrency", text);
  expect(concurrency("20")).toBe("Set by the file.");
  expect(concurrency("5")).toBe("The file says 20. Saving overrides it.");
  expect(stateOf(queue, "/owner", "billing")).toBe("Set over the API.");
  expect(stateOf(queue, "/owner", "shop")).toBe("Was billing.");
  expect(stateOf(queue, "/owner", "")).toMatch(/^Reset on save/);
  expect(stateOf(queue, "/description", "")).toBeUndefined();
});
