import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { jobQuery } from "@/lib/api/job";
import { submittable, tasksQuery } from "@/lib/api/task";
import { SubmitForm } from "./submit-form";

const route = getRouteApi("/console/submit");

export function SubmitPage() {
  const { task, from } = route.useSearch();
  const tasks = useQuery(tasksQuery);
  // The form takes the job as it was when the page was opened; later changes of the job do not
  // affect the form.
  const source = useQuery({
    ...jobQuery(from ?? ""),
    enabled: from !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });

  const choices = submittable(tasks.data);
  return (
    <>
      <PageHeader
        title={from ? "Submit again with edits" : "Submit a job"}
        about={from && "A new job, filled in from an earlier one. The earlier job does not change."}
      />
      <LoadedContent query={from && !source.data ? { ...source, data: undefined } : tasks} rows={6}>
        {() =>
          choices.length === 0 ? (
            <Panel>
              <EmptyState icon="tasks" title="No tasks are registered">
                A job needs a task to run.
              </EmptyState>
            </Panel>
          ) : (
            <Stack>
              <SubmitForm
                key={`${from ?? ""} ${task ?? ""}`}
                tasks={choices}
                initialTask={task}
                source={from ? source.data : undefined}
              />
            </Stack>
          )
        }
      </LoadedContent>
    </>
  );
}
