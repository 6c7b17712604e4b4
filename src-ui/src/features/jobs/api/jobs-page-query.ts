import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { JobSummary } from "@/lib/api/job";
import type { Schema } from "@/lib/api/schema";
import { call } from "@/lib/api-client";
import { isLive } from "@/lib/live-status";
import { separated } from "./filter-terms";
import { filterQuery, type JobFilter } from "./job-search";
import { isDecidable } from "./list-changes";

export const pageRows = 100;
/**
 * A search for text in a large store gives many short pages, each after about a second. After this many, the user
 * sees what was found, and decides whether to search further.
 */
const requestsPerPage = 5;

interface Found {
  items: JobSummary[];
  nextPageToken?: string;
  /** The search stopped before the page was full. */
  incomplete: boolean;
}

export interface JobsPage extends Found {
  /** Ids of jobs that match and came after the first row, according to events. */
  newer: ReadonlySet<string>;
  /** There are more of them than are counted. */
  newerMore: boolean;
  /**
   * The rows are as of this time: a refresh fetches jobs created before it, so that no row moves.
   */
  heldAt?: string;
}

type Fetch = (path: string) => Promise<Pick<Schema<"JobPage">, "items" | "nextPageToken">>;

/**
 * The server may return short or empty pages that have successors: fetches more until the rows are
 * there.
 */
export async function fillPage(
  filter: URLSearchParams,
  start: string | undefined,
  fetchPage: Fetch,
): Promise<Found> {
  const items: JobSummary[] = [];
  let token = start;
  for (let request = 0; request < requestsPerPage; request++) {
    const query = new URLSearchParams(filter);
    query.set("pageSize", String(pageRows - items.length));
    if (token) query.set("pageToken", token);
    const answer = await fetchPage(`/jobs?${query}`);
    items.push(...answer.items);
    token = answer.nextPageToken;
    if (!token || items.length >= pageRows) return { items, nextPageToken: token, incomplete: false };
  }
  return { items, nextPageToken: token, incomplete: true };
}

export const jobsPageQuery = (filter: JobFilter, page: string | undefined) =>
  queryOptions({
    queryKey: ["jobs", "list", filter, page],
    queryFn: async ({ signal, client, queryKey }): Promise<JobsPage> => {
      const before = () => client.getQueryData<JobsPage>(queryKey);
      // Without the event stream, newer jobs are not counted: they then appear by themselves.
      const live = isLive();
      const heldAt = live ? before()?.heldAt : undefined;
      const query = filterQuery(filter, new Date());
      if (heldAt) query.set("createdBefore", heldAt);
      const found = await fillPage(query, page, (path) => call(path, { signal }));
      if (heldAt) {
        const { newer = new Set<string>(), newerMore = false, heldAt: still } = before() ?? {};
        return { ...found, newer, newerMore, heldAt: still };
      }
      const separate = separated(filter);
      const canHold =
        live && page === undefined && separate.createdBefore === undefined && isDecidable(separate);
      return {
        ...found,
        newer: new Set(),
        newerMore: false,
        heldAt: canHold ? afterNewest(found.items) : undefined,
      };
    },
    placeholderData: keepPreviousData,
  });

/** Ids and times come from different clocks, so another row than the first can be the newest by time. */
function afterNewest(items: JobSummary[]): string | undefined {
  const times = items.map(({ createdAt }) => Date.parse(createdAt)).filter(Number.isFinite);
  return times.length === 0 ? undefined : new Date(Math.max(...times) + 1).toISOString();
}
