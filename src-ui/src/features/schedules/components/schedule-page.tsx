import { Anchor, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { JsonText } from "@/components/code-text";
import layout from "@/components/layout.module.css";
import { LoadedContent, Panel } from "@/components/panel";
import { usePolling } from "@/lib/live-status";
import { asApiError } from "@/lib/problem";
import { nextRunsQuery, pastRunsQuery, type ScheduleWithArgs, scheduleQuery } from "../api/schedule";
import { NextRunsTable } from "./next-runs-table";
import { NoSchedule } from "./no-schedule";
import { PastRunsTable } from "./past-runs-table";
import { ScheduleFacts } from "./schedule-facts";
import { ScheduleHead } from "./schedule-head";

const route = getRouteApi("/console/schedules/$name");

export function SchedulePage() {
  const { name } = route.useParams();
  const refetchInterval = usePolling(30_000);
  const schedule = useQuery({ ...scheduleQuery(name), refetchInterval });

  if (schedule.error && asApiError(schedule.error).status === 404) return <NoSchedule name={name} />;
  return (
    <>
      <Anchor component={Link} to="/schedules" fz="sm" className="ns-target">
        ← Schedules
      </Anchor>
      <LoadedContent query={schedule} rows={8}>
        {(data) => <ScheduleContent schedule={data} />}
      </LoadedContent>
    </>
  );
}

function ScheduleContent({ schedule }: { schedule: ScheduleWithArgs }) {
  const { name, timeZone, argsText } = schedule;
  const refetchInterval = usePolling(30_000);
  const next = useQuery({ ...nextRunsQuery(name), refetchInterval });
  const last = useQuery({ ...pastRunsQuery(name), refetchInterval });
  return (
    <Stack gap="md" mt="xs">
      <ScheduleHead schedule={schedule} />
      <div className={layout.columns}>
        <Stack gap="md" miw={0}>
          <Panel title="Next runs" flush>
            <LoadedContent query={next}>
              {(runs) => <NextRunsTable runs={runs} timeZone={timeZone} />}
            </LoadedContent>
          </Panel>
          <Panel title="History" flush>
            <LoadedContent query={last}>{(runs) => <PastRunsTable runs={runs} />}</LoadedContent>
          </Panel>
        </Stack>
        <Stack gap="md" miw={0}>
          <Panel title="Args">
            <JsonText text={argsText} label="Args" />
          </Panel>
          <Panel title="Details">
            <ScheduleFacts schedule={schedule} />
          </Panel>
        </Stack>
      </div>
    </Stack>
  );
}
