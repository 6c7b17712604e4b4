import type { JobState, JobSummary } from "@/lib/api/job";
import type { Schema } from "@/lib/api/schema";
import { separated } from "./filter-terms";
import { absoluteFilter, type JobFilter } from "./job-search";
import type { JobsPage } from "./jobs-page-query";

/** What an event says about a job. */
export type JobChange = Schema<"JobEvent">;

export interface ListChange {
  page: JobsPage;
  /**
   * Rows have changed in more than their state, or belong among those shown: the list must be
   * fetched again.
   */
  stale: boolean;
}

/** More ids than this are not worth the memory: the list says "1,000+". */
const newerMost = 1_000;

/** Whether events decide a filter whose terms are separated. They contain neither tags nor any text. */
export const isDecidable = ({ tag, q, filter }: JobFilter) => !tag && !q && !filter;

/** A page of the list after some changes: states of its rows, and the jobs that came after its first row. */
export function applyChanges(
  page: JobsPage,
  changes: JobChange[],
  whole: JobFilter,
  firstPage: boolean,
): ListChange {
  const filter = separated(whole);
  const places = new Map(page.items.map((job, place) => [job.id, place]));
  const { createdAfter, createdBefore, ...plain } = absoluteFilter(filter, new Date());
  const from = createdAfter === undefined ? Number.NEGATIVE_INFINITY : Date.parse(createdAfter);
  const until = createdBefore === undefined ? Number.POSITIVE_INFINITY : Date.parse(createdBefore);
  const items = [...page.items];
  const newer = new Set(page.newer);
  const [first, last] = [page.items[0], page.items.at(-1)];
  let { newerMore } = page;
  let stale = false;

  for (const change of changes) {
    const place = places.get(change.id);
    if (place !== undefined) {
      stale = true;
      items[place] = withState(items[place] as JobSummary, change.state);
    } else if (newer.has(change.id)) {
      if (!mayMatch(change)) newer.delete(change.id);
    } else if (!mayMatch(change)) {
      // Not in this list.
    } else if (first === undefined || last === undefined) {
      stale = true;
    } else if (change.id > first.id) {
      if (!firstPage) continue;
      if (!isDecidable(filter)) stale = true;
      else if (newer.size < newerMost) newer.add(change.id);
      else newerMore = true;
    } else if (change.id > last.id || page.nextPageToken === undefined) {
      stale = true;
    }
  }
  return { page: { ...page, items, newer, newerMore }, stale };

  function mayMatch({ id, state, queue, task }: JobChange): boolean {
    const created = createdMillis(id);
    return (
      (!plain.state?.length || plain.state.includes(state)) &&
      (!plain.queue || plain.queue === queue) &&
      (!plain.task || plain.task === task) &&
      // Only jobs that are certainly outside the range are left out.
      !(created < from - clockSlackMillis) &&
      !(created > until + clockSlackMillis)
    );
  }
}

const clockSlackMillis = 5_000;

/** When a UUID of version 7 was made, NaN for other ids. */
export function createdMillis(id: string): number {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7/i.test(id)
    ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
    : Number.NaN;
}

/** The rest of the row describes the previous state until the list is fetched again. */
function withState(job: JobSummary, state: JobState): JobSummary {
  if (job.state === state) return job;
  const { dueAt, startedAt, finishedAt, failure, deadReason, ...rest } = job;
  return { ...rest, state };
}
