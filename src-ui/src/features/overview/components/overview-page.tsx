import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CodeText } from "@/components/code-text";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { queuesQuery, totalCounts } from "@/lib/api/queue";
import { statusQuery } from "@/lib/api/status";
import { workersQuery } from "@/lib/api/worker";
import { toCurl } from "@/lib/curl";
import { usePolling } from "@/lib/live-status";
import { findProblems } from "../api/problems";
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
  const problems = findProblems({ queues: queues.data, workers: workers.data, status: status.data });
  // Data that could not be refreshed says nothing about the current state.
  const judged = [queues, workers, status].every(({ data, error }) => data !== undefined && !error);

  return (
    <>
      <PageHeader title="Overview" />
      <Stack gap="md">
        <ProblemList problems={problems} judged={judged} />
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
