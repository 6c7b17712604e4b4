import { Button, Group, Text } from "@mantine/core";
import { Icon } from "./icon";

interface Props {
  /** What is on the page, such as "100 jobs". */
  text: string;
  page: string | undefined;
  /** Tokens of the pages before this one; the first page has the token "". */
  trail: string[];
  nextPageToken: string | undefined;
  firstLabel?: string;
  nextLabel?: string;
  onGo: (page: string | undefined, trail: string[]) => void;
}

export function TokenPager(props: Props) {
  const { text, page, trail, nextPageToken, firstLabel = "Newest", nextLabel = "Next", onGo } = props;
  const goBack = page !== undefined && trail.length > 0;
  return (
    <Group justify="space-between" px="md" py="xs">
      <Text c="dimmed" fz="sm">
        {text}
      </Text>
      {(page !== undefined || nextPageToken !== undefined) && (
        <Group gap="xs">
          {page !== undefined && (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onGo(undefined, [])}>
              {firstLabel}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            disabled={!goBack}
            onClick={() => onGo(trail.at(-1) || undefined, trail.slice(0, -1))}
            leftSection={<Icon name="left" size={13} />}
          >
            Previous
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={nextPageToken === undefined}
            onClick={() => onGo(nextPageToken, [...trail, page ?? ""])}
            rightSection={<Icon name="right" size={13} />}
          >
            {nextLabel}
          </Button>
        </Group>
      )}
    </Group>
  );
}
