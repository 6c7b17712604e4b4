import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";

interface Props {
  opened: boolean;
  title: string;
  /** What the button does, in one or two words. */
  action: string;
  /** A word to type first, for what nobody must do by mistake. */
  retype?: string;
  children: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}

export function ConfirmDialog({ opened, title, onClose, ...content }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Question {...content} onClose={onClose} />
    </Modal>
  );
}

/** Starts over each time the dialog opens. */
function Question({ action, retype, children, onConfirm, onClose }: Omit<Props, "opened" | "title">) {
  const [typed, setTyped] = useState("");
  const missing = retype !== undefined && typed.trim() !== retype;

  function confirm(event: FormEvent) {
    event.preventDefault();
    if (missing) return;
    onClose();
    onConfirm();
  }
  return (
    <form onSubmit={confirm}>
      <Text>{children}</Text>
      {retype !== undefined && (
        <TextInput
          mt="md"
          label={`Type ${retype} to confirm`}
          data-autofocus
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button type="submit" data-autofocus={retype === undefined || undefined} disabled={missing}>
          {action}
        </Button>
      </Group>
    </form>
  );
}
