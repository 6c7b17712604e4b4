import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callJob, jobQuery } from "@/lib/api/job";
import { callText } from "@/lib/api-client";

/** Asks the server what else is wrong with a job that cannot be sent yet. Stores nothing. */
export function useCheckJob() {
  return useMutation({
    mutationFn: (body: string) => callText("/jobs?dryRun=true", { method: "POST", body }),
  });
}

interface Submit {
  body: string;
  idempotencyKey: string;
}

export function useSubmitJob() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Submit) =>
      callJob("/jobs", { method: "POST", body, headers: { "Idempotency-Key": idempotencyKey } }),
    onSuccess: (job) => {
      queryClient.setQueryData(jobQuery(job.id).queryKey, job);
      void queryClient.invalidateQueries({ queryKey: ["jobs", "list"] });
    },
  });
}
