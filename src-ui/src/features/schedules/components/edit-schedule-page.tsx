import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { PageHeader } from "@/components/page-header";
import { LoadedContent } from "@/components/panel";
import { submittable, tasksQuery } from "@/lib/api/task";
import { asApiError } from "@/lib/problem";
import { scheduleQuery } from "../api/schedule";
import { NoSchedule } from "./no-schedule";
import { ScheduleForm } from "./schedule-form";

const route = getRouteApi("/console/schedules/$name/edit");

export function EditSchedulePage() {
  const { name } = route.useParams();
  const tasks = useQuery(tasksQuery);
  // The form takes the schedule as it was when the page was opened; later changes of it do not
  // affect the form.
  const schedule = useQuery({ ...scheduleQuery(name), staleTime: Number.POSITIVE_INFINITY });

  if (schedule.error && asApiError(schedule.error).status === 404) return <NoSchedule name={name} />;
  const fromCode = schedule.data?.origin === "CODE";
  return (
    <>
      <Anchor component={Link} to={`/schedules/${encodeURIComponent(name)}`} fz="sm" className="ns-target">
        ← Schedule {name}
      </Anchor>
      <PageHeader
        title={fromCode ? `Override schedule ${name}` : `Edit schedule ${name}`}
        about={
          fromCode &&
          "The code of a task defines this schedule. What you save applies instead, until the override is removed."
        }
      />
      <LoadedContent query={schedule.data ? tasks : { ...schedule, data: undefined }} rows={6}>
        {(all) =>
          schedule.data && <ScheduleForm key={name} tasks={submittable(all)} source={schedule.data} />
        }
      </LoadedContent>
    </>
  );
}
