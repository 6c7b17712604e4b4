import type { QueryClient } from "@tanstack/react-query";
import { facetsKey } from "@/lib/api/facets";
import { separated } from "./filter-terms";
import type { JobFilter } from "./job-search";
import type { JobsPage } from "./jobs-page-query";
import { applyChanges, isDecidable, type JobChange } from "./list-changes";

const listKey = ["jobs", "list"];
const gapMillis = 5_000;
/**
 * For filters that events cannot decide, any change may concern the list: it is fetched less often.
 */
const undecidedGapMillis = 15_000;

type Stale = (topic: string, gapMillis: number) => void;

/**
 * Applies events to the lists of jobs. `onStale` is called for those on screen that must be fetched
 * again.
 */
export function changeLists(queryClient: QueryClient, changes: JobChange[], onStale: Stale) {
  countAgain(queryClient, onStale);
  for (const query of queryClient.getQueryCache().findAll({ queryKey: listKey })) {
    const data = query.state.data as JobsPage | undefined;
    const [, , filter, page] = query.queryKey as [string, string, JobFilter, string | undefined];
    if (!query.isActive()) {
      if (data)
        queryClient.setQueryData(query.queryKey, released(data), { updatedAt: query.state.dataUpdatedAt });
      continue;
    }
    if (data === undefined) {
      onStale(query.queryHash, gapMillis);
      continue;
    }
    const changed = applyChanges(data, changes, filter, page === undefined);
    queryClient.setQueryData(query.queryKey, changed.page, { updatedAt: query.state.dataUpdatedAt });
    if (changed.stale)
      onStale(query.queryHash, isDecidable(separated(filter)) ? gapMillis : undecidedGapMillis);
  }
}

/** Some jobs changed, but not which: every list on screen is stale. */
export function loseTrackOfLists(queryClient: QueryClient, onStale: Stale) {
  countAgain(queryClient, onStale);
  for (const query of queryClient.getQueryCache().findAll({ queryKey: listKey })) {
    const data = query.state.data as JobsPage | undefined;
    if (data) {
      // While newer jobs are announced, the rows stay until the user shows those.
      const next = data.newer.size > 0 ? { ...data, newerMore: true } : released(data);
      queryClient.setQueryData(query.queryKey, next, { updatedAt: query.state.dataUpdatedAt });
    }
    if (query.isActive()) onStale(query.queryHash, gapMillis);
  }
}

/** Any change can concern the numbers beside a list. To count takes up to a second. */
function countAgain(queryClient: QueryClient, onStale: Stale) {
  if (queryClient.getQueryCache().findAll({ queryKey: facetsKey, type: "active" }).length > 0)
    onStale(facetsKey.join(" "), undecidedGapMillis);
}

/** Lets newer jobs into the list with its next answer. */
export const released = (page: JobsPage): JobsPage => ({ ...page, heldAt: undefined });
