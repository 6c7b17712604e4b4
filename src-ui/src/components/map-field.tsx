import { ActionIcon, Button, Group, Input, Stack, TextInput } from "@mantine/core";
import { Icon } from "./icon";

interface Props {
  label: string;
  description?: string;
  error?: string;
  required: boolean;
  /** What a row has. */
  words?: { name: string; value: string };
  entries: [string, string][];
  onChange: (entries: [string, string][]) => void;
}

const plainWords = { name: "name", value: "value" };

export function MapField(props: Props) {
  const { label, description, error, required, words = plainWords, entries, onChange } = props;
  const replace = (index: number, entry: [string, string]) =>
    onChange(entries.map((old, at) => (at === index ? entry : old)));
  return (
    <Input.Wrapper
      label={label}
      description={description}
      error={error}
      required={required}
      labelElement="div"
    >
      <Stack gap={6} mt={4}>
        {entries.map(([key, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the name is being edited, so the position identifies a row
          <Group key={index} gap={6} wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={`${label}: ${words.name} ${index + 1}`}
              placeholder={words.name}
              value={key}
              onChange={(event) => replace(index, [event.currentTarget.value, value])}
            />
            <TextInput
              flex={2}
              aria-label={`${label}: ${words.value} ${index + 1}`}
              placeholder={words.value}
              value={value}
              onChange={(event) => replace(index, [key, event.currentTarget.value])}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove ${key || `row ${index + 1}`} from ${label}`}
              onClick={() => onChange(entries.filter((_, at) => at !== index))}
            >
              <Icon name="close" size={15} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          size="compact-sm"
          variant="default"
          w="fit-content"
          leftSection={<Icon name="plus" size={13} />}
          aria-label={`Add to ${label}`}
          onClick={() => onChange([...entries, ["", ""]])}
        >
          Add
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}
