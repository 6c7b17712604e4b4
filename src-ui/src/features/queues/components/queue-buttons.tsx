import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Icon } from "@/components/icon";
import { WriteButton } from "@/components/write-button";
import type { Queue } from "@/lib/api/queue";
import { countText } from "@/lib/count";
import { useDeleteQueue, usePurgeQueue } from "../api/queue-actions";
import { deleteBlock, waitingJobs, waitingWords } from "../api/waiting";

/** From this many jobs, the name of the queue has to be typed. */
const many = 1_000;

/** Purge and delete, each after a question. */
export function QueueButtons({ queue }: { queue: Queue }) {
  const { name } = queue;
  const navigate = useNavigate();
  const [purging, purgeDialog] = useDisclosure(false);
  const [deleting, deleteDialog] = useDisclosure(false);
  const purge = usePurgeQueue(name);
  const remove = useDeleteQueue(name);
  const waiting = waitingJobs(queue);
  const jobs = countText(waiting, "job");
  return (
    <>
      <WriteButton
        size="xs"
        variant="default"
        needs="operate"
        blocked={waiting === 0 ? "No job of the queue waits." : undefined}
        loading={purge.isPending}
        leftSection={<Icon name="stop" size={14} />}
        onClick={purgeDialog.open}
      >
        Purge
      </WriteButton>
      <WriteButton
        size="xs"
        variant="default"
        needs="operate"
        blocked={deleteBlock(queue)}
        loading={remove.isPending}
        leftSection={<Icon name="close" size={14} />}
        onClick={deleteDialog.open}
      >
        Delete
      </WriteButton>
      <ConfirmDialog
        opened={purging}
        title={`Remove ${jobs} from ${name}?`}
        action={`Remove ${jobs}`}
        retype={waiting >= many ? name : undefined}
        onConfirm={() => purge.mutate()}
        onClose={purgeDialog.close}
      >
        The jobs that wait are removed for good: {waitingWords(queue)}. Running and finished jobs stay. Jobs
        that come in during the purge may be removed too.
      </ConfirmDialog>
      <ConfirmDialog
        opened={deleting}
        title={`Delete queue ${name}?`}
        action="Delete queue"
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => void navigate({ to: "/queues" }) })}
        onClose={deleteDialog.close}
      >
        Its settings and its pause are forgotten. The next job that names the queue creates it again, without
        them.
      </ConfirmDialog>
    </>
  );
}
