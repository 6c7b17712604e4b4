import { queryOptions } from "@tanstack/react-query";
import { call } from "../api-client";

/** What is left out is not known yet. */
export interface Objective {
  name: string;
  queue?: string;
  /** Share of events that must be good. */
  objective: number;
  /** 1 while untouched, below 0 when overspent. */
  errorBudgetRemaining?: number;
  burnRate?: number;
  events?: number;
  window: string;
}

export interface ObjectivesReport {
  /** Least error budget first. */
  items: Objective[];
  source: { state: "OK" | "NOT_CONFIGURED" | "UNAVAILABLE"; detail?: string; asOf?: string };
}

export const objectivesQuery = queryOptions({
  queryKey: ["objectives"],
  queryFn: ({ signal }) => call<ObjectivesReport>("/objectives", { signal }),
  refetchInterval: 30_000,
});
