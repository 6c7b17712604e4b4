import { useQuery } from "@tanstack/react-query";
import { facetsQuery } from "@/lib/api/facets";
import type { JobState } from "@/lib/api/job";
import { queuesQuery, totalCounts } from "@/lib/api/queue";
import { usePolling } from "@/lib/live-status";

/** How many jobs a filter has in each state, as text. The counts of queues say it for all jobs, and are live. */
export function useStateCounts(filter: string): ((state: JobState) => string) | undefined {
  const all = filter === "";
  const queues = useQuery({ ...queuesQuery, enabled: all });
  const facets = useQuery({ ...facetsQuery(filter), enabled: !all, refetchInterval: usePolling(60_000) });
  if (all) {
    const counts = queues.data && totalCounts(queues.data);
    return counts && ((state) => counts[state].toLocaleString("en"));
  }
  const { data } = facets;
  if (data === undefined || facets.isError) return undefined;
  const counts = new Map(data.states.map(({ state, count }) => [state, count]));
  const more = data.complete ? "" : "+";
  return (state) => (counts.get(state) ?? 0).toLocaleString("en") + more;
}
