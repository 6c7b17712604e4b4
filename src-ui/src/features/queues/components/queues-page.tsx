import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { PausedMark } from "@/components/paused-mark";
import { TimeText } from "@/components/time-text";
import type { JobState } from "@/lib/api/job";
import { oldestReadyMillis, type Queue, queuesQuery } from "@/lib/api/queue";
import { usePolling } from "@/lib/live-status";
import { durationText } from "@/lib/time";
import { QueueToggle } from "./queue-toggle";

const shown: { state: JobState; label: string; wide?: boolean }[] = [
  { state: "READY", label: "Ready" },
  { state: "RUNNING", label: "Running", wide: true },
  { state: "SCHEDULED", label: "Scheduled", wide: true },
  { state: "RETRYING", label: "Retrying", wide: true },
  { state: "DEAD", label: "Dead" },
  { state: "SUCCEEDED", label: "Succeeded", wide: true },
];

const columns = [
  { label: "Queue" },
  ...shown.map(({ label, wide }) => ({ label, wide, right: true })),
  { label: "Oldest ready", right: true, wide: true },
  { label: "In / s", right: true, wide: true },
  { label: "Out / s", right: true, wide: true },
  { label: "Drains in", right: true, wide: true },
  { label: "Actions", hiddenLabel: true },
];

export function QueuesPage() {
  const queues = useQuery({ ...queuesQuery, refetchInterval: usePolling(5_000) });
  return (
    <>
      <PageHeader title="Queues" about="Pausing holds ready jobs back; running ones go on." />
      <Panel flush>
        <LoadedContent query={queues}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState icon="queues" title="No queues yet">
                A queue comes to exist with the first job that names it.
              </EmptyState>
            ) : (
              <DataTable label="Queues" columns={columns}>
                {items.map((queue) => (
                  <QueueRow key={queue.name} queue={queue} />
                ))}
              </DataTable>
            )
          }
        </LoadedContent>
      </Panel>
    </>
  );
}

function QueueRow({ queue }: { queue: Queue }) {
  const oldest = oldestReadyMillis(queue);
  return (
    <tr>
      <td>
        <Link to="/jobs" search={{ queue: queue.name }} className="ns-link">
          <b>{queue.name}</b>
        </Link>
        {queue.paused && (
          <div style={{ display: "flex", flexWrap: "wrap", gap: 6, alignItems: "center", marginTop: 3 }}>
            <PausedMark />
            <small style={{ color: "var(--mantine-color-dimmed)" }}>
              {queue.pausedBy && `by ${queue.pausedBy} `}
              {queue.pausedAt && <TimeText value={queue.pausedAt} short />}
            </small>
          </div>
        )}
      </td>
      {shown.map(({ state, wide }) => (
        <td key={state} data-right data-wide={wide || undefined}>
          <CountLink queue={queue} state={state} />
        </td>
      ))}
      <td data-right data-wide>
        {oldest === undefined ? "–" : durationText(oldest)}
      </td>
      <td data-right data-wide>
        {queue.rates ? queue.rates.submitted.toFixed(1) : "–"}
      </td>
      <td data-right data-wide>
        {queue.rates ? queue.rates.ended.toFixed(1) : "–"}
      </td>
      <td data-right data-wide>
        {drainText(queue)}
      </td>
      <td data-right>
        <QueueToggle queue={queue} />
      </td>
    </tr>
  );
}

function CountLink({ queue, state }: { queue: Queue; state: JobState }) {
  const count = queue.counts[state] ?? 0;
  if (count === 0) return <span style={{ color: "var(--mantine-color-dimmed)" }}>0</span>;
  return (
    <Link to="/jobs" search={{ queue: queue.name, state: [state] }} className="ns-link">
      {count.toLocaleString("en")}
    </Link>
  );
}

/** At the speed of the last full minute; a queue that grows never drains. */
function drainText(queue: Queue): string {
  const ready = queue.counts.READY ?? 0;
  if (ready === 0) return "–";
  if (queue.paused) return "paused";
  const speed = (queue.rates?.ended ?? 0) - (queue.rates?.submitted ?? 0);
  return speed > 0 ? durationText((ready / speed) * 1_000) : "grows";
}
