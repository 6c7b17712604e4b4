import { Stack } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import { ArgsEditor } from "@/components/args-editor";
import { CorrectionNote, RefusedBox } from "@/components/form-problems";
import layout from "@/components/layout.module.css";
import { Panel } from "@/components/panel";
import { RequestPreview } from "@/components/request-preview";
import { TaskChoice } from "@/components/task-choice";
import { WriteButton } from "@/components/write-button";
import type { Job } from "@/lib/api/job";
import type { Task } from "@/lib/api/task";
import { type ArgsDraft, draftArgs, startDraft } from "@/lib/args-draft";
import { type Field, fieldsOf, pointersOf } from "@/lib/args-fields";
import { toCurl } from "@/lib/curl";
import { editableJson } from "@/lib/json-text";
import { notifyDone } from "@/lib/notify";
import { asApiError, type Problems, sortUnder } from "@/lib/problem";
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

  const typed = useMemo(
    () => ({ request, args, fields, idempotencyKey }),
    [request, args, fields, idempotencyKey],
  );

  const checked = check.error ? asApiError(check.error) : undefined;
  // A check that failed adds nothing: known problems are shown anyway.
  const refused = submit.error ? asApiError(submit.error) : checked?.status === 422 ? checked : undefined;
  // In the JSON editor all of args is one field.
  const placed = sortUnder(refused?.errors ?? [], [
    ...optionPointers,
    "/task",
    ...(args.mode === "form" ? pointersOf(fields) : []),
  ]);
  const problems = { ...placed.byField, ...typedWrong };

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

  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        <RefusedBox refused={refused} placed={placed} />
        {placed.others.some(({ pointer }) => pointer === keyField) && (
          <KeyTaken
            onNewKey={() => {
              setIdempotencyKey(randomId());
              forget();
            }}
          />
        )}
        <div className={layout.form}>
          <Stack gap="md">
            <TaskChoice tasks={tasks} value={request.task} error={problems["/task"]} onChange={chooseTask} />
            <ArgsEditor draft={args} fields={fields} problems={problems} onChange={setArgs} />
            <Panel title="Options">
              <SubmitOptions request={request} problems={problems} onChange={setRequest} />
            </Panel>
          </Stack>
          <div className={layout.aside}>
            <RequestPreview typed={typed} curlOf={curlOf} />
            <WriteButton type="submit" size="md" loading={submit.isPending}>
              Submit job
            </WriteButton>
            <CorrectionNote problems={problems} />
          </div>
        </div>
      </Stack>
    </form>
  );
}

interface Typed {
  request: SubmitRequest;
  args: ArgsDraft;
  fields: Field[];
  idempotencyKey: string;
}

function curlOf({ request, args, fields, idempotencyKey }: Typed): string {
  const { text } = requestText(request, draftArgs(args, fields).text);
  return toCurl({
    method: "POST",
    path: "/jobs",
    headers: { [keyField]: idempotencyKey },
    body: editableJson(text),
  });
}
