import { Anchor, Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { GrafanaLink } from "@/components/grafana-link";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { WriteButton } from "@/components/write-button";
import { type Queue, queuesQuery } from "@/lib/api/queue";
import { usePolling } from "@/lib/live-status";
import { stringifySearch } from "@/lib/search-params";
import { QueueButtons } from "./queue-buttons";
import { QueueForm } from "./queue-form";
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
            {queue && <QueueButtons queue={queue} />}
          </>
        }
      />
      <QueueContent key={name} name={name} queues={queues} queue={queue} />
    </>
  );
}

interface ContentProps {
  name: string;
  queues: { data: Queue[] | undefined; error: unknown; refetch: () => unknown };
  queue: Queue | undefined;
}

function QueueContent({ name, queues, queue }: ContentProps) {
  const { edit } = route.useSearch();
  const navigate = useNavigate();
  const [edited, setEdited] = useState(false);
  const isEditing = edit !== undefined && queues.data !== undefined;

  function switchTo(next: string | undefined) {
    setEdited(next === undefined);
    void navigate({ to: "/queues/$name", params: { name }, search: { edit: next }, replace: true });
  }
  return (
    <Stack gap="md">
      {!(isEditing && !queue) && (
        <Panel flush>
          <LoadedContent query={queues} rows={2}>
            {() =>
              queue ? (
                <QueueTable queues={[queue]} />
              ) : (
                <NoQueue name={name} onDeclare={() => switchTo("settings")} />
              )
            }
          </LoadedContent>
        </Panel>
      )}
      {isEditing && (
        <QueueForm
          queue={queue ?? { name }}
          fresh={!queue}
          onSaved={() => switchTo(undefined)}
          onCancel={() => (queue ? switchTo(undefined) : void navigate({ to: "/queues" }))}
        />
      )}
      {!isEditing && queue && (
        <QueueSettings queue={queue} focused={edited} onEdit={() => switchTo("settings")} />
      )}
    </Stack>
  );
}

function NoQueue({ name, onDeclare }: { name: string; onDeclare: () => void }) {
  return (
    <>
      <EmptyState icon="queues" title={`There is no queue ${name}`}>
        No job has named it yet, or its last job was removed. A queue appears with the first job that names
        it, or when somebody declares it.
      </EmptyState>
      <Stack align="center" pb="lg">
        <WriteButton size="sm" variant="default" needs="operate" onClick={onDeclare}>
          Declare it
        </WriteButton>
      </Stack>
    </>
  );
}
