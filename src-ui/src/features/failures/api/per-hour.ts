import { countText } from "@/lib/count";

/** What the bars of 24 hours show, in words. */
export function perHourText(perHour: number[]): string {
  const sum = perHour.reduce((total, count) => total + count, 0);
  const latest = perHour.at(-1) ?? 0;
  if (sum === 0) return "No failure in 24 hours";
  const most = Math.max(...perHour);
  return `${countText(sum, "failure")} in 24 hours, at most ${most.toLocaleString("en")} in an hour, ${latest.toLocaleString("en")} in this one`;
}
