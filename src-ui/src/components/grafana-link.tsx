import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { statusQuery } from "@/lib/api/status";
import { type Dashboard, type DashboardView, dashboardUrl } from "@/lib/grafana";
import { Icon } from "./icon";

interface Props {
  dashboard: Dashboard;
  view?: DashboardView;
  /** What the link opens, for places with several links. */
  of?: string;
  /** The icon alone, for rows of tables. Left out on narrow screens. */
  small?: boolean;
}

/** A link to a dashboard; nothing if no Grafana is configured. */
export function GrafanaLink({ dashboard, view, of, small }: Props) {
  const grafana = useQuery(statusQuery).data?.links?.grafana;
  if (!grafana) return null;
  const icon = <Icon name="chart" size={14} />;
  return (
    <Button
      component="a"
      href={dashboardUrl(grafana, dashboard, view)}
      target="_blank"
      rel="noreferrer"
      variant="default"
      visibleFrom={small ? "sm" : undefined}
      size={small ? "compact-sm" : "xs"}
      leftSection={small ? undefined : icon}
      title={small ? "Open in Grafana" : undefined}
      aria-label={of ? `Open ${of} in Grafana` : undefined}
    >
      {small ? icon : "Open in Grafana"}
    </Button>
  );
}
