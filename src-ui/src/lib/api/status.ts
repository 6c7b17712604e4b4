import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "../api-client";
import { asApiError } from "../problem";
import { redisTrouble } from "./redis-state";
import type { Schema } from "./schema";

type Status = Schema<"Status">;

/**
 * Before the first answer, and while the server cannot identify the caller, only the state of Redis
 * is known.
 */
export interface ServerStatus extends Partial<Omit<Status, "redis">> {
  redis: Pick<Status["redis"], "state"> & Partial<Status["redis"]>;
}

export const statusQuery = queryOptions({
  queryKey: ["status"],
  queryFn: async ({ signal, client }): Promise<ServerStatus> => {
    try {
      return await call<ServerStatus>("/status", { signal });
    } catch (error) {
      if (asApiError(error).status !== 503) throw error;
      // A server that cannot identify the caller has no answer from Redis.
      return { ...client.getQueryData<ServerStatus>(["status"]), redis: { state: "HUNG" } };
    }
  },
  refetchInterval: 5_000,
});

/** Why nothing can be changed at the moment; undefined when it can. */
export function useWriteBlock(): string | undefined {
  const { data, error } = useQuery(statusQuery);
  if (error && asApiError(error).status === 0) return "The server does not answer.";
  return data && redisTrouble(data.redis)?.block;
}

/** Replaces the known state with that of an event of the type `status`. */
export function applyStatusEvent(queryClient: QueryClient, change: Pick<ServerStatus, "redis" | "degraded">) {
  queryClient.setQueryData(statusQuery.queryKey, (known) => (known ? { ...known, ...change } : undefined));
  void queryClient.invalidateQueries({ queryKey: statusQuery.queryKey });
}
