import { Icon } from "@/components/icon";
import { WriteButton } from "@/components/write-button";
import type { Queue } from "@/lib/api/queue";
import { useSwitchQueue } from "../api/queue-actions";

export function QueueToggle({ queue }: { queue: Queue }) {
  const verb = queue.paused ? "Resume" : "Pause";
  const change = useSwitchQueue(queue);
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
