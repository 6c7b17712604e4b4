import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { submittable, tasksQuery } from "@/lib/api/task";
import { importQuery, importTitle } from "../api/import";
import { ImportForm } from "./import-form";

const route = getRouteApi("/console/imports/new");

export function NewImportPage() {
  const { task, from } = route.useSearch();
  const tasks = useQuery(tasksQuery);
  const earlier = useQuery({
    ...importQuery(from ?? ""),
    enabled: from !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const about =
    earlier.data &&
    `With task, queue and columns of ${importTitle(earlier.data)}. A corrected file of rejects can be sent as it is.`;
  return (
    <>
      <PageHeader title={from ? "Send corrected rejects" : "New import"} about={about} />
      <LoadedContent query={from && !earlier.data ? { ...earlier, data: undefined } : tasks} rows={6}>
        {() => {
          const choices = submittable(tasks.data);
          return choices.length === 0 ? (
            <Panel>
              <EmptyState icon="tasks" title="No tasks are registered">
                Rows need a task that their jobs run.
              </EmptyState>
            </Panel>
          ) : (
            <ImportForm
              key={`${from ?? ""} ${task ?? ""}`}
              tasks={choices}
              initialTask={task}
              earlier={from ? earlier.data : undefined}
            />
          );
        }}
      </LoadedContent>
    </>
  );
}
