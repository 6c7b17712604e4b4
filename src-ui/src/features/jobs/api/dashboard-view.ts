import type { Dashboard, DashboardView } from "@/lib/grafana";
import { absoluteFilter, type JobFilter } from "./job-search";

/** The dashboard that is closest to what a filter shows. */
export function dashboardOf({ task, queue }: JobFilter): Dashboard {
  if (task) return "task";
  return queue ? "queue" : "work";
}

/** The same queue, task and time. */
export function dashboardView(filter: JobFilter, now: Date): DashboardView {
  const { queue, task, createdAfter: from, createdBefore: to } = absoluteFilter(filter, now);
  return { queue, task, from, to };
}
