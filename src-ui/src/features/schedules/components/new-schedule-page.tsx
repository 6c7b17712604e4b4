import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { submittable, tasksQuery } from "@/lib/api/task";
import { ScheduleForm } from "./schedule-form";

export function NewSchedulePage() {
  const tasks = useQuery(tasksQuery);
  return (
    <>
      <PageHeader title="New schedule" about="A rule that submits a job again and again." />
      <LoadedContent query={tasks} rows={6}>
        {(all) => {
          const choices = submittable(all);
          return choices.length === 0 ? (
            <Panel>
              <EmptyState icon="tasks" title="No tasks are registered">
                A schedule needs a task that its jobs run.
              </EmptyState>
            </Panel>
          ) : (
            <ScheduleForm tasks={choices} />
          );
        }}
      </LoadedContent>
    </>
  );
}
