import { Button, Group, Text } from "@mantine/core";

/** An answer of the server may be lost after it has stored the job; changed contents then need a key of their own. */
export function KeyTaken({ onNewKey }: { onNewKey: () => void }) {
  return (
    <Group>
      <Text>An earlier try of this form was stored with other contents.</Text>
      <Button variant="default" size="xs" onClick={onNewKey}>
        Make this a job of its own
      </Button>
    </Group>
  );
}
