import { SegmentedControl, Stack, Text } from "@mantine/core";
import { type ArgsDraft, toForm, toJson } from "@/lib/args-draft";
import type { Field } from "@/lib/args-fields";
import type { Problems } from "@/lib/problem";
import type { FieldValue } from "@/lib/schema-form";
import { Panel } from "./panel";
import { SchemaField } from "./schema-field";
import { TextEditor } from "./text-editor";

interface Props {
  draft: ArgsDraft;
  fields: Field[];
  problems: Problems;
  onChange: (draft: ArgsDraft) => void;
}

export function ArgsEditor({ draft, fields, problems, onChange }: Props) {
  const setValue = (pointer: string, value: FieldValue) =>
    onChange({ ...draft, values: { ...draft.values, [pointer]: value } });
  return (
    <Panel
      title="Args"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Edit the args as"
          value={draft.mode}
          data={[
            { value: "form", label: "Form" },
            { value: "json", label: "JSON" },
          ]}
          onChange={(mode) => onChange(mode === "form" ? toForm(draft, fields) : toJson(draft, fields))}
        />
      }
    >
      {draft.mode === "form" ? (
        <Stack gap="md">
          {fields.map((field) => (
            <SchemaField
              key={field.pointer}
              field={field}
              values={draft.values}
              problems={problems}
              onChange={setValue}
            />
          ))}
        </Stack>
      ) : (
        <>
          {draft.refusal && (
            <Text role="alert" c="dimmed" mb="xs">
              {draft.refusal}
            </Text>
          )}
          <TextEditor
            aria-label="Args as JSON"
            code
            minRows={6}
            value={draft.text}
            error={problems["/args"]}
            onChange={(text) => onChange({ ...draft, text, refusal: undefined })}
          />
        </>
      )}
      {draft.mode === "form" && problems["/args"] && (
        <Text c="var(--ns-error-text)">{problems["/args"]}</Text>
      )}
    </Panel>
  );
}
