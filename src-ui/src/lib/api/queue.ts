import { queryOptions } from "@tanstack/react-query";
import { call } from "../api-client";
import { durationMillis } from "../time";
import { type JobState, jobStates } from "./job";
import type { Schema } from "./schema";

export type Queue = Schema<"Queue">;

export const queuesQuery = queryOptions({
  queryKey: ["queues"],
  queryFn: ({ signal }) => call<Schema<"QueueList">>("/queues", { signal }).then((answer) => answer.items),
});

export function totalCounts(queues: Queue[]): Record<JobState, number> {
  const total = Object.fromEntries(jobStates.map((state) => [state, 0])) as Record<JobState, number>;
  for (const queue of queues) for (const state of jobStates) total[state] += queue.counts[state] ?? 0;
  return total;
}

export function oldestReadyMillis(queue: Queue): number | undefined {
  if (queue.oldestReadyAge === undefined) return undefined;
  const millis = durationMillis(queue.oldestReadyAge);
  return Number.isNaN(millis) ? undefined : millis;
}
