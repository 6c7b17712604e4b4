import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Icon } from "@/components/icon";
import { PageHeader } from "@/components/page-header";
import { PagedPanel } from "@/components/paged-panel";
import { usePolling } from "@/lib/live-status";
import { schedulesPageQuery } from "../api/schedule";
import { SchedulesEmpty } from "./schedules-empty";
import { SchedulesTable } from "./schedules-table";

const route = getRouteApi("/console/schedules");

export function SchedulesPage() {
  const { page } = route.useSearch();
  const schedules = useQuery({ ...schedulesPageQuery(page), refetchInterval: usePolling(30_000) });
  return (
    <>
      <PageHeader
        title="Schedules"
        about="Rules that submit a job again and again."
        actions={
          <Button component={Link} to="/schedules/new" size="xs" leftSection={<Icon name="plus" size={14} />}>
            New schedule
          </Button>
        }
      />
      <PagedPanel
        query={schedules}
        page={page}
        to="/schedules"
        noun="schedule"
        order="by name"
        firstLabel="First"
        empty={<SchedulesEmpty />}
      >
        {(items) => <SchedulesTable schedules={items} />}
      </PagedPanel>
    </>
  );
}
