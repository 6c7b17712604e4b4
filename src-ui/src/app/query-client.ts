import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isCurrent } from "@/lib/api/redis-state";
import type { ServerStatus } from "@/lib/api/status";
import { setLiveStatus } from "@/lib/live-status";
import { asApiError } from "@/lib/problem";

/** `onSignedOut` is called when any call learns that the session is over. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (asApiError(error).status === 401) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== "session") onError(error);
      },
      onSuccess: (data, query) => {
        if (showsThePresent(query.queryKey, data)) setLiveStatus({ dataAt: new Date() });
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (mutation.options.mutationKey?.[0] !== "session") onError(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 1_000,
        retry: (failures, error) => failures < 1 && asApiError(error).status === 0,
        retryDelay: 500,
        // The browser's notion of "online" concerns the network, not a server on this machine.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}

/**
 * While Redis does not answer, the status call still does, but the data on the pages gets older.
 */
function showsThePresent(queryKey: readonly unknown[], data: unknown): boolean {
  return queryKey[0] !== "status" || isCurrent((data as ServerStatus).redis);
}
