import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { JobSummary } from "@/lib/api/job";
import { call } from "@/lib/api-client";
import { filterQuery, type JobFilter } from "./job-search";

export const pageRows = 100;
/** A rare filter on a large store gives many empty pages; past this the user decides whether to look further. */
const requestsPerPage = 20;

export interface JobsPage {
  items: JobSummary[];
  nextPageToken?: string;
  /** The search stopped before the page was full. */
  incomplete: boolean;
}

type Fetch = (path: string) => Promise<{ items: JobSummary[]; nextPageToken?: string }>;

/** The server may answer short or empty pages that have successors: asks on until the rows are there. */
export async function fillPage(
  filter: URLSearchParams,
  start: string | undefined,
  fetchPage: Fetch,
): Promise<JobsPage> {
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
    queryFn: ({ signal }) =>
      fillPage(filterQuery(filter, new Date()), page, (path) => call(path, { signal })),
    placeholderData: keepPreviousData,
  });
