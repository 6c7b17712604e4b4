import { Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import { FailureMention, fingerprintIn } from "@/components/failure-mention";
import { FilterBox } from "@/components/filter-box";
import { RefusedBox } from "@/components/form-problems";
import layout from "@/components/layout.module.css";
import { LoadedContent, Panel } from "@/components/panel";
import { RequestPreview } from "@/components/request-preview";
import { WriteButton } from "@/components/write-button";
import { type OperationAction, operationActions } from "@/lib/api/operation";
import { useRoleBlock } from "@/lib/api/session";
import { countText } from "@/lib/count";
import { toCurl } from "@/lib/curl";
import { asApiError, type Problems, sortUnder } from "@/lib/problem";
import { randomId } from "@/lib/random-id";
import {
  draftPointers,
  emptyDraft,
  type OperationDraft,
  previewOf,
  requestOf,
  type Wanted,
} from "../api/operation-draft";
import { previewQuery, useBeginOperation } from "../api/operation-queries";
import { aboutOf, buttonText, verbOf } from "../api/operation-words";
import { PaceFields, TargetFields } from "./operation-fields";
import { NoPreview, PreviewContent } from "./operation-preview";
import { RecountButton } from "./recount-button";

const keyField = "Idempotency-Key";

interface Props {
  wanted: Wanted;
  /** The address follows what is chosen. */
  onWanted: (wanted: Wanted) => void;
}

/** What, to which jobs, how fast: then the preview, and a button that says what it does to how many. */
export function OperationForm({ wanted, onWanted }: Props) {
  const navigate = useNavigate();
  const { action, filter } = wanted;
  const [draft, setDraft] = useState(emptyDraft);
  const [typedWrong, setTypedWrong] = useState<Problems>({});
  const [idempotencyKey, setIdempotencyKey] = useState(randomId);
  const [retyped, setRetyped] = useState("");
  const begin = useBeginOperation();
  const fingerprint = fingerprintIn(filter);
  const forbidden = useRoleBlock("operate");

  const start = forbidden === undefined ? previewOf(wanted, draft) : undefined;
  const preview = useQuery(previewQuery(start));
  const failed = preview.error ? asApiError(preview.error) : undefined;
  const refused = begin.error ? asApiError(begin.error) : undefined;
  const placed = sortUnder(refused?.errors ?? failed?.errors ?? [], draftPointers);
  const problems = { ...placed.byField, ...typedWrong };
  const wrong = problems["/filter"];
  const counted = preview.isFetching || failed ? undefined : preview.data;

  const typed = useMemo(() => ({ wanted, draft, idempotencyKey }), [wanted, draft, idempotencyKey]);

  function change(part: Partial<OperationDraft>) {
    setDraft({ ...draft, ...part });
    forget();
  }
  function choose(part: Partial<Wanted>) {
    forget();
    onWanted({ ...wanted, ...part });
  }
  function forget() {
    setTypedWrong({});
    setRetyped("");
    begin.reset();
    // Another request is not the same one again.
    setIdempotencyKey(randomId());
  }
  function send(event: FormEvent) {
    event.preventDefault();
    const { body, problems: wrong } = requestOf(wanted, draft);
    setTypedWrong(wrong);
    if (body === undefined || !counted || missing || uncounted) return;
    begin.mutate(
      { body: JSON.stringify(body), idempotencyKey },
      { onSuccess: ({ id }) => void navigate({ to: "/operations/$id", params: { id } }) },
    );
  }

  const target = { action, queue: draft.queue.trim(), priority: Number(draft.priority) };
  const number = counted && `${counted.complete ? "" : "at least "}${countText(counted.applies, "job")}`;
  // A number that may be too small confirms nothing.
  const uncounted = action === "delete" && counted?.complete === false;
  const mustRetype = action === "delete" && counted !== undefined && counted.applies > 0 && !uncounted;
  const missing = mustRetype && retyped.replaceAll(/[,\s]/g, "") !== String(counted.applies);
  const blocked = uncounted
    ? "There are too many jobs to count before they are deleted: narrow the filter, or count again."
    : whyNot(counted?.applies, counted?.complete, start !== undefined, preview.isFetching, missing);
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        <RefusedBox refused={refused} placed={placed} />
        <div className={layout.form}>
          <Stack gap="md" miw={0}>
            <Panel title="What to do">
              <Stack gap="md">
                <NativeSelect
                  label="Action"
                  description={aboutOf(action)}
                  value={action}
                  error={problems["/action"]}
                  data={operationActions.map((value) => ({ value, label: verbOf(value) }))}
                  onChange={(event) => choose({ action: event.currentTarget.value as OperationAction })}
                />
                <TargetFields action={action} draft={draft} problems={problems} onChange={change} />
                <FilterBox
                  label="Filter"
                  description="Which jobs it is for, as in the list of jobs: state:dead queue:mail created>-2h"
                  required
                  value={filter}
                  problem={wrong === undefined ? undefined : { detail: wrong, given: 0 }}
                  onCommit={(text) => choose({ filter: text })}
                />
                {filter !== "" && (
                  <Group gap="md">
                    <Link to="/jobs" search={{ filter }} className="ns-link ns-target">
                      Show these jobs
                    </Link>
                    {fingerprint && <FailureMention fingerprint={fingerprint} />}
                  </Group>
                )}
              </Stack>
            </Panel>
            <Panel
              title="Preview"
              flush
              actions={
                start && <RecountButton busy={preview.isFetching} onClick={() => void preview.refetch()} />
              }
            >
              {forbidden !== undefined && <NoPreview title="No preview">{forbidden}</NoPreview>}
              {forbidden === undefined && start === undefined && (
                <NoPreview title="Which jobs?">
                  {filter === ""
                    ? "Write a filter: an operation never means all jobs by accident."
                    : "Name the queue to move them to."}
                </NoPreview>
              )}
              {start && (
                <LoadedContent query={preview}>{(data) => <PreviewContent preview={data} />}</LoadedContent>
              )}
            </Panel>
            <Panel title="Pace">
              <PaceFields action={action} draft={draft} problems={problems} onChange={change} />
            </Panel>
          </Stack>
          <div className={layout.aside}>
            {mustRetype && (
              <TextInput
                label={`Type ${counted.applies} to confirm`}
                description="Deleted jobs cannot be brought back."
                autoComplete="off"
                value={retyped}
                onChange={(event) => setRetyped(event.currentTarget.value)}
              />
            )}
            <WriteButton
              type="submit"
              size="md"
              needs="operate"
              color={action === "delete" ? "red" : undefined}
              blocked={blocked}
              loading={begin.isPending}
            >
              {buttonText(target, number ?? "jobs")}
            </WriteButton>
            <RequestPreview typed={typed} curlOf={curlOf} />
          </div>
        </div>
      </Stack>
    </form>
  );
}

function whyNot(
  applies: number | undefined,
  complete: boolean | undefined,
  asked: boolean,
  counting: boolean,
  missing: boolean,
): string | undefined {
  if (!asked) return "First say which jobs are meant.";
  if (counting) return "Wait for the preview.";
  if (applies === undefined) return "There is no preview: see what is wrong.";
  if (applies === 0 && complete) return "There is no job to change.";
  return missing ? "Type the number of jobs first." : undefined;
}

interface Typed {
  wanted: Wanted;
  draft: OperationDraft;
  idempotencyKey: string;
}

function curlOf({ wanted, draft, idempotencyKey }: Typed): string {
  const { body = previewOf(wanted, draft) ?? { action: wanted.action } } = requestOf(wanted, draft);
  return toCurl({
    method: "POST",
    path: "/operations",
    headers: { [keyField]: idempotencyKey },
    body: JSON.stringify(body),
  });
}
