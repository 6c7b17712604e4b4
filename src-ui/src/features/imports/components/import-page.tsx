import { Anchor, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { hasEnded } from "@/lib/api/bulk-job";
import { asApiError } from "@/lib/problem";
import { type Import, importQuery } from "../api/import";
import { ImportFacts } from "./import-facts";
import { ImportHead } from "./import-head";
import { ImportProgress } from "./import-progress";
import { PartitionTable } from "./partition-table";
import { RejectsPanel } from "./rejects-panel";

const route = getRouteApi("/console/imports/$id");

export function ImportPage() {
  const { id } = route.useParams();
  const found = useQuery({
    ...importQuery(id),
    // Events contain states only; the counts are fetched.
    refetchInterval: (query) => (query.state.data && hasEnded(query.state.data) ? false : 1_000),
  });

  if (found.error && asApiError(found.error).status === 404) return <NoImport id={id} />;
  return (
    <>
      <Anchor component={Link} to="/imports" fz="sm" className="ns-target">
        ← Imports
      </Anchor>
      <LoadedContent query={found} rows={8}>
        {(job) => <ImportContent job={job} />}
      </LoadedContent>
    </>
  );
}

function ImportContent({ job }: { job: Import }) {
  const { partitions = [] } = job;
  return (
    <Stack gap="md" mt="xs">
      <ImportHead job={job} />
      <Panel title="Progress">
        <ImportProgress job={job} />
      </Panel>
      {job.rejected > 0 && <RejectsPanel job={job} />}
      {partitions.some(({ worker }, _, { length }) => length > 1 || worker) && (
        <Panel title="Partitions" flush>
          <PartitionTable partitions={partitions} />
        </Panel>
      )}
      <Panel title="Details">
        <ImportFacts job={job} />
      </Panel>
    </Stack>
  );
}

function NoImport({ id }: { id: string }) {
  return (
    <>
      <PageHeader title="Import not found" />
      <Panel>
        <EmptyState icon="search" title="There is no such import">
          <span className="ns-mono">{id}</span>
          <br />
          It never existed, or it was removed when its retention ended.{" "}
          <Anchor component={Link} to="/imports" underline="always">
            All imports
          </Anchor>
        </EmptyState>
      </Panel>
    </>
  );
}
