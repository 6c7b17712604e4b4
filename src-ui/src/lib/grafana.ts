import { stringifySearch } from "./search-params";

export type Dashboard = "work" | "queue" | "task" | "objectives";

/** What a dashboard shows. Times are instants in ISO 8601; without them it shows the last hour. */
export interface DashboardView {
  queue?: string;
  task?: string;
  from?: string;
  to?: string;
}

/** The address of a dashboard; instants that cannot be read are left out. */
export function dashboardUrl(grafana: string, dashboard: Dashboard, view: DashboardView = {}): string {
  const { queue, task, from, to } = view;
  const search = {
    "var-queue": queue,
    "var-task": task,
    from: millis(from) ?? "now-1h",
    to: millis(to) ?? "now",
  };
  return `${grafana}/d/nightshift-${dashboard}${stringifySearch(search)}`;
}

function millis(iso: string | undefined): string | undefined {
  const at = iso === undefined ? Number.NaN : Date.parse(iso);
  return Number.isNaN(at) ? undefined : String(at);
}
