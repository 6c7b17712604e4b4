import { expect, it } from "vitest";
import { emptyDraft, previewOf, requestOf } from "./operation-draft";

const retry = { action: "retry", filter: "failure:5d1f0e6b2a9c4478 state:dead" } as const;

it("sends the trial and the pace that were typed", () => {
  const { body } = requestOf(retry, {
    ...emptyDraft,
    rate: "1,000",
    stopPercent: "12.5 %",
    restPercent: "50",
  });
  expect(body).toEqual({
    action: "retry",
    filter: { filter: retry.filter },
    ratePerSecond: 1_000,
    canary: { first: 20, stopAtFailureRatio: 0.125, waitAtMost: "PT10M" },
    stopAtFailureRatio: 0.5,
  });
  expect(requestOf(retry, { ...emptyDraft, tryFirst: false }).body).not.toHaveProperty("canary");
});

it("never asks for more than was meant: a trial only with a retry, a target only where it belongs", () => {
  expect(requestOf({ ...retry, action: "delete" }, { ...emptyDraft, queue: "x" }).body).toEqual({
    action: "delete",
    filter: { filter: retry.filter },
  });
  expect(previewOf({ ...retry, action: "move" }, { ...emptyDraft, queue: " slow " })).toEqual({
    action: "move",
    filter: { filter: retry.filter },
    queue: "slow",
  });
  expect(previewOf({ ...retry, action: "reprioritize" }, { ...emptyDraft, priority: "1" })?.priority).toBe(1);
});

it("has no request while something is missing or wrong, and names the field", () => {
  expect(previewOf({ ...retry, filter: "" }, emptyDraft)).toBeUndefined();
  expect(previewOf({ ...retry, action: "move" }, emptyDraft)).toBeUndefined();
  const wrong = (draft: Partial<typeof emptyDraft>, wanted: Parameters<typeof requestOf>[0] = retry) => {
    const { body, problems } = requestOf(wanted, { ...emptyDraft, ...draft });
    expect(body).toBeUndefined();
    return Object.keys(problems);
  };
  expect(wrong({}, { ...retry, filter: "" })).toEqual(["/filter"]);
  expect(wrong({}, { ...retry, action: "move" })).toEqual(["/queue"]);
  expect(wrong({ rate: "fast" })).toEqual(["/ratePerSecond"]);
  expect(wrong({ rate: "0" })).toEqual(["/ratePerSecond"]);
  expect(wrong({ first: "" })).toEqual(["/canary/first"]);
  expect(wrong({ stopPercent: "101" })).toEqual(["/canary/stopAtFailureRatio"]);
  expect(wrong({ wait: "soon" })).toEqual(["/canary/waitAtMost"]);
  expect(wrong({ restPercent: "-1" })).toEqual(["/stopAtFailureRatio"]);
});
