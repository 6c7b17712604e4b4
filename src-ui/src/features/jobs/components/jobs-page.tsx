import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { CopyButton } from "@/components/copy-button";
import { EmptyState } from "@/components/empty-state";
import { GrafanaLink } from "@/components/grafana-link";
import { Icon } from "@/components/icon";
import { OperationLink } from "@/components/operation-link";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { TokenPager } from "@/components/token-pager";
import { countText } from "@/lib/count";
import { toCurl } from "@/lib/curl";
import { usePolling } from "@/lib/live-status";
import { asApiError } from "@/lib/problem";
import { stringifySearch } from "@/lib/search-params";
import { dashboardOf, dashboardView } from "../api/dashboard-view";
import { filterText, mentioned, separated } from "../api/filter-terms";
import { absoluteFilter, filterQuery, isFiltered, type JobFilter } from "../api/job-search";
import { jobsPageQuery } from "../api/jobs-page-query";
import { released } from "../api/live-lists";
import { ExportMenu } from "./export-menu";
import { FacetPanel } from "./facet-panel";
import { JobFilters } from "./job-filters";
import classes from "./jobs.module.css";
import { JobsEmpty } from "./jobs-empty";
import { JobsTable } from "./jobs-table";

const route = getRouteApi("/console/jobs");

export function JobsPage() {
  const { page, ...filter } = route.useSearch();
  const trail = useLocation().state.pageTrail ?? [];
  const navigate = useNavigate();
  const [copyAt] = useState(() => new Date());
  const queryClient = useQueryClient();
  const [lettingIn, setLettingIn] = useState(false);
  const list = jobsPageQuery(filter, page);
  const jobs = useQuery({ ...list, refetchInterval: usePolling(60_000) });
  const separate = separated(filter);
  const problem = filter.filter && jobs.error ? problemOf("?filter", jobs.error) : undefined;

  // A changed filter starts at its first page.
  const setFilter = (search: JobFilter) => void navigate({ to: "/jobs", search, replace: false });
  const goTo = (token: string | undefined, pageTrail: string[]) =>
    void navigate({ to: "/jobs", search: { ...filter, page: token }, state: { pageTrail } });

  // biome-ignore lint/correctness/useExhaustiveDependencies: over once the rows that were asked for are on the page
  useEffect(() => setLettingIn(false), [jobs.dataUpdatedAt, jobs.errorUpdatedAt]);
  function showNewer() {
    setLettingIn(true);
    queryClient.setQueryData(list.queryKey, (data) => data && released(data), {
      updatedAt: jobs.dataUpdatedAt,
    });
    void jobs.refetch();
  }

  const link = `${location.origin}/jobs${stringifySearch({ ...absoluteFilter(filter, copyAt), page })}`;
  const curl = toCurl({ path: `/jobs?${filterQuery(filter, copyAt)}`.replace(/\?$/, "") });
  return (
    <>
      <PageHeader
        title="Jobs"
        actions={
          <>
            <GrafanaLink dashboard={dashboardOf(separate)} view={dashboardView(separate, copyAt)} />
            <CopyButton text={curl} label="Copy as curl" size="xs" visibleFrom="sm" />
            <CopyButton text={link} label="Copy link" size="xs" />
            <ExportMenu filter={filter} />
            <OperationLink
              search={{ filter: filterText(absoluteFilter(filter, copyAt)).text }}
              size="xs"
              variant="default"
              icon="operations"
              blocked={isFiltered(filter) ? undefined : "Filter the jobs first."}
            >
              Act on all
            </OperationLink>
            <Button component={Link} to="/submit" size="xs" leftSection={<Icon name="plus" size={14} />}>
              Submit a job
            </Button>
          </>
        }
      />
      <JobFilters filter={filter} problem={problem} onChange={setFilter} />
      <div className={classes.listed}>
        {problem === undefined && (
          <FacetPanel
            filter={filterText(filter).text}
            onChange={(text) => setFilter({ filter: text || undefined })}
          />
        )}
        <Panel flush>
          {problem === undefined ? (
            <LoadedContent query={jobs} rows={10}>
              {({ items, nextPageToken, incomplete, newer, newerMore }) => (
                <>
                  {items.length === 0 ? (
                    <JobsEmpty filter={separate} later={page !== undefined} incomplete={incomplete} />
                  ) : (
                    <JobsTable
                      jobs={items}
                      part={mentioned(filter)}
                      // until the jobs of a new filter are there, those of the old one are not held
                      listKey={JSON.stringify([filter, page, jobs.isPlaceholderData])}
                      firstPage={!page}
                      newer={newer.size}
                      newerMore={newerMore}
                      lettingIn={lettingIn}
                      onShowNewer={showNewer}
                    />
                  )}
                  {(page || nextPageToken || items.length > 0) && (
                    <TokenPager
                      text={
                        incomplete
                          ? `Found ${items.length} so far; there is more to search.`
                          : `${countText(items.length, "job")}${page && trail.length > 0 ? ` on page ${trail.length + 1}` : ""}, newest first`
                      }
                      page={page}
                      trail={trail}
                      nextPageToken={nextPageToken}
                      nextLabel={incomplete ? "Continue search" : undefined}
                      onGo={goTo}
                    />
                  )}
                </>
              )}
            </LoadedContent>
          ) : (
            <EmptyState icon="filter" title="This filter cannot be used">
              The box above shows which term is wrong, and why. Nothing is listed until it is fixed.
            </EmptyState>
          )}
        </Panel>
      </div>
    </>
  );
}

/** What the server says about one parameter. */
function problemOf(pointer: string, error: unknown): string | undefined {
  return asApiError(error).errors.find((each) => each.pointer === pointer)?.detail;
}
