import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { queuesQuery } from "@/lib/api/queue";
import { usePolling } from "@/lib/live-status";
import { NewQueue } from "./new-queue";
import { QueueTable } from "./queue-table";

export function QueuesPage() {
  const queues = useQuery({ ...queuesQuery, refetchInterval: usePolling(10_000) });
  return (
    <>
      <PageHeader
        title="Queues"
        about="Pausing a queue holds back its ready jobs. Running jobs continue."
        actions={<NewQueue queues={queues.data ?? []} />}
      />
      <Panel flush>
        <LoadedContent query={queues}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState icon="queues" title="No queues yet">
                A queue appears with the first job that names it, or when somebody declares it.
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
