import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callJob, jobQuery } from "@/lib/api/job";

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
