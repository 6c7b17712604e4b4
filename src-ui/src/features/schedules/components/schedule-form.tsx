import { Stack, Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import { ArgsEditor } from "@/components/args-editor";
import { CorrectionNote, RefusedBox } from "@/components/form-problems";
import layout from "@/components/layout.module.css";
import { Panel } from "@/components/panel";
import { RequestPreview } from "@/components/request-preview";
import { TaskChoice } from "@/components/task-choice";
import { WriteButton } from "@/components/write-button";
import type { Task } from "@/lib/api/task";
import { type ArgsDraft, draftArgs, startDraft } from "@/lib/args-draft";
import { type Field, fieldsOf, pointersOf } from "@/lib/args-fields";
import { toCurl } from "@/lib/curl";
import { editableJson } from "@/lib/json-text";
import { nameProblem } from "@/lib/name";
import { notifyDone } from "@/lib/notify";
import { asApiError, type Problems, sortUnder } from "@/lib/problem";
import { useCheckSchedule } from "../api/preview";
import { type ScheduleWithArgs, schedulePath } from "../api/schedule";
import { useSaveSchedule } from "../api/schedule-actions";
import {
  emptyRequest,
  fieldPointers,
  requestOfSchedule,
  requestText,
  type ScheduleRequest,
} from "../api/schedule-request";
import { usePreview } from "../api/use-preview";
import { PreviewPanel } from "./preview-panel";
import { RunOptions } from "./run-options";
import { TimingFields } from "./timing-fields";

interface Props {
  tasks: Task[];
  /** The schedule to change; without it, a new one is made. */
  source?: ScheduleWithArgs;
}

export function ScheduleForm({ tasks, source }: Props) {
  const navigate = useNavigate();
  const taskNamed = (name: string) => tasks.find((task) => task.name === name);
  const [request, setRequest] = useState<ScheduleRequest>(() =>
    source ? requestOfSchedule(source) : { ...emptyRequest, task: tasks[0]?.name ?? "" },
  );
  const [args, setArgs] = useState(() => startDraft(taskNamed(request.task), source?.argsText));
  const [typedWrong, setTypedWrong] = useState<Problems>({});
  const save = useSaveSchedule();
  const check = useCheckSchedule();

  const task = taskNamed(request.task);
  const fields = useMemo(() => fieldsOf(task?.argsSchema), [task]);
  const typed = useMemo(() => ({ request, args, fields }), [request, args, fields]);
  const preview = usePreview(request, args, fields);

  const checked = check.error ? asApiError(check.error) : undefined;
  // A check that failed adds nothing: known problems are shown anyway.
  const refused = save.error ? asApiError(save.error) : checked?.status === 422 ? checked : undefined;
  // In the JSON editor all of args is one field.
  const placed = sortUnder(refused?.errors ?? [], [
    ...fieldPointers,
    ...(args.mode === "form" ? pointersOf(fields) : []),
  ]);
  const problems = { ...placed.byField, ...preview.timingProblems, ...typedWrong };

  function change(next: ScheduleRequest) {
    setRequest(next);
    // Problems of other contents would stay beside a field that is right by now.
    forget();
  }
  function forget() {
    setTypedWrong({});
    save.reset();
    check.reset();
  }
  function chooseTask(name: string) {
    change({ ...request, task: name });
    setArgs(startDraft(taskNamed(name)));
  }
  function send(event: FormEvent) {
    event.preventDefault();
    const written = draftArgs(args, fields);
    const body = requestText(request, written.text);
    const wrongName = nameProblem(request.name);
    const wrong = { ...written.problems, ...body.problems, ...(wrongName ? { name: wrongName } : {}) };
    setTypedWrong(wrong);
    check.reset();
    if (Object.keys(wrong).length > 0) {
      save.reset();
      const argsText = written.problems["/args"] === undefined ? written.text : undefined;
      check.mutate({ name: request.name, body: requestText(request, argsText).text });
      return;
    }
    save.mutate(
      { name: request.name, body: body.text, fresh: source === undefined },
      {
        onSuccess: ({ name }) => {
          notifyDone(source ? `Schedule ${name} is changed.` : `Schedule ${name} is created.`);
          void navigate({ to: "/schedules/$name", params: { name } });
        },
      },
    );
  }

  const kept = Object.keys(request.kept);
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        <RefusedBox refused={refused} placed={placed} />
        <div className={layout.form}>
          <Stack gap="md" miw={0}>
            <Panel title="When it runs">
              <Stack gap="md">
                {!source && (
                  <TextInput
                    label="Name"
                    placeholder="nightly-report"
                    required
                    maw={420}
                    value={request.name}
                    error={problems.name}
                    onChange={(event) => change({ ...request, name: event.currentTarget.value })}
                  />
                )}
                <TimingFields request={request} problems={problems} onChange={change} />
              </Stack>
            </Panel>
            <TaskChoice tasks={tasks} value={request.task} error={problems["/task"]} onChange={chooseTask} />
            <ArgsEditor draft={args} fields={fields} problems={problems} onChange={setArgs} />
            <Panel title="Options">
              <RunOptions request={request} problems={problems} onChange={change} />
              {kept.length > 0 && (
                <Text c="dimmed" fz="sm" mt="md">
                  The API has more settings. Those of this schedule stay as they are: {kept.join(", ")}.
                </Text>
              )}
            </Panel>
          </Stack>
          <div className={layout.aside}>
            <PreviewPanel preview={preview} timeZone={request.timeZone.trim() || "UTC"} />
            <RequestPreview typed={typed} curlOf={curlOf} />
            <WriteButton type="submit" size="md" needs="operate" loading={save.isPending}>
              {source ? "Save schedule" : "Create schedule"}
            </WriteButton>
            <CorrectionNote problems={problems} />
          </div>
        </div>
      </Stack>
    </form>
  );
}

interface Typed {
  request: ScheduleRequest;
  args: ArgsDraft;
  fields: Field[];
}

function curlOf({ request, args, fields }: Typed): string {
  const { text } = requestText(request, draftArgs(args, fields).text);
  return toCurl({ method: "PUT", path: schedulePath(request.name || "name"), body: editableJson(text) });
}
