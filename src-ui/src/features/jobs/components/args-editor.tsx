import { SegmentedControl, Stack, Text } from "@mantine/core";
import { Panel } from "@/components/panel";
import { TextEditor } from "@/components/text-editor";
import type { Field } from "@/lib/args-fields";
import { type ArgsDraft, toForm, toJson } from "../api/args-draft";
import type { FieldValue } from "../api/schema-form";
import type { Problems } from "../api/submit-request";
import { SchemaField } from "./schema-field";

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
