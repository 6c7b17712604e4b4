import { expect, it } from "vitest";
import type { JobSummary } from "@/lib/api/job";
import { mergeHeld } from "./stable-rows";

const job = (id: string, state: JobSummary["state"]) => ({ id, state }) as JobSummary;

it("keeps rows in place, renews their contents and counts newer ones", () => {
  const shown = [job("05", "RUNNING"), job("04", "READY"), job("03", "READY")];
  const fresh = [job("07", "READY"), job("06", "READY"), job("05", "SUCCEEDED"), job("04", "RUNNING")];

  const { rows, newer } = mergeHeld(shown, fresh);

  expect(rows).toEqual([job("05", "SUCCEEDED"), job("04", "RUNNING"), job("03", "READY")]);
  expect(newer).toBe(2);
});
