import { useDisclosure } from "@mantine/hooks";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Icon } from "@/components/icon";
import { OperationLink } from "@/components/operation-link";
import { WriteButton } from "@/components/write-button";
import type { Operation } from "@/lib/api/operation";
import { hasEnded, useCancelOperation } from "../api/operation-queries";
import { hasRest, restFilter, verbOf } from "../api/operation-words";

/** Stop it while it runs; do the rest once it has ended. */
export function OperationButtons({ operation }: { operation: Operation }) {
  const [opened, dialog] = useDisclosure(false);
  const cancel = useCancelOperation(operation.id);
  const { action, cancelRequested } = operation;
  if (hasEnded(operation)) {
    if (!hasRest(operation)) return null;
    return (
      <OperationLink search={{ action, filter: restFilter(operation) }} size="sm" icon="refresh">
        {`${verbOf(action)} the rest`}
      </OperationLink>
    );
  }
  if (cancelRequested) return null;
  return (
    <>
      <WriteButton
        size="sm"
        variant="default"
        needs="operate"
        loading={cancel.isPending}
        leftSection={<Icon name="stop" size={15} />}
        onClick={dialog.open}
      >
        Cancel operation
      </WriteButton>
      <ConfirmDialog
        opened={opened}
        title="Cancel this operation?"
        action="Cancel operation"
        onConfirm={() => cancel.mutate()}
        onClose={dialog.close}
      >
        It stops within seconds. What it has done to jobs so far stays.
      </ConfirmDialog>
    </>
  );
}
