import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Icon } from "@/components/icon";
import { WriteButton } from "@/components/write-button";
import { type Queue, queuesQuery } from "@/lib/api/queue";
import { notifyDone, notifyProblem } from "@/lib/notify";
import { pauseQueue, resumeQueue } from "../api/queue-actions";

export function QueueToggle({ queue }: { queue: Queue }) {
  const queryClient = useQueryClient();
  const verb = queue.paused ? "Resume" : "Pause";
  const change = useMutation({
    mutationFn: () => (queue.paused ? resumeQueue(queue.name) : pauseQueue(queue.name)),
    onSuccess: (answer) => {
      queryClient.setQueryData(queuesQuery.queryKey, (queues) =>
        queues?.map((old) => (old.name === answer.name ? answer : old)),
      );
      notifyDone(`Queue ${queue.name} is ${answer.paused ? "paused; running jobs continue" : "resumed"}.`);
    },
    onError: (error) => notifyProblem(`${verb} of queue ${queue.name} failed`, error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queuesQuery.queryKey }),
  });
  return (
    <WriteButton
      size="compact-sm"
      variant="default"
      loading={change.isPending}
      leftSection={<Icon name={queue.paused ? "play" : "pause"} size={14} />}
      aria-label={`${verb} queue ${queue.name}`}
      onClick={() => change.mutate()}
    >
      {verb}
    </WriteButton>
  );
}
