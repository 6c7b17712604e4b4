import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type BulkJob, type BulkKind, bulkPath, canRestart, canStop } from "@/lib/api/bulk-job";
import { call } from "@/lib/api-client";
import { notifyDone, notifyProblem } from "@/lib/notify";
import { ConfirmDialog } from "./confirm-dialog";
import { Icon } from "./icon";
import { WriteButton } from "./write-button";

interface Props {
  kind: BulkKind;
  job: BulkJob;
  /** What stays after a stop. */
  stopText: ReactNode;
  restartText: ReactNode;
}

const nouns: Record<BulkKind, string> = { imports: "import", exports: "export" };

/** Stop and restart, each after a question. */
export function BulkButtons({ kind, job, stopText, restartText }: Props) {
  const noun = nouns[kind];
  const stop = useBulkAction(kind, job.id, "stop");
  const restart = useBulkAction(kind, job.id, "restart");
  const [stopOpen, stopDialog] = useDisclosure(false);
  const [restartOpen, restartDialog] = useDisclosure(false);
  return (
    <>
      {canStop(job) && (
        <WriteButton
          size="sm"
          variant="default"
          needs="operate"
          loading={stop.isPending}
          leftSection={<Icon name="stop" size={15} />}
          onClick={stopDialog.open}
        >
          Stop
        </WriteButton>
      )}
      {canRestart(job) && (
        <WriteButton
          size="sm"
          needs="operate"
          loading={restart.isPending}
          leftSection={<Icon name="refresh" size={15} />}
          onClick={restartDialog.open}
        >
          Restart
        </WriteButton>
      )}
      <ConfirmDialog
        opened={stopOpen}
        title={`Stop this ${noun}?`}
        action={`Stop ${noun}`}
        onConfirm={() => stop.mutate()}
        onClose={stopDialog.close}
      >
        {stopText}
      </ConfirmDialog>
      <ConfirmDialog
        opened={restartOpen}
        title={`Restart this ${noun}?`}
        action={`Restart ${noun}`}
        onConfirm={() => restart.mutate()}
        onClose={restartDialog.close}
      >
        {restartText}
      </ConfirmDialog>
    </>
  );
}

function useBulkAction(kind: BulkKind, id: string, action: "stop" | "restart") {
  const queryClient = useQueryClient();
  const noun = nouns[kind];
  return useMutation({
    mutationFn: () => call<BulkJob>(`${bulkPath(kind, id)}:${action}`, { method: "POST" }),
    onSuccess: (job) => {
      queryClient.setQueryData([kind, "one", id], job);
      notifyDone(action === "stop" ? `The ${noun} is stopping.` : `The ${noun} was restarted.`);
    },
    onError: (error) =>
      notifyProblem(`The ${noun} was not ${action === "stop" ? "stopped" : "restarted"}`, error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [kind] }),
  });
}
