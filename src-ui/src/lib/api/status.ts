import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "../api-client";
import { asApiError } from "../problem";
import { redisTrouble } from "./redis-state";

export interface ServerStatus {
  version?: string;
  worker?: string;
  roles?: string[];
  links?: { grafana?: string };
  redis: {
    state: "UP" | "REFUSES_WRITES" | "LOADING" | "AWAY" | "HUNG";
    since?: string;
    version?: string;
    detail?: string;
    /** The last loss of data within a day. */
    loss?: { kind: string; at: string; detail: string };
  };
  degraded?: { what: string; since?: string; detail?: string }[];
}

export const statusQuery = queryOptions({
  queryKey: ["status"],
  queryFn: async ({ signal, client }): Promise<ServerStatus> => {
    try {
      return await call<ServerStatus>("/status", { signal });
    } catch (error) {
      if (asApiError(error).status !== 503) throw error;
      // A server that cannot find out who asks has no answer from Redis.
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

/** What an event of the type `status` says, in place of what was known of it. */
export function applyStatusEvent(queryClient: QueryClient, change: Pick<ServerStatus, "redis" | "degraded">) {
  queryClient.setQueryData(statusQuery.queryKey, (known) => (known ? { ...known, ...change } : undefined));
  void queryClient.invalidateQueries({ queryKey: statusQuery.queryKey });
}
