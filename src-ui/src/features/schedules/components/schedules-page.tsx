import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useLocation, useNavigate } from "@tanstack/react-router";
import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { TokenPager } from "@/components/token-pager";
import { countText } from "@/lib/count";
import { schedulesPageQuery } from "../api/schedule";
import { SchedulesEmpty } from "./schedules-empty";
import { SchedulesTable } from "./schedules-table";

const route = getRouteApi("/console/schedules");

export function SchedulesPage() {
  const { page } = route.useSearch();
  const trail = useLocation().state.pageTrail ?? [];
  const navigate = useNavigate();
  // No event says that a schedule has run.
  const schedules = useQuery({ ...schedulesPageQuery(page), refetchInterval: 10_000 });
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
      <Panel flush>
        <LoadedContent query={schedules}>
          {({ items, nextPageToken }) =>
            items.length === 0 && !page ? (
              <SchedulesEmpty />
            ) : (
              <>
                {items.length === 0 ? (
                  <EmptyState icon="search" title="There is nothing left on this page">
                    Its schedules were deleted. Go back to the first page.
                  </EmptyState>
                ) : (
                  <SchedulesTable schedules={items} />
                )}
                <TokenPager
                  text={`${countText(items.length, "schedule")}, by name`}
                  page={page}
                  trail={trail}
                  nextPageToken={nextPageToken}
                  firstLabel="First"
                  onGo={(token, pageTrail) =>
                    void navigate({ to: "/schedules", search: { page: token }, state: { pageTrail } })
                  }
                />
              </>
            )
          }
        </LoadedContent>
      </Panel>
    </>
  );
}
