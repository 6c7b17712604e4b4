import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { PausedMark } from "@/components/paused-mark";
import { oldestReadyMillis, type Queue } from "@/lib/api/queue";
import { durationText } from "@/lib/time";

const columns = [
  { label: "Queue" },
  { label: "Ready", right: true },
  { label: "Running", right: true, wide: true },
  { label: "Waiting", right: true, wide: true },
  { label: "Dead", right: true },
  { label: "Oldest ready", right: true },
  { label: "In / s", right: true, wide: true },
  { label: "Out / s", right: true, wide: true },
];

export function QueueTable({ queues }: { queues: Queue[] }) {
  if (queues.length === 0) return <EmptyState icon="queues" title="No queues yet" />;
  return (
    <DataTable label="Queues" columns={columns}>
      {queues.map((queue) => (
        <QueueRow key={queue.name} queue={queue} />
      ))}
    </DataTable>
  );
}

function QueueRow({ queue }: { queue: Queue }) {
  const { counts, rates } = queue;
  const oldest = oldestReadyMillis(queue);
  const waiting = (counts.SCHEDULED ?? 0) + (counts.RETRYING ?? 0) + (counts.BLOCKED ?? 0);
  return (
    <tr>
      <td>
        <Link to="/jobs" search={{ queue: queue.name }} className="ns-link">
          <b>{queue.name}</b>
        </Link>{" "}
        {queue.paused && <PausedMark />}
      </td>
      <td data-right>{(counts.READY ?? 0).toLocaleString("en")}</td>
      <td data-right data-wide>
        {(counts.RUNNING ?? 0).toLocaleString("en")}
      </td>
      <td data-right data-wide>
        {waiting.toLocaleString("en")}
      </td>
      <td data-right>{(counts.DEAD ?? 0).toLocaleString("en")}</td>
      <td data-right>{oldest === undefined ? "–" : durationText(oldest)}</td>
      <td data-right data-wide>
        {rates ? rates.submitted.toFixed(1) : "–"}
      </td>
      <td data-right data-wide>
        {rates ? rates.ended.toFixed(1) : "–"}
      </td>
    </tr>
  );
}
