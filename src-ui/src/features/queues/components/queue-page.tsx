import { Anchor, Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { EmptyState } from "@/components/empty-state";
import { GrafanaLink } from "@/components/grafana-link";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { queuesQuery } from "@/lib/api/queue";
import { usePolling } from "@/lib/live-status";
import { stringifySearch } from "@/lib/search-params";
import { QueueSettings } from "./queue-settings";
import { QueueTable } from "./queue-table";

const route = getRouteApi("/console/queues/$name");

export function QueuePage() {
  const { name } = route.useParams();
  const queues = useQuery({ ...queuesQuery, refetchInterval: usePolling(10_000) });
  const queue = queues.data?.find((known) => known.name === name);
  return (
    <>
      <Anchor component={Link} to="/queues" fz="sm" className="ns-target">
        ← Queues
      </Anchor>
      <PageHeader
        title={`Queue ${name}`}
        actions={
          <>
            <GrafanaLink dashboard="queue" view={{ queue: name }} />
            <Button
              component={Link}
              to={`/jobs${stringifySearch({ queue: name })}`}
              variant="default"
              size="xs"
            >
              Jobs
            </Button>
          </>
        }
      />
      <Stack gap="md">
        <Panel flush>
          <LoadedContent query={queues} rows={2}>
            {(items) => {
              const found = items.filter((queue) => queue.name === name);
              return found.length > 0 ? (
                <QueueTable queues={found} />
              ) : (
                <EmptyState icon="queues" title={`There is no queue ${name}`}>
                  No job has named it yet, or its last job was removed. A queue appears with the first job
                  that names it.
                </EmptyState>
              );
            }}
          </LoadedContent>
        </Panel>
        {queue && <QueueSettings queue={queue} />}
      </Stack>
    </>
  );
}
