import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callJob, type Job, jobPath, jobQuery } from "@/lib/api/job";
import { notifyDone, notifyProblem } from "@/lib/notify";

type Action = "cancel" | "retry" | "run";

const refusals: Record<Action, string> = {
  cancel: "The job was not canceled",
  retry: "The job was not retried",
  run: "The job was not started",
};

const act = (id: string, action: Action) => callJob(`${jobPath(id)}:${action}`, { method: "POST" });

export function useJobAction(id: string, action: Action) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => act(id, action),
    onSuccess: (job) => {
      queryClient.setQueryData(jobQuery(id).queryKey, job);
      notifyDone(doneText(action, job));
    },
    onError: (error) => notifyProblem(refusals[action], error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["jobs"] }),
  });
}

/** Sends a job again with other args; `body` is the request's. */
export function useRetryWithArgs(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: string) => callJob(`${jobPath(id)}:retry`, { method: "POST", body }),
    onSuccess: (job) => {
      queryClient.setQueryData(jobQuery(id).queryKey, job);
      notifyDone("The job is ready again, with the new args and a full set of attempts.");
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["jobs"] }),
  });
}

function doneText(action: Action, job: Job): string {
  if (action === "retry") return "The job is ready again with a full set of attempts.";
  if (action === "run") {
    return job.attempt > 0 ? "The job is ready now. Its attempts still count." : "The job is ready now.";
  }
  return job.state === "CANCELLED" ? "The job is canceled." : "Cancel requested; the worker is stopping it.";
}
