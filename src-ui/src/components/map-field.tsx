import { ActionIcon, Button, Group, Input, Stack, TextInput } from "@mantine/core";
import { Icon } from "./icon";

interface Props {
  label: string;
  description?: string;
  error?: string;
  required: boolean;
  entries: [string, string][];
  onChange: (entries: [string, string][]) => void;
}

export function MapField({ label, description, error, required, entries, onChange }: Props) {
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
              aria-label={`${label}: name ${index + 1}`}
              placeholder="name"
              value={key}
              onChange={(event) => replace(index, [event.currentTarget.value, value])}
            />
            <TextInput
              flex={2}
              aria-label={`${label}: value ${index + 1}`}
              placeholder="value"
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
