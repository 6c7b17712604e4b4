import { NativeSelect, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import type { Field } from "@/lib/args-fields";
import type { Problems } from "@/lib/problem";
import type { FieldValue, FormValues } from "@/lib/schema-form";
import { MapField } from "./map-field";
import classes from "./schema-field.module.css";
import { TextEditor } from "./text-editor";

interface Props {
  field: Field;
  values: FormValues;
  problems: Problems;
  onChange: (pointer: string, value: FieldValue) => void;
}

export function SchemaField({ field, values, problems, onChange }: Props) {
  const { pointer, kind, hint } = field;
  const value = values[pointer];
  const text = typeof value === "string" ? value : "";
  const common = {
    label: field.name,
    description: field.description,
    error: problems[pointer],
    required: field.required,
  };
  const onText = (event: { currentTarget: { value: string } }) =>
    onChange(pointer, event.currentTarget.value);

  switch (kind) {
    case "object":
      return (
        <fieldset className={classes.nested}>
          <legend>{field.name}</legend>
          {field.description && (
            <Text c="dimmed" fz="sm" mb="xs">
              {field.description}
            </Text>
          )}
          <Stack gap="md">
            {field.fields?.map((child) => (
              <SchemaField
                key={child.pointer}
                field={child}
                values={values}
                problems={problems}
                onChange={onChange}
              />
            ))}
          </Stack>
          {problems[pointer] && <Text c="var(--ns-error-text)">{problems[pointer]}</Text>}
        </fieldset>
      );
    case "boolean":
      return (
        <NativeSelect
          {...common}
          value={text}
          onChange={onText}
          data={choices(["true", "false"], hint)}
          maw={320}
        />
      );
    case "enum":
      return (
        <NativeSelect
          {...common}
          value={text}
          onChange={onText}
          data={choices(field.choices ?? [], hint)}
          maw={320}
        />
      );
    case "number":
      return (
        <TextInput
          {...common}
          inputMode="decimal"
          placeholder={hint}
          value={text}
          onChange={onText}
          maw={320}
        />
      );
    case "strings":
      return (
        <TagsInput
          {...common}
          placeholder="Enter after each"
          value={(value as string[] | undefined) ?? []}
          allowDuplicates
          splitChars={[]}
          onChange={(next) => onChange(pointer, next)}
        />
      );
    case "map":
      return (
        <MapField
          {...common}
          entries={(value as [string, string][] | undefined) ?? []}
          onChange={(next) => onChange(pointer, next)}
        />
      );
    case "json":
      return (
        <TextEditor
          {...common}
          code
          placeholder={hint ?? "JSON"}
          minRows={2}
          value={text}
          onChange={(next) => onChange(pointer, next)}
        />
      );
    default:
      return field.long ? (
        <TextEditor
          {...common}
          placeholder={hint}
          minRows={2}
          value={text}
          onChange={(next) => onChange(pointer, next)}
        />
      ) : (
        <TextInput {...common} placeholder={hint} value={text} onChange={onText} />
      );
  }
}

function choices(raw: string[], hint: string | undefined) {
  const label = (choice: string) => (choice.startsWith('"') ? (JSON.parse(choice) as string) : choice);
  return [
    { value: "", label: hint ?? "not set" },
    ...raw.map((choice) => ({ value: choice, label: label(choice) })),
  ];
}
