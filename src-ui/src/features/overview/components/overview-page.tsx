import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CodeText } from "@/components/code-text";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { failuresQuery } from "@/lib/api/failure";
import { queuesQuery, totalCounts } from "@/lib/api/queue";
import { statusQuery } from "@/lib/api/status";
import { workersQuery } from "@/lib/api/worker";
import { toCurl } from "@/lib/curl";
import { usePolling } from "@/lib/live-status";
import { useNow } from "@/lib/now";
import { findProblems } from "../api/problems";
import { IncidentButton } from "./incident-button";
import { ObjectivesPanel } from "./objectives-panel";
import classes from "./overview.module.css";
import { ProblemList } from "./problem-list";
import { QueueTable } from "./queue-table";
import { StateTiles } from "./state-tiles";
import { ThroughputPanel } from "./throughput-panel";
import { WorkerList } from "./worker-list";

export function OverviewPage() {
  const polling = usePolling(10_000);
  const queues = useQuery({ ...queuesQuery, refetchInterval: polling });
  const workers = useQuery({ ...workersQuery, refetchInterval: polling });
  const status = useQuery(statusQuery);
  const failures = useQuery({
    ...failuresQuery("sort=count&pageSize=100"),
    refetchInterval: usePolling(30_000),
  });
  const now = useNow();
  const problems = findProblems({
    queues: queues.data,
    workers: workers.data,
    status: status.data,
    failures: failures.data?.items,
    now,
  });
  const muted = failures.data?.items.filter((group) => group.muted && group.count > 0).length ?? 0;
  // Data that could not be refreshed says nothing about the current state.
  const all = [queues, workers, status, failures];
  const judged = all.every(({ data, error }) => data !== undefined && !error);
  const unread = all.some(({ error }) => error !== null);

  return (
    <>
      <PageHeader title="Overview" actions={<IncidentButton />} />
      <Stack gap="md">
        <ProblemList problems={problems} muted={muted} judged={judged} unread={unread} />
        <LoadedContent query={queues} rows={2}>
          {(items) => (items.length === 0 ? <FirstUse /> : <StateTiles counts={totalCounts(items)} />)}
        </LoadedContent>
        <ThroughputPanel />
        <div className={classes.columns}>
          <Panel title="Queues" flush>
            <LoadedContent query={queues}>{(items) => <QueueTable queues={items} />}</LoadedContent>
          </Panel>
          <Stack gap="md" miw={0}>
            <ObjectivesPanel />
            <Panel title="Workers">
              <LoadedContent query={workers}>{(items) => <WorkerList workers={items} />}</LoadedContent>
            </Panel>
          </Stack>
        </div>
      </Stack>
    </>
  );
}

function FirstUse() {
  const curl = toCurl({
    method: "POST",
    path: "/jobs",
    headers: { "Idempotency-Key": "first-job" },
    body: '{"task": "http.request", "args": {"url": "https://example.com"}}',
  });
  return (
    <Panel>
      <EmptyState icon="jobs" title="Submit your first job">
        <CodeText text={curl} label="Command that submits a job" wrap />
      </EmptyState>
    </Panel>
  );
}
