import { Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import { GrafanaLink } from "@/components/grafana-link";
import { PausedMark } from "@/components/paused-mark";
import { TimeText } from "@/components/time-text";
import type { JobState } from "@/lib/api/job";
import { oldestReadyMillis, type Queue } from "@/lib/api/queue";
import { limitsText } from "@/lib/limits";
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

interface Props {
  queues: Queue[];
  /** Rows lead to their dashboards. */
  dashboards?: boolean;
}

export function QueueTable({ queues, dashboards = false }: Props) {
  return (
    <DataTable label="Queues" columns={columns}>
      {queues.map((queue) => (
        <QueueRow key={queue.name} queue={queue} dashboards={dashboards} />
      ))}
    </DataTable>
  );
}

function QueueRow({ queue, dashboards }: { queue: Queue; dashboards: boolean }) {
  const limits = limitsText(queue);
  const oldest = oldestReadyMillis(queue);
  return (
    <tr>
      <td>
        <Link to="/queues/$name" params={{ name: queue.name }} className="ns-link">
          <b>{queue.name}</b>
        </Link>
        {limits && <div style={{ fontSize: 12, color: "var(--mantine-color-dimmed)" }}>{limits}</div>}
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
        <Group gap={6} wrap="nowrap" justify="flex-end">
          {dashboards && (
            <GrafanaLink dashboard="queue" view={{ queue: queue.name }} of={`queue ${queue.name}`} small />
          )}
          <QueueToggle queue={queue} />
        </Group>
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
