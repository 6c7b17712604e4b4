import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useLocation, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { CopyButton } from "@/components/copy-button";
import { GrafanaLink } from "@/components/grafana-link";
import { Icon } from "@/components/icon";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { toCurl } from "@/lib/curl";
import { usePolling } from "@/lib/live-status";
import { stringifySearch } from "@/lib/search-params";
import { dashboardOf, dashboardView } from "../api/dashboard-view";
import { absoluteFilter, filterQuery, isFiltered, type JobFilter } from "../api/job-search";
import { jobsPageQuery } from "../api/jobs-page-query";
import { JobFilters } from "./job-filters";
import { JobsEmpty } from "./jobs-empty";
import { JobsPager } from "./jobs-pager";
import { JobsTable } from "./jobs-table";

const route = getRouteApi("/console/jobs");

export function JobsPage() {
  const { page, ...filter } = route.useSearch();
  const trail = useLocation().state.pageTrail ?? [];
  const navigate = useNavigate();
  const [copyAt] = useState(() => new Date());
  const jobs = useQuery({ ...jobsPageQuery(filter, page), refetchInterval: usePolling(10_000) });

  // A changed filter starts at its first page.
  const setFilter = (change: Partial<JobFilter>) =>
    void navigate({ to: "/jobs", search: { ...filter, ...change }, replace: false });
  const goTo = (token: string | undefined, pageTrail: string[]) =>
    void navigate({ to: "/jobs", search: { ...filter, page: token }, state: { pageTrail } });

  const link = `${location.origin}/jobs${stringifySearch({ ...absoluteFilter(filter, copyAt), page })}`;
  const curl = toCurl({ path: `/jobs?${filterQuery(filter, copyAt)}`.replace(/\?$/, "") });
  const pager = (items: number, nextPageToken: string | undefined, incomplete: boolean) => (
    <JobsPager
      rows={items}
      pageNumber={page ? trail.length + 1 : 1}
      incomplete={incomplete}
      onFirst={page ? () => goTo(undefined, []) : undefined}
      onPrevious={
        page && trail.length > 0 ? () => goTo(trail.at(-1) || undefined, trail.slice(0, -1)) : undefined
      }
      onNext={nextPageToken ? () => goTo(nextPageToken, [...trail, page ?? ""]) : undefined}
    />
  );

  return (
    <>
      <PageHeader
        title="Jobs"
        actions={
          <>
            <GrafanaLink dashboard={dashboardOf(filter)} view={dashboardView(filter, copyAt)} />
            <CopyButton text={curl} label="Copy as curl" size="xs" visibleFrom="sm" />
            <CopyButton text={link} label="Copy link" size="xs" />
            <Button component={Link} to="/submit" size="xs" leftSection={<Icon name="plus" size={14} />}>
              Submit a job
            </Button>
          </>
        }
      />
      <JobFilters filter={filter} onChange={setFilter} />
      <Panel flush>
        <LoadedContent query={jobs} rows={10}>
          {({ items, nextPageToken, incomplete }) => (
            <>
              {items.length === 0 && !incomplete ? (
                <JobsEmpty
                  filter={filter}
                  filtered={isFiltered(filter)}
                  onClear={() => void navigate({ to: "/jobs", search: {} })}
                />
              ) : (
                <JobsTable jobs={items} listKey={JSON.stringify([filter, page])} firstPage={!page} />
              )}
              {pager(items.length, nextPageToken, incomplete)}
            </>
          )}
        </LoadedContent>
      </Panel>
    </>
  );
}
