import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Destination, destinationPath } from "@/lib/api/destination";
import { call } from "@/lib/api-client";
import { notifyDone, notifyProblem } from "@/lib/notify";
import { destinationQuery } from "./destination-queries";

function useDestinationCall<Input>(host: string, send: (input: Input) => Promise<Destination>) {
  const queryClient = useQueryClient();
  return {
    mutationFn: send,
    onSettled: (answer: Destination | undefined) => {
      if (answer) queryClient.setQueryData(destinationQuery(host).queryKey, answer);
      return queryClient.invalidateQueries({ queryKey: ["destinations"] });
    },
  };
}

/** Opens the breaker for an ISO 8601 duration; undefined for until somebody closes it. */
export function useOpenBreaker(host: string) {
  return useMutation({
    ...useDestinationCall(host, (time: string | undefined) =>
      call<Destination>(`${destinationPath(host)}:open`, {
        method: "POST",
        body: JSON.stringify({ for: time }),
      }),
    ),
    onSuccess: () => notifyDone(`The breaker of ${host} is open; calls under way continue.`),
  });
}

export function useCloseBreaker(host: string) {
  return useMutation({
    ...useDestinationCall(host, () =>
      call<Destination>(`${destinationPath(host)}:close`, { method: "POST" }),
    ),
    onSuccess: () => notifyDone(`The breaker of ${host} is closed; jobs that waited start over some time.`),
    onError: (error) => notifyProblem(`The breaker of ${host} was not closed`, error),
  });
}

/** Sends a merge patch. */
export function useLimitDestination(host: string) {
  return useMutation({
    ...useDestinationCall(host, (body: string) =>
      call<Destination>(destinationPath(host), { method: "PATCH", body }),
    ),
    onSuccess: () => notifyDone(`The limits of ${host} are changed.`),
  });
}
