import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Queue, queuesQuery } from "@/lib/api/queue";
import type { Schema } from "@/lib/api/schema";
import { call } from "@/lib/api-client";
import { countText } from "@/lib/count";
import { notifyDone, notifyProblem } from "@/lib/notify";

export const queuePath = (name: string) => `/queues/${encodeURIComponent(name)}`;

/** Puts a queue as the server answered it into the list on screen. */
function useKeepQueue() {
  const queryClient = useQueryClient();
  return (queue: Queue) =>
    queryClient.setQueryData(queuesQuery.queryKey, (queues = []) =>
      queues.some(({ name }) => name === queue.name)
        ? queues.map((old) => (old.name === queue.name ? queue : old))
        : [...queues, queue].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    );
}

export function useSwitchQueue({ name, paused }: Queue) {
  const queryClient = useQueryClient();
  const keep = useKeepQueue();
  const verb = paused ? "Resume" : "Pause";
  return useMutation({
    mutationFn: () => call<Queue>(`${queuePath(name)}:${verb.toLowerCase()}`, { method: "POST" }),
    onSuccess: (queue) => {
      keep(queue);
      notifyDone(`Queue ${name} is ${queue.paused ? "paused; running jobs continue" : "resumed"}.`);
    },
    onError: (error) => notifyProblem(`${verb} of queue ${name} failed`, error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queuesQuery.queryKey }),
  });
}

/** Changes settings by a JSON Merge Patch. The form shows what the server refuses. */
export function useConfigureQueue(name: string) {
  const queryClient = useQueryClient();
  const keep = useKeepQueue();
  return useMutation({
    mutationFn: (patch: object) =>
      call<Queue>(queuePath(name), {
        method: "PATCH",
        body: JSON.stringify(patch),
        headers: { "Content-Type": "application/merge-patch+json" },
      }),
    onSuccess: (queue) => {
      keep(queue);
      void queryClient.invalidateQueries({ queryKey: queuesQuery.queryKey });
    },
  });
}

export function usePurgeQueue(name: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call<Schema<"PurgedQueue">>(`${queuePath(name)}:purge`, { method: "POST" }),
    onSuccess: ({ purged }) => {
      notifyDone(`${countText(purged, "job")} of queue ${name} removed.`);
      void queryClient.invalidateQueries({ queryKey: ["jobs", "list"] });
    },
    onError: (error) => notifyProblem(`Queue ${name} was not purged`, error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queuesQuery.queryKey }),
  });
}

export function useDeleteQueue(name: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call<void>(queuePath(name), { method: "DELETE" }),
    onSuccess: () => notifyDone(`Queue ${name} is deleted.`),
    onError: (error) => notifyProblem(`Queue ${name} was not deleted`, error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queuesQuery.queryKey }),
  });
}
