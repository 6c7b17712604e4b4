import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { ArgsEditor } from "@/components/args-editor";
import { CorrectionNote, RefusedBox } from "@/components/form-problems";
import { Icon } from "@/components/icon";
import { LoadedContent } from "@/components/panel";
import { RequestPreview } from "@/components/request-preview";
import { WriteButton } from "@/components/write-button";
import { type Job, jobPath } from "@/lib/api/job";
import { type Task, tasksQuery } from "@/lib/api/task";
import { type ArgsDraft, draftArgs, startDraft } from "@/lib/args-draft";
import { type Field, fieldsOf, pointersOf } from "@/lib/args-fields";
import { toCurl } from "@/lib/curl";
import { editableJson } from "@/lib/json-text";
import { asApiError, type Problems, sortUnder } from "@/lib/problem";
import { useRetryWithArgs } from "../api/job-actions";

/** Corrects the args of a job that failed, and sends it again. */
export function EditRetry({ job }: { job: Job }) {
  const [opened, dialog] = useDisclosure(false);
  const tasks = useQuery({ ...tasksQuery, enabled: opened });
  return (
    <>
      <WriteButton
        size="sm"
        variant="default"
        needs="operate"
        leftSection={<Icon name="edit" size={15} />}
        onClick={dialog.open}
      >
        Edit args and retry
      </WriteButton>
      <Modal opened={opened} onClose={dialog.close} title="Edit args and retry" size="xl">
        <LoadedContent query={tasks}>
          {(known) => (
            <EditForm job={job} task={known.find(({ name }) => name === job.task)} onClose={dialog.close} />
          )}
        </LoadedContent>
      </Modal>
    </>
  );
}

interface FormProps {
  job: Job;
  task: Task | undefined;
  onClose: () => void;
}

function EditForm({ job, task, onClose }: FormProps) {
  // The form takes the args as they were when it was opened.
  const [args, setArgs] = useState(() => startDraft(task, job.argsText ?? "{}"));
  const [typedWrong, setTypedWrong] = useState<Problems>({});
  const fields = useMemo(() => fieldsOf(task?.argsSchema), [task]);
  const retry = useRetryWithArgs(job.id);
  const refused = retry.error ? asApiError(retry.error) : undefined;
  const placed = sortUnder(refused?.errors ?? [], [
    "/args",
    ...(args.mode === "form" ? pointersOf(fields) : []),
  ]);
  const problems = { ...placed.byField, ...typedWrong };
  const typed = useMemo(() => ({ id: job.id, args, fields }), [job.id, args, fields]);

  function change(next: ArgsDraft) {
    setArgs(next);
    setTypedWrong({});
    retry.reset();
  }
  function send(event: FormEvent) {
    event.preventDefault();
    const written = draftArgs(args, fields);
    setTypedWrong(written.problems);
    if (Object.keys(written.problems).length === 0)
      retry.mutate(bodyOf(written.text), { onSuccess: onClose });
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        <Text>
          The job keeps its id and the history of its attempts, and gets a full set of new attempts. It is the
          same work, so keep what its receivers use to recognize it.
        </Text>
        <RefusedBox refused={refused} placed={placed} />
        <ArgsEditor draft={args} fields={fields} problems={problems} onChange={change} />
        <RequestPreview typed={typed} curlOf={curlOf} />
        <CorrectionNote problems={problems} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <WriteButton type="submit" needs="operate" loading={retry.isPending}>
            Retry with these args
          </WriteButton>
        </Group>
      </Stack>
    </form>
  );
}

/** Text, not an object: numbers keep the digits that were typed. */
const bodyOf = (args: string) => `{"args":${args}}`;

function curlOf({ id, args, fields }: { id: string; args: ArgsDraft; fields: Field[] }): string {
  const body = editableJson(bodyOf(draftArgs(args, fields).text));
  return toCurl({ method: "POST", path: `${jobPath(id)}:retry`, body });
}
