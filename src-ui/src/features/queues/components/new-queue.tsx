import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Icon } from "@/components/icon";
import { WriteButton } from "@/components/write-button";
import type { Queue } from "@/lib/api/queue";
import { nameProblem } from "@/lib/name";

/** Asks for the name of a queue, and leads to the form of its settings. Nothing is stored before that is saved. */
export function NewQueue({ queues }: { queues: Queue[] }) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <WriteButton
        size="xs"
        needs="operate"
        leftSection={<Icon name="plus" size={14} />}
        onClick={dialog.open}
      >
        New queue
      </WriteButton>
      <Modal opened={opened} onClose={dialog.close} title="New queue">
        <NameForm queues={queues} onCancel={dialog.close} />
      </Modal>
    </>
  );
}

function NameForm({ queues, onCancel }: { queues: Queue[]; onCancel: () => void }) {
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string>();

  function open(event: FormEvent) {
    event.preventDefault();
    const wrong = queues.some((queue) => queue.name === name)
      ? "is the name of another queue"
      : nameProblem(name);
    setProblem(wrong);
    if (!wrong) void navigate({ to: "/queues/$name", params: { name }, search: { edit: "settings" } });
  }
  return (
    <form onSubmit={open} noValidate>
      <TextInput
        label="Name"
        description="The next step is its settings. A queue without settings appears with its first job."
        placeholder="orders"
        required
        data-autofocus
        autoComplete="off"
        value={name}
        error={problem}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onCancel}>
          Not now
        </Button>
        <Button type="submit">Next</Button>
      </Group>
    </form>
  );
}
