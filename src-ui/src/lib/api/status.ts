import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "../api-client";
import { asApiError } from "../problem";

export interface ServerStatus {
  version?: string;
  worker?: string;
  roles?: string[];
  links?: { grafana?: string };
  redis: { state: "UP" | "DOWN"; since?: string; version?: string; detail?: string };
  degraded?: { what: string; since?: string; detail?: string }[];
}

export const statusQuery = queryOptions({
  queryKey: ["status"],
  queryFn: ({ signal }) => call<ServerStatus>("/status", { signal }),
  refetchInterval: 5_000,
});

/** Why nothing can be changed at the moment; undefined when it can. */
export function useWriteBlock(): string | undefined {
  const status = useQuery(statusQuery);
  if (status.error && asApiError(status.error).status === 0) return "The server does not answer.";
  if (status.data?.redis.state === "DOWN") return "Redis is unreachable: nothing can be changed now.";
  return undefined;
}
