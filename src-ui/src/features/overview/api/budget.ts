import type { Objective } from "@/lib/api/objective";

export type BudgetTone = "good" | "low" | "spent" | "unknown";

/** Burning faster than this spends the budget of 30 days within the window. */
const sustainable = 1;
const low = 0.25;

export function budgetTone({ errorBudgetRemaining: left, burnRate }: Objective): BudgetTone {
  if (left === undefined) return "unknown";
  if (left <= 0) return "spent";
  return left < low || (burnRate !== undefined && burnRate > sustainable) ? "low" : "good";
}

/** `42% left`, `overspent by 20%`; a budget that is nearly spent is not rounded to zero. */
export function budgetText({ errorBudgetRemaining: left }: Objective): string {
  if (left === undefined) return "no data yet";
  if (left < 0) return `overspent by ${percent(-left)}`;
  return `${percent(left)} left`;
}

function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 1) return "under 1%";
  return `${Math.floor(value).toLocaleString("en")}%`;
}

/** `burns 2.5×`: how much faster than sustainable, over the last hour. */
export function burnText({ burnRate }: Objective): string {
  if (burnRate === undefined) return "";
  return `burns ${burnRate >= 10 ? Math.round(burnRate).toLocaleString("en") : burnRate.toFixed(1)}×`;
}

/** 0.999 is `99.9%`: no more digits than needed. */
export function targetText({ objective }: Objective): string {
  return `${Number((objective * 100).toFixed(4))}%`;
}
