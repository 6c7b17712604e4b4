import { useQuery } from "@tanstack/react-query";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { TimeText } from "@/components/time-text";
import { SlotsBar, WorkerMark } from "@/components/worker-mark";
import { type Worker, workersQuery } from "@/lib/api/worker";
import { usePolling } from "@/lib/live-status";

const columns = [
  { label: "Worker" },
  { label: "State" },
  { label: "Slots" },
  { label: "Heartbeat" },
  { label: "Started", wide: true },
  { label: "Version", wide: true },
  { label: "Tasks", wide: true },
];

export function WorkersPage() {
  const workers = useQuery({ ...workersQuery, refetchInterval: usePolling(10_000) });
  return (
    <>
      <PageHeader
        title="Workers"
        about="Server processes that run jobs. Jobs of a lost worker run again elsewhere."
      />
      <Panel flush>
        <LoadedContent query={workers}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState icon="workers" title="No workers">
                Start a server with the role <code>worker</code>; jobs wait until there is one.
              </EmptyState>
            ) : (
              <DataTable label="Workers" columns={columns}>
                {items.map((worker) => (
                  <WorkerRow key={worker.id} worker={worker} />
                ))}
              </DataTable>
            )
          }
        </LoadedContent>
      </Panel>
    </>
  );
}

function WorkerRow({ worker }: { worker: Worker }) {
  return (
    <tr>
      <td>
        <div className="ns-mono">{worker.id}</div>
        <small style={{ color: "var(--mantine-color-dimmed)" }}>
          {worker.host}
          {worker.pid !== undefined && ` · pid ${worker.pid}`}
        </small>
      </td>
      <td>
        <WorkerMark state={worker.state} />
      </td>
      <td>
        <SlotsBar worker={worker} />
      </td>
      <td>
        <TimeText value={worker.heartbeatAt} short />
      </td>
      <td data-wide>
        <TimeText value={worker.startedAt} />
      </td>
      <td data-wide>{worker.version ?? "–"}</td>
      <td data-wide>{worker.tasks?.length ? worker.tasks.join(", ") : "–"}</td>
    </tr>
  );
}
