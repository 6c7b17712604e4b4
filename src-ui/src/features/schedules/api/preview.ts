import { keepPreviousData, queryOptions, useMutation } from "@tanstack/react-query";
import type { Schema } from "@/lib/api/schema";
import { call } from "@/lib/api-client";
import { nameProblem } from "@/lib/name";
import { schedulePath } from "./schedule";

/** The name decides about the share of the jitter only, so another one serves until there is one. */
const checkPath = (name: string) =>
  `${schedulePath(nameProblem(name) === undefined ? name : "preview")}?validateOnly=true`;

/** What a schedule would do. Nothing is stored. */
export const previewQuery = (name: string, body: string) =>
  queryOptions({
    queryKey: ["schedule-preview", name, body],
    queryFn: ({ signal }) =>
      call<Schema<"SchedulePreview">>(checkPath(name), { method: "PUT", body, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
  });

/** Asks the server what else is wrong with a schedule that cannot be sent yet. */
export function useCheckSchedule() {
  return useMutation({
    mutationFn: ({ name, body }: { name: string; body: string }) =>
      call<Schema<"SchedulePreview">>(checkPath(name), { method: "PUT", body }),
  });
}
