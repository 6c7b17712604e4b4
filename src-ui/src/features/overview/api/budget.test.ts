import { expect, it } from "vitest";
import type { Objective } from "@/lib/api/objective";
import { budgetText, budgetTone, burnText, targetText } from "./budget";

const objective = (more: Partial<Objective>): Objective => ({
  name: "job-success",
  objective: 0.999,
  window: "P30D",
  ...more,
});

it.each([
  [{ errorBudgetRemaining: 1, burnRate: 0 }, "good", "100% left", "burns 0.0×"],
  [{ errorBudgetRemaining: 0.999, burnRate: 1 }, "good", "99% left", "burns 1.0×"],
  [{ errorBudgetRemaining: 0.6, burnRate: 14.4 }, "low", "60% left", "burns 14×"],
  [{ errorBudgetRemaining: 0.2 }, "low", "20% left", ""],
  [{ errorBudgetRemaining: 0.001 }, "low", "under 1% left", ""],
  [{ errorBudgetRemaining: 0 }, "spent", "0% left", ""],
  [{ errorBudgetRemaining: -12.5 }, "spent", "overspent by 1,250%", ""],
  [{}, "unknown", "no data yet", ""],
] as const)("says of %o how much is left", (known, tone, left, burn) => {
  expect([budgetTone(objective(known)), budgetText(objective(known)), burnText(objective(known))]).toEqual([
    tone,
    left,
    burn,
  ]);
});

it("writes targets with no digit more than it takes", () => {
  expect([0.99, 0.999, 0.9995, 0.5].map((share) => targetText(objective({ objective: share })))).toEqual([
    "99%",
    "99.9%",
    "99.95%",
    "50%",
  ]);
});
