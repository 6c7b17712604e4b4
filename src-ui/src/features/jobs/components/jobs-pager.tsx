import { Button, Group, Text } from "@mantine/core";
import { Icon } from "@/components/icon";

interface Props {
  rows: number;
  pageNumber: number;
  incomplete: boolean;
  onFirst?: () => void;
  onPrevious?: () => void;
  onNext?: () => void;
}

export function JobsPager({ rows, pageNumber, incomplete, onFirst, onPrevious, onNext }: Props) {
  if (!onFirst && !onNext && rows === 0) return null;
  return (
    <Group justify="space-between" px="md" py="xs">
      <Text c="dimmed" fz="sm">
        {incomplete
          ? `Found ${rows} so far; there is more to search.`
          : `${rows} ${rows === 1 ? "job" : "jobs"}${pageNumber > 1 ? ` on page ${pageNumber}` : ""}, newest first`}
      </Text>
      {(onFirst || onNext) && (
        <Group gap="xs">
          {onFirst && (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={onFirst}>
              Newest
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            disabled={!onPrevious}
            onClick={onPrevious}
            leftSection={<Icon name="left" size={13} />}
          >
            Previous
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={!onNext}
            onClick={onNext}
            rightSection={<Icon name="right" size={13} />}
          >
            {incomplete ? "Search on" : "Next"}
          </Button>
        </Group>
      )}
    </Group>
  );
}
