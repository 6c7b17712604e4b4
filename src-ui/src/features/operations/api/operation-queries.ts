import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Operation } from "@/lib/api/operation";
import type { Schema } from "@/lib/api/schema";
import { call } from "@/lib/api-client";
import { notifyDone, notifyProblem } from "@/lib/notify";

export type OperationPreview = Schema<"OperationPreview">;
export type SkippedJobs = Operation["skipped"][number];

const ended: readonly Operation["state"][] = ["SUCCEEDED", "STOPPED", "CANCELLED", "DEAD"];

export const hasEnded = ({ state }: Operation) => ended.includes(state);

const operationPath = (id: string) => `/operations/${encodeURIComponent(id)}`;

export const operationQuery = (id: string) =>
  queryOptions({
    queryKey: ["operations", "one", id],
    queryFn: ({ signal }) => call<Operation>(operationPath(id), { signal }),
  });

export const operationsPageQuery = (page: string | undefined) =>
  queryOptions({
    queryKey: ["operations", "list", page],
    queryFn: ({ signal }) =>
      call<Schema<"OperationPage">>(
        page === undefined ? "/operations" : `/operations?pageToken=${encodeURIComponent(page)}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });

/** What an operation would do; to ask changes nothing. Counts of a while ago are not shown as those of now. */
export const previewQuery = (wanted: Schema<"NewOperation"> | undefined) =>
  queryOptions({
    queryKey: ["operation-preview", wanted],
    queryFn: ({ signal }) =>
      call<OperationPreview>("/operations", {
        method: "POST",
        body: JSON.stringify({ ...wanted, validateOnly: true }),
        signal,
      }),
    enabled: wanted !== undefined,
    retry: false,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });

interface Begin {
  body: string;
  idempotencyKey: string;
}

export function useBeginOperation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Begin) =>
      call<Operation>("/operations", {
        method: "POST",
        body,
        headers: { "Idempotency-Key": idempotencyKey },
      }),
    onSuccess: (begun) => {
      queryClient.setQueryData(operationQuery(begun.id).queryKey, begun);
      void queryClient.invalidateQueries({ queryKey: ["operations", "list"] });
    },
  });
}

export function useCancelOperation(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call<Operation>(`${operationPath(id)}:cancel`, { method: "POST" }),
    onSuccess: (answer) => {
      queryClient.setQueryData(operationQuery(id).queryKey, answer);
      notifyDone("The operation is stopping.");
    },
    onError: (error) => notifyProblem("The operation was not canceled", error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["operations"] }),
  });
}
