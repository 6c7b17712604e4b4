import { Button, Group, Text } from "@mantine/core";
import { ProgressBar } from "@/components/progress-bar";
import { useNow } from "@/lib/now";
import { sizeText } from "@/lib/size";
import type { Progress } from "../api/use-upload";

interface Props {
  progress: Progress;
  size: number;
  onCancel: () => void;
}

export function UploadProgress({ progress, size, onCancel }: Props) {
  const seconds = (useNow().getTime() - progress.startedAt) / 1_000;
  const sent = Math.min(progress.sent, size);
  const rate = seconds >= 1 ? ` · ${sizeText(sent / seconds)}/s` : "";
  return (
    <div>
      <ProgressBar label="Upload" done={sent} total={size} active />
      <Group justify="space-between" mt={6}>
        <Text c="dimmed" fz="sm" className="ns-num">
          {sent < size
            ? `Sent ${sizeText(sent)} of ${sizeText(size)}${rate}`
            : "Everything is sent; the server is checking the rest."}
        </Text>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Cancel upload
        </Button>
      </Group>
    </div>
  );
}
