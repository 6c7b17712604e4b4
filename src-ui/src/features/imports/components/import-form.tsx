import { Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useBlocker, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { CodeText } from "@/components/code-text";
import { CorrectionNote, RefusedBox } from "@/components/form-problems";
import layout from "@/components/layout.module.css";
import { Panel } from "@/components/panel";
import { TaskChoice } from "@/components/task-choice";
import { WriteButton } from "@/components/write-button";
import type { Task } from "@/lib/api/task";
import { toCurl } from "@/lib/curl";
import { notifyDone } from "@/lib/notify";
import { asApiError } from "@/lib/problem";
import { columnsParam, earlierChoices, initialMapping, mappingProblems } from "../api/column-mapping";
import {
  type ColumnTargets,
  type ColumnTypes,
  type Import,
  type ImportFormat,
  importQuery,
} from "../api/import";
import { type ImportRequest, importPath, placeProblems } from "../api/import-request";
import { dryRunFromText } from "../api/rows";
import { contentTypes, readSource, type SourceFile } from "../api/source-file";
import { useUpload } from "../api/use-upload";
import { CheckResult } from "./check-result";
import { ColumnTable } from "./column-table";
import { FileDrop } from "./file-drop";
import { ImportOptions } from "./import-options";
import { UploadProgress } from "./upload-progress";

interface Props {
  tasks: Task[];
  initialTask?: string;
  /** The import whose choices are copied. */
  earlier?: Import;
}

export function ImportForm({ tasks, initialTask, earlier }: Props) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [request, setRequest] = useState<ImportRequest>({
    task: earlier?.task ?? initialTask ?? tasks[0]?.name ?? "",
    queue: earlier?.queue ?? "",
    priority: "",
    maxAttempts: "",
    tags: [],
  });
  const [source, setSource] = useState<SourceFile>();
  const [mapping, setMapping] = useState<ColumnTargets>({});
  const [types, setTypes] = useState<ColumnTypes>({});
  const check = useUpload(dryRunFromText);
  const send = useUpload((text) => JSON.parse(text) as Import);

  const schemaOf = (name: string) => tasks.find((task) => task.name === name)?.argsSchema;
  const task = tasks.find(({ name }) => name === request.task);
  const upload = check.isPending ? check : send.isPending ? send : undefined;
  const refusal = send.error ?? check.error;
  const refused = refusal ? asApiError(refusal) : undefined;
  const placed = placeProblems(refused);
  const { byField } = placed;
  const columns = columnsParam(mapping, types);

  useBlocker({
    disabled: upload === undefined,
    enableBeforeUnload: true,
    shouldBlockFn: () => !window.confirm("The file is still being sent. Leave and cancel the upload?"),
  });

  /** Results for earlier contents of the form do not apply to these. */
  function forget() {
    check.cancel();
    send.cancel();
    check.reset();
    send.reset();
  }
  function map(to: Pick<SourceFile, "header">, name: string) {
    const preset = earlierChoices(name === earlier?.task ? earlier.columns : undefined);
    setMapping(initialMapping(to.header, schemaOf(name), preset.targets));
    setTypes(preset.types);
  }
  async function chooseFile(file: File, format?: ImportFormat) {
    forget();
    const read = await readSource(file, format);
    setSource(read);
    map(read, request.task);
  }
  function chooseTask(name: string) {
    forget();
    setRequest({ ...request, task: name });
    if (source) map(source, name);
  }
  function sendFile(dryRun: boolean) {
    if (!source) return;
    const path = importPath(request, source, columns, dryRun);
    forget();
    if (dryRun) return check.mutate({ path, source });
    send.mutate(
      { path, source },
      {
        onSuccess: (created) => {
          queryClient.setQueryData(importQuery(created.id).queryKey, created);
          void queryClient.invalidateQueries({ queryKey: ["imports", "list"] });
          notifyDone("The file has arrived; its rows become jobs now.");
          void navigate({ to: "/imports/$id", params: { id: created.id }, ignoreBlocker: true });
        },
      },
    );
  }

  const wrongColumns = source?.format === "csv" && Object.keys(mappingProblems(mapping)).length > 0;
  const blocked =
    source === undefined
      ? "Choose a file first."
      : (source.trouble ?? (wrongColumns ? "Some columns need a correction." : undefined));
  return (
    <div className={layout.form}>
      <Stack gap="md" miw={0}>
        <RefusedBox refused={refused} placed={placed} />
        <Panel title="File">
          <FileDrop
            source={source}
            problem={byField.file}
            onFile={(...chosen) => void chooseFile(...chosen)}
          />
        </Panel>
        <TaskChoice tasks={tasks} value={request.task} error={byField.task} onChange={chooseTask} />
        {source && source.format === "csv" && !source.trouble && (
          <Panel title="Columns" flush>
            <ColumnTable
              source={source}
              schema={task?.argsSchema}
              mapping={mapping}
              types={types}
              problem={byField.columns}
              onChange={(next, nextTypes) => {
                forget();
                setMapping(next);
                setTypes(nextTypes);
              }}
            />
          </Panel>
        )}
        <Panel title="Options">
          <ImportOptions
            request={request}
            problems={byField}
            onChange={(next) => {
              forget();
              setRequest(next);
            }}
          />
        </Panel>
        {check.data && <CheckResult result={check.data} />}
      </Stack>
      <div className={layout.aside}>
        {source && (
          <Panel title="This is the request">
            <CodeText text={curlText(request, source, columns)} label="The request as curl" wrap />
          </Panel>
        )}
        {upload?.progress && source ? (
          <UploadProgress progress={upload.progress} size={source.file.size} onCancel={upload.cancel} />
        ) : (
          <>
            <WriteButton
              size="md"
              variant="default"
              needs="submit"
              blocked={blocked}
              onClick={() => sendFile(true)}
            >
              Check
            </WriteButton>
            <WriteButton size="md" needs="submit" blocked={blocked} onClick={() => sendFile(false)}>
              Import
            </WriteButton>
            <Text c="dimmed" fz="sm">
              Check reads the file and stores nothing. Import makes a job of each valid row; the others are
              kept as rejects.
            </Text>
          </>
        )}
        <CorrectionNote problems={byField} />
      </div>
    </div>
  );
}

function curlText(request: ImportRequest, source: SourceFile, columns: string | undefined): string {
  return toCurl({
    method: "POST",
    path: importPath(request, source, columns),
    headers: { "Content-Type": contentTypes[source.format] },
    file: source.file.name,
  });
}
