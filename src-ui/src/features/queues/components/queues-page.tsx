import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { queuesQuery } from "@/lib/api/queue";
import { usePolling } from "@/lib/live-status";
import { QueueTable } from "./queue-table";

export function QueuesPage() {
  const queues = useQuery({ ...queuesQuery, refetchInterval: usePolling(10_000) });
  return (
    <>
      <PageHeader title="Queues" about="Pausing a queue holds back its ready jobs. Running jobs continue." />
      <Panel flush>
        <LoadedContent query={queues}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState icon="queues" title="No queues yet">
                A queue appears with the first job that names it.
              </EmptyState>
            ) : (
              <QueueTable queues={items} dashboards />
            )
          }
        </LoadedContent>
      </Panel>
    </>
  );
}
