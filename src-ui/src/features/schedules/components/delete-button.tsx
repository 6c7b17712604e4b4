import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Icon } from "@/components/icon";
import { WriteButton } from "@/components/write-button";
import type { Schedule } from "../api/schedule";
import { useDeleteSchedule } from "../api/schedule-actions";

/** After a question. What code defines stays: only an override of it can be removed. */
export function DeleteButton({ schedule: { name, origin } }: { schedule: Schedule }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [opened, dialog] = useDisclosure(false);
  const remove = useDeleteSchedule(name);
  const overridden = origin === "CODE_OVERRIDDEN";

  function send() {
    remove.mutate(undefined, {
      onSuccess: async (schedule) => {
        // Its page is left first: what is gone must not be asked for again.
        if (!schedule) await navigate({ to: "/schedules" });
        void queryClient.invalidateQueries({ queryKey: ["schedules"] });
      },
    });
  }
  return (
    <>
      <WriteButton
        size="sm"
        variant="default"
        needs="operate"
        blocked={
          origin === "CODE"
            ? "The code of a task defines this schedule. Pause it, or remove the annotation from the code."
            : undefined
        }
        loading={remove.isPending}
        leftSection={<Icon name="close" size={15} />}
        onClick={dialog.open}
      >
        {overridden ? "Remove override" : "Delete"}
      </WriteButton>
      <ConfirmDialog
        opened={opened}
        title={overridden ? `Remove the override of ${name}?` : `Delete schedule ${name}?`}
        action={overridden ? "Remove override" : "Delete schedule"}
        onConfirm={send}
        onClose={dialog.close}
      >
        {overridden
          ? "The rule of the code applies again. The history and the jobs of the schedule stay."
          : "It does not run again, and its history is removed. Jobs that it has submitted stay, and run."}
      </ConfirmDialog>
    </>
  );
}
