import type { QueryClient } from "@tanstack/react-query";
import type { JobChange } from "@/features/jobs/api/list-changes";
import { changeLists, loseTrackOfLists } from "@/features/jobs/api/live-lists";
import type { Schema } from "@/lib/api/schema";

export interface LiveEvent {
  type: string;
  data: (Partial<JobChange> & Partial<Schema<"ScheduleEvent">>) | undefined;
}

/**
 * The page of one job follows it closely. Totals over many jobs are refreshed every few seconds.
 */
const quick = 500;
const slow = 5_000;

/** `topic` is the beginning of a query key, joined by spaces, or the hash of one query. */
type Stale = (topic: string, gapMillis: number) => void;

const bulkKinds: Record<string, string> = { "nightshift.import": "imports", "nightshift.export": "exports" };

/** Applies events to the data on screen, and returns which parts of it must be fetched again. */
export function applyEvents(queryClient: QueryClient, events: LiveEvent[], onStale: Stale) {
  const jobs: JobChange[] = [];
  for (const { type, data } of events) {
    switch (type) {
      case "job": {
        const { id, state, queue = "", task = "" } = data ?? {};
        if (id === undefined || state === undefined) break;
        jobs.push({ id, state, queue, task });
        markOne("jobs", id);
        const kind = bulkKinds[task];
        if (kind) {
          markOne(kind, id);
          onStale(`${kind} list`, slow);
        }
        break;
      }
      case "skipped":
        loseTrackOfLists(queryClient, onStale);
        for (const topic of [
          "jobs one",
          "imports",
          "exports",
          "failures",
          "operations",
          "queues",
          "schedules",
        ])
          onStale(topic, slow);
        break;
      case "queue":
        onStale("queues", quick);
        break;
      case "schedule": {
        const { name, change } = data ?? {};
        if (name === undefined) break;
        for (const part of ["one", "next", "last"]) markOne("schedules", name, part);
        onStale("schedules list", change === "FIRED" ? slow : quick);
        break;
      }
      case "operation":
        if (data?.id === undefined) break;
        markOne("operations", data.id);
        onStale("operations list", slow);
        break;
      case "worker":
        onStale("workers", quick);
        break;
      default:
        loseTrackOfLists(queryClient, onStale);
        for (const topic of [
          "jobs",
          "imports",
          "exports",
          "failures",
          "operations",
          "queues",
          "schedules",
          "workers",
          "throughput",
          "status",
        ])
          onStale(topic, quick);
    }
  }
  if (jobs.length > 0) {
    changeLists(queryClient, jobs, onStale);
    onStale("queues", slow);
    if (jobs.some(({ state }) => state === "DEAD" || state === "RETRYING")) onStale("failures", slow);
  }

  /** Most jobs and schedules in events have no open page. */
  function markOne(kind: string, id: string, part = "one") {
    if (queryClient.getQueryState([kind, part, id])) onStale(`${kind} ${part} ${id}`, quick);
  }
}

export function isTouched(
  topic: string,
  query: { queryKey: readonly unknown[]; queryHash: string },
): boolean {
  const parts = topic.split(" ");
  return query.queryHash === topic || parts.every((part, at) => query.queryKey[at] === part);
}
