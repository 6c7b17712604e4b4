import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { asApiError } from "@/lib/problem";
import { toIsoDuration } from "@/lib/time";
import { useOpenBreaker } from "../api/destination-actions";

interface Props {
  host: string;
  opened: boolean;
  onClose: () => void;
}

export function OpenDialog({ host, opened, onClose }: Props) {
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string>();
  const open = useOpenBreaker(host);

  function send(event: FormEvent) {
    event.preventDefault();
    const time = toIsoDuration(typed);
    if (typed.trim() !== "" && time === undefined) {
      setWrong("must be a duration such as 10m or 1h 30m");
      return;
    }
    open.mutate(time, {
      onSuccess: onClose,
      onError: (error) => {
        const { errors, detail, title } = asApiError(error);
        setWrong(errors[0]?.detail ?? (detail || title));
      },
    });
  }
  return (
    <Modal opened={opened} onClose={onClose} title={`Open the breaker of ${host}?`}>
      <form onSubmit={send}>
        <Text mb="md">
          No more jobs call it. Calls that are under way continue. Jobs that want to call it wait, without a
          slot and without using attempts.
        </Text>
        <TextInput
          data-autofocus
          label="For how long"
          placeholder="until somebody closes it"
          description="Such as 10m or 1h 30m. Then one job tries whether the host works."
          value={typed}
          error={wrong}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(undefined);
          }}
        />
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={open.isPending}>
            Open breaker
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
