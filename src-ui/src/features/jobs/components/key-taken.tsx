import { Button, Group, Text } from "@mantine/core";

/**
 * The server's answer may be lost after it has stored the job. Changed contents then need a key of
 * their own.
 */
export function KeyTaken({ onNewKey }: { onNewKey: () => void }) {
  return (
    <Group>
      <Text>An earlier version of this form was already stored as a job.</Text>
      <Button variant="default" size="xs" onClick={onNewKey}>
        Submit this as a new job
      </Button>
    </Group>
  );
}
