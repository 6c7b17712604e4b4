import { Box, Button, Group, Stack, Text } from "@mantine/core";
import { type FormEvent, useEffect, useMemo, useState } from "react";
import { CorrectionNote, RefusedBox } from "@/components/form-problems";
import layout from "@/components/layout.module.css";
import { MapField } from "@/components/map-field";
import { Panel } from "@/components/panel";
import { RequestPreview } from "@/components/request-preview";
import { WriteButton } from "@/components/write-button";
import { toCurl } from "@/lib/curl";
import { useFocusWithin } from "@/lib/focus";
import { notifyDone } from "@/lib/notify";
import { asApiError, type FieldProblem, type Problems, sortUnder } from "@/lib/problem";
import { queuePath, useConfigureQueue } from "../api/queue-actions";
import { settingFields, settingGroups } from "../api/setting-fields";
import { draftOf, patchOf, type QueueBefore, type SettingsDraft } from "../api/settings-draft";
import { SettingInput } from "./setting-input";

interface Props {
  queue: QueueBefore;
  /** The queue is not there yet: saving declares it. */
  fresh?: boolean;
  onSaved: () => void;
  onCancel: () => void;
}

const pointers = [...settingFields.map(({ pointer }) => pointer), "/weights"];

/** Changes the settings of a queue, and sends only what was changed. */
export function QueueForm({ queue, fresh = false, onSaved, onCancel }: Props) {
  // What the server says meanwhile does not move the fields under the fingers.
  const [before] = useState(queue);
  const [draft, setDraft] = useState<SettingsDraft>(() => draftOf(queue));
  const [typedWrong, setTypedWrong] = useState<Problems>({});
  const save = useConfigureQueue(before.name);
  const form = useFocusWithin<HTMLFormElement>("input, select");
  const typed = useMemo(() => ({ before, draft }), [before, draft]);

  const refused = save.error ? asApiError(save.error) : undefined;
  const placed = sortUnder((refused?.errors ?? []).map(namingItsKey), pointers);
  const problems = { ...placed.byField, ...typedWrong };
  const { patch, problems: wrong } = patchOf(before, draft);
  const unchanged = Object.keys(patch).length === 0 && Object.keys(wrong).length === 0;

  // The field can be out of sight, and the button does not say which it is.
  useEffect(() => {
    if (save.error || Object.keys(typedWrong).length > 0)
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form, save.error, typedWrong]);

  function change(next: SettingsDraft) {
    setDraft(next);
    setTypedWrong({});
    save.reset();
  }
  function send(event: FormEvent) {
    event.preventDefault();
    setTypedWrong(wrong);
    save.reset();
    if (unchanged || Object.keys(wrong).length > 0) return;
    save.mutate(patch, {
      onSuccess: ({ name }) => {
        notifyDone(fresh ? `Queue ${name} is declared.` : `The settings of queue ${name} are changed.`);
        onSaved();
      },
    });
  }

  return (
    <form ref={form} onSubmit={send} noValidate aria-label={`Settings of queue ${before.name}`}>
      <Stack gap="md">
        <RefusedBox refused={refused} placed={placed} />
        <div className={layout.form}>
          <Stack gap="md" miw={0}>
            {settingGroups.map(({ title, about, fields, weights }) => (
              <Panel key={title} title={title}>
                {about && (
                  <Text c="dimmed" fz="sm" mb="sm">
                    {about}
                  </Text>
                )}
                <div className={layout.fields}>
                  {fields.map((field) => (
                    <SettingInput
                      key={field.pointer}
                      field={field}
                      before={before}
                      value={draft.texts[field.pointer] ?? ""}
                      error={problems[field.pointer]}
                      onChange={(text) =>
                        change({ ...draft, texts: { ...draft.texts, [field.pointer]: text } })
                      }
                    />
                  ))}
                </div>
                {weights && (
                  <Box mt="md">
                    <MapField
                      label="Weights of keys"
                      description="How many turns a key takes for each turn of others: 1 to 100. Other keys have 1."
                      words={{ name: "key", value: "weight" }}
                      error={problems["/weights"]}
                      required={false}
                      entries={draft.weights}
                      onChange={(entries) => change({ ...draft, weights: entries })}
                    />
                  </Box>
                )}
              </Panel>
            ))}
          </Stack>
          <div className={layout.aside}>
            <RequestPreview typed={typed} curlOf={curlOf} />
            <Group gap="xs" grow>
              <Button size="md" variant="default" onClick={onCancel}>
                Cancel
              </Button>
              <WriteButton
                type="submit"
                size="md"
                needs="operate"
                loading={save.isPending}
                blocked={unchanged ? (fresh ? nothingSet : "Nothing is changed.") : undefined}
              >
                {fresh ? "Declare queue" : "Save settings"}
              </WriteButton>
            </Group>
            <CorrectionNote problems={problems} />
          </div>
        </div>
      </Stack>
    </form>
  );
}

const nothingSet = "Fill in at least one field. Without settings, a queue exists only while it has jobs.";

/** All weights are one field, so a problem of one of them says which. */
function namingItsKey({ pointer, detail }: FieldProblem): FieldProblem {
  const key = /^\/weights\/(.+)$/.exec(pointer)?.[1]?.replaceAll("~1", "/").replaceAll("~0", "~");
  return { pointer, detail: key === undefined ? detail : `${key} ${detail}` };
}

function curlOf({ before, draft }: { before: QueueBefore; draft: SettingsDraft }): string {
  const body = JSON.stringify(patchOf(before, draft).patch, undefined, 2);
  return toCurl({ method: "PATCH", path: queuePath(before.name), body });
}
