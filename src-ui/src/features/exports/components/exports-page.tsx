import { Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CodeText } from "@/components/code-text";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { PagedPanel } from "@/components/paged-panel";
import { hasEnded } from "@/lib/api/bulk-job";
import { toCurl } from "@/lib/curl";
import { usePolling } from "@/lib/live-status";
import { exportsPageQuery } from "../api/export-queries";
import { ExportsTable } from "./exports-table";

const route = getRouteApi("/console/exports");

export function ExportsPage() {
  const { page } = route.useSearch();
  const polling = usePolling(10_000);
  const exports = useQuery({
    ...exportsPageQuery(page),
    refetchInterval: (query) => (query.state.data?.items.every(hasEnded) === false ? 2_000 : polling),
  });
  return (
    <>
      <PageHeader title="Exports" about="Files of jobs: all jobs that match a filter, one job per line." />
      <PagedPanel
        query={exports}
        page={page}
        to="/exports"
        noun="export"
        order="newest first"
        empty={<ExportsEmpty />}
      >
        {(items) => <ExportsTable exports={items} />}
      </PagedPanel>
    </>
  );
}

function ExportsEmpty() {
  const curl = toCurl({
    method: "POST",
    path: "/exports",
    body: JSON.stringify({ format: "ndjson", filter: { state: ["DEAD"] } }),
  });
  return (
    <EmptyState icon="exports" title="No exports yet">
      <Text mb="sm">
        An export writes jobs to a file, for a spreadsheet or another program. Filter the{" "}
        <Anchor component={Link} to="/jobs" underline="always">
          jobs
        </Anchor>{" "}
        and choose Export there, or ask for one from a shell:
      </Text>
      <CodeText text={curl} label="Command that exports jobs" wrap />
    </EmptyState>
  );
}
