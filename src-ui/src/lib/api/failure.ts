import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../api-client";
import { notifyDone, notifyProblem } from "../notify";
import type { NewOperationSearch } from "./operation";
import type { Schema } from "./schema";

export type FailureGroup = Schema<"FailureGroup">;

const minute = 60_000;

const failurePath = (fingerprint: string) => `/failures/${encodeURIComponent(fingerprint)}`;

/** One group, with what its jobs have in common. */
export const failureQuery = (fingerprint: string) =>
  queryOptions({
    queryKey: ["failures", "one", fingerprint],
    queryFn: ({ signal }) => call<FailureGroup>(failurePath(fingerprint), { signal }),
  });

/** One group without the comparison of its jobs, which is cheap to get: for mentions of it. */
export const failureGroupQuery = (fingerprint: string) =>
  queryOptions({
    queryKey: ["failures", "group", fingerprint],
    queryFn: ({ signal }) => call<FailureGroup>(`${failurePath(fingerprint)}?common=false`, { signal }),
    staleTime: minute,
  });

/** A page of groups; `query` is that of the call. */
export const failuresQuery = (query: string) =>
  queryOptions({
    queryKey: ["failures", "list", query],
    queryFn: ({ signal }) => call<Schema<"FailureGroupPage">>(`/failures?${query}`, { signal }),
    placeholderData: keepPreviousData,
  });

/** All jobs of a group. */
export const jobsOf = ({ fingerprint }: Pick<FailureGroup, "fingerprint">) => `failure:${fingerprint}`;

/** Sends the dead jobs of a group again or, if there is none, those that wait for their next attempt. */
export const replayOf = (group: Pick<FailureGroup, "fingerprint" | "dead">): NewOperationSearch => ({
  action: "retry",
  filter: `${jobsOf(group)} state:${group.dead > 0 ? "dead" : "retrying"}`,
});

export type Trend = "new" | "growing" | "steady";

const dayMillis = 86_400_000;
/** Fewer failures than this in two hours are no growth. */
const leastGrowth = 10;

/** New within the last day, or failing more than twice as often in the last two hours as in those before. */
export function trendOf(
  { firstSeen, perHour }: Pick<FailureGroup, "firstSeen" | "perHour">,
  now: Date,
): Trend {
  if (now.getTime() - Date.parse(firstSeen) < dayMillis) return "new";
  const sum = (hours: number[]) => hours.reduce((total, count) => total + count, 0);
  const before = perHour.slice(0, -2);
  const latest = sum(perHour.slice(-2));
  return latest >= leastGrowth && latest > (4 * sum(before)) / Math.max(1, before.length)
    ? "growing"
    : "steady";
}

/** `4,990 dead, 10 retrying`. */
export function statesText({ dead, retrying }: Pick<FailureGroup, "dead" | "retrying">): string {
  const parts = [
    dead > 0 && `${dead.toLocaleString("en")} dead`,
    retrying > 0 && `${retrying.toLocaleString("en")} retrying`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : "no job left";
}

function useFailureCall<Input>(fingerprint: string, send: (input: Input) => Promise<FailureGroup>) {
  const queryClient = useQueryClient();
  return {
    mutationFn: send,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ["failures", "list"] }),
        queryClient.invalidateQueries({ queryKey: failureQuery(fingerprint).queryKey }),
        queryClient.invalidateQueries({ queryKey: failureGroupQuery(fingerprint).queryKey }),
      ]),
  };
}

export const muteCall = (fingerprint: string) => `${failurePath(fingerprint)}:mute`;

export function useMute(fingerprint: string) {
  return useMutation({
    ...useFailureCall(fingerprint, (body: string) =>
      call<FailureGroup>(muteCall(fingerprint), { method: "POST", body }),
    ),
    onSuccess: () => notifyDone("The failure group is muted."),
  });
}

export function useUnmute(fingerprint: string) {
  return useMutation({
    ...useFailureCall(fingerprint, () =>
      call<FailureGroup>(`${failurePath(fingerprint)}:unmute`, { method: "POST" }),
    ),
    onSuccess: () => notifyDone("The failure group is no longer muted."),
    onError: (error) => notifyProblem("The failure group is still muted", error),
  });
}
