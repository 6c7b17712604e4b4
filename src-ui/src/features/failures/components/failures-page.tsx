import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useLocation, useNavigate } from "@tanstack/react-router";
import { CopyButton } from "@/components/copy-button";
import { EmptyPage } from "@/components/empty-page";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { TokenPager } from "@/components/token-pager";
import { failuresQuery } from "@/lib/api/failure";
import { countText } from "@/lib/count";
import { toCurl } from "@/lib/curl";
import { usePolling } from "@/lib/live-status";
import { type FailuresSearch, failuresCallQuery } from "../api/failures-search";
import { FailureFilters } from "./failure-filters";
import { FailuresEmpty } from "./failures-empty";
import { FailuresTable } from "./failures-table";

const route = getRouteApi("/console/failures");

export function FailuresPage() {
  const search = route.useSearch();
  const { page, sort } = search;
  const trail = useLocation().state.pageTrail ?? [];
  const navigate = useNavigate();
  const query = failuresCallQuery(search);
  const failures = useQuery({ ...failuresQuery(query), refetchInterval: usePolling(30_000) });
  const go = (to: FailuresSearch, pageTrail: string[] = []) =>
    void navigate({ to: "/failures", search: to, state: { pageTrail } });
  return (
    <>
      <PageHeader
        title="Failures"
        about="Dead and retrying jobs by their cause. Each cause can be looked into, muted, or replayed as a whole."
        actions={<CopyButton text={toCurl({ path: `/failures?${query}` })} label="Copy as curl" size="xs" />}
      />
      <FailureFilters search={search} onChange={(change) => go({ ...search, page: undefined, ...change })} />
      <Panel flush>
        <LoadedContent query={failures}>
          {({ items, nextPageToken }) =>
            items.length === 0 && !page ? (
              <FailuresEmpty search={search} />
            ) : (
              <>
                {items.length === 0 ? <EmptyPage things="causes" /> : <FailuresTable groups={items} />}
                <TokenPager
                  text={`${countText(items.length, "cause")}, ${sort === "lastSeen" ? "the latest failure" : "the most jobs"} first`}
                  page={page}
                  trail={trail}
                  nextPageToken={nextPageToken}
                  firstLabel="First"
                  onGo={(token, pageTrail) => go({ ...search, page: token }, pageTrail)}
                />
              </>
            )
          }
        </LoadedContent>
      </Panel>
    </>
  );
}
