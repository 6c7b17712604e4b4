import { Anchor, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { EmptyState } from "@/components/empty-state";
import layout from "@/components/layout.module.css";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { Sparkline } from "@/components/sparkline";
import { type FailureGroup, failureQuery } from "@/lib/api/failure";
import { usePolling } from "@/lib/live-status";
import { asApiError } from "@/lib/problem";
import { perHourText } from "../api/per-hour";
import { CommonPanel } from "./common-panel";
import { FailureFacts } from "./failure-facts";
import { FailureHead } from "./failure-head";
import { FailureJobs } from "./failure-jobs";
import classes from "./failures.module.css";
import { QueuesPanel } from "./queues-panel";

const route = getRouteApi("/console/failures/$fingerprint");

export function FailurePage() {
  const { fingerprint } = route.useParams();
  const group = useQuery({ ...failureQuery(fingerprint), refetchInterval: usePolling(30_000) });
  if (group.error && asApiError(group.error).status === 404) return <NoFailure fingerprint={fingerprint} />;
  return (
    <>
      <Anchor component={Link} to="/failures" fz="sm" className="ns-target">
        ← Failures
      </Anchor>
      <LoadedContent query={group} rows={8}>
        {(data) => <FailureContent group={data} />}
      </LoadedContent>
    </>
  );
}

function FailureContent({ group }: { group: FailureGroup }) {
  const { perHour, common, queues } = group;
  return (
    <Stack gap="md" mt="xs">
      <FailureHead group={group} />
      <div className={layout.columns}>
        <Stack gap="md" miw={0}>
          {common && common.items.length > 0 && <CommonPanel common={common} />}
          <Panel title="Failures per hour">
            <Sparkline values={perHour} label={perHourText(perHour)} height={64} />
            <div className={classes.hours}>
              <span>24 hours ago</span>
              <span>{perHourText(perHour)}</span>
              <span>now</span>
            </div>
          </Panel>
          <FailureJobs group={group} />
        </Stack>
        <Stack gap="md" miw={0}>
          <Panel title="Details">
            <FailureFacts group={group} />
          </Panel>
          {queues.length > 0 && <QueuesPanel group={group} />}
        </Stack>
      </div>
    </Stack>
  );
}

function NoFailure({ fingerprint }: { fingerprint: string }) {
  return (
    <>
      <PageHeader title="Failure group not found" />
      <Panel>
        <EmptyState icon="search" title="There is no such failure group">
          <span className="ns-mono">{fingerprint}</span>
          <br />
          Groups without jobs are forgotten seven days after their last failure.{" "}
          <Anchor component={Link} to="/failures" underline="always">
            All failures
          </Anchor>
        </EmptyState>
      </Panel>
    </>
  );
}
