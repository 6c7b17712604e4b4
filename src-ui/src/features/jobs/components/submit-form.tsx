import { NativeSelect, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useDeferredValue, useMemo, useState } from "react";
import { ArgsEditor } from "@/components/args-editor";
import { CodeText } from "@/components/code-text";
import { ErrorBox } from "@/components/error-box";
import layout from "@/components/layout.module.css";
import { Panel } from "@/components/panel";
import { WriteButton } from "@/components/write-button";
import type { Job } from "@/lib/api/job";
import type { Task } from "@/lib/api/task";
import { type ArgsDraft, draftArgs, startDraft } from "@/lib/args-draft";
import { type Field, fieldsOf, pointersOf } from "@/lib/args-fields";
import { toCurl } from "@/lib/curl";
import { editableJson } from "@/lib/json-text";
import { notifyDone } from "@/lib/notify";
import { ApiError, asApiError, type Problems, sortByField } from "@/lib/problem";
import { randomId } from "@/lib/random-id";
import { useCheckJob, useSubmitJob } from "../api/submit-job";
import { emptyRequest, requestOfJob, requestText, type SubmitRequest } from "../api/submit-request";
import { KeyTaken } from "./key-taken";
import { optionPointers, SubmitOptions } from "./submit-options";

interface Props {
  tasks: Task[];
  initialTask?: string;
  source?: Job;
}

const keyField = "Idempotency-Key";

export function SubmitForm({ tasks, initialTask, source }: Props) {
  const navigate = useNavigate();
  const firstTask = source?.task ?? initialTask ?? tasks[0]?.name ?? "";
  const taskNamed = (name: string) => tasks.find((task) => task.name === name);
  const [request, setRequest] = useState<SubmitRequest>(() =>
    source ? requestOfJob(source) : { ...emptyRequest, task: firstTask },
  );
  const [args, setArgs] = useState(() => startDraft(taskNamed(firstTask), source?.argsText));
  const [idempotencyKey, setIdempotencyKey] = useState(randomId);
  const [typedWrong, setTypedWrong] = useState<Problems>({});
  const submit = useSubmitJob();
  const check = useCheckJob();

  const task = taskNamed(request.task);
  const fields = useMemo(() => fieldsOf(task?.argsSchema), [task]);

  const checked = check.error ? asApiError(check.error) : undefined;
  // A check that failed adds nothing: known problems are shown anyway.
  const refused = submit.error ? asApiError(submit.error) : checked?.status === 422 ? checked : undefined;
  const { byField, others } = placeProblems(refused, args.mode === "form" ? pointersOf(fields) : []);
  const problems = { ...byField, ...typedWrong };

  function chooseTask(name: string) {
    setRequest({ ...request, task: name });
    setArgs(startDraft(taskNamed(name)));
    forget();
  }
  function forget() {
    setTypedWrong({});
    submit.reset();
    check.reset();
  }
  function send(event: FormEvent) {
    event.preventDefault();
    const written = draftArgs(args, fields);
    const body = requestText(request, written.text);
    const wrong = { ...written.problems, ...body.problems };
    setTypedWrong(wrong);
    check.reset();
    if (Object.keys(wrong).length > 0) {
      submit.reset();
      const argsText = written.problems["/args"] === undefined ? written.text : undefined;
      check.mutate(requestText(request, argsText).text);
      return;
    }
    submit.mutate(
      { body: body.text, idempotencyKey },
      {
        onSuccess: (job) => {
          notifyDone("The job is submitted.");
          void navigate({ to: "/jobs/$id", params: { id: job.id } });
        },
      },
    );
  }

  const names = tasks.map(({ name }) => name);
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        {refused && (others.length > 0 || Object.keys(byField).length === 0) && (
          <ErrorBox error={new ApiError(refused.status, refused.title, refused.detail, others)} />
        )}
        {others.some(({ pointer }) => pointer === keyField) && (
          <KeyTaken
            onNewKey={() => {
              setIdempotencyKey(randomId());
              forget();
            }}
          />
        )}
        <div className={layout.form}>
          <Stack gap="md">
            <Panel title="Task">
              <NativeSelect
                aria-label="Task"
                value={request.task}
                data={names.includes(request.task) ? names : [request.task, ...names]}
                description={task ? task.description : "This server does not know the task."}
                error={problems["/task"]}
                onChange={(event) => chooseTask(event.currentTarget.value)}
              />
            </Panel>
            <ArgsEditor draft={args} fields={fields} problems={problems} onChange={setArgs} />
            <Panel title="Options">
              <SubmitOptions request={request} problems={problems} onChange={setRequest} />
            </Panel>
          </Stack>
          <div className={layout.aside}>
            <RequestPreview request={request} args={args} fields={fields} idempotencyKey={idempotencyKey} />
            <WriteButton type="submit" size="md" loading={submit.isPending}>
              Submit job
            </WriteButton>
            {Object.keys(problems).length > 0 && (
              <Text role="alert" c="var(--ns-error-text)">
                Some fields need a correction.
              </Text>
            )}
          </div>
        </div>
      </Stack>
    </form>
  );
}

interface PreviewProps {
  request: SubmitRequest;
  args: ArgsDraft;
  fields: Field[];
  idempotencyKey: string;
}

/** Follows the typing as fast as it can, and never delays a key. */
function RequestPreview({ request, args, fields, idempotencyKey }: PreviewProps) {
  const typed = useMemo(() => ({ request, args }), [request, args]);
  const shown = useDeferredValue<typeof typed | undefined>(typed, undefined);
  const curl = useMemo(() => {
    if (shown === undefined) return "";
    const { text } = requestText(shown.request, draftArgs(shown.args, fields).text);
    return toCurl({
      method: "POST",
      path: "/jobs",
      headers: { [keyField]: idempotencyKey },
      body: editableJson(text),
    });
  }, [shown, fields, idempotencyKey]);
  return (
    <Panel title="This is the request">
      <CodeText text={curl} label="The request as curl" wrap />
    </Panel>
  );
}

/** A problem below a known field (`/args/headers/x`) belongs to that field; in the JSON editor all of args is one. */
function placeProblems(refused: ApiError | undefined, argPointers: string[]) {
  const known = [...optionPointers, "/task", ...argPointers].toSorted((a, b) => b.length - a.length);
  return sortByField(refused?.errors ?? [], (pointer) =>
    known.find((field) => pointer === field || pointer.startsWith(`${field}/`)),
  );
}
