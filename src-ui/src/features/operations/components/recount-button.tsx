import { Button } from "@mantine/core";
import { Icon } from "@/components/icon";

export function RecountButton({ busy, onClick }: { busy: boolean; onClick: () => void }) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={busy}
      leftSection={<Icon name="refresh" size={13} />}
      onClick={onClick}
    >
      Count again
    </Button>
  );
}
