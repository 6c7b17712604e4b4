import { Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CodeText } from "@/components/code-text";
import { EmptyState } from "@/components/empty-state";
import { OperationLink } from "@/components/operation-link";
import { PageHeader } from "@/components/page-header";
import { PagedPanel } from "@/components/paged-panel";
import { toCurl } from "@/lib/curl";
import { usePolling } from "@/lib/live-status";
import { hasEnded, operationsPageQuery } from "../api/operation-queries";
import { OperationsTable } from "./operations-table";

const route = getRouteApi("/console/operations");

export function OperationsPage() {
  const { page } = route.useSearch();
  const polling = usePolling(10_000);
  const operations = useQuery({
    ...operationsPageQuery(page),
    refetchInterval: (query) => (query.state.data?.items.every(hasEnded) === false ? 2_000 : polling),
  });
  return (
    <>
      <PageHeader
        title="Operations"
        about="One action for many jobs: retry, cancel, delete, reprioritize or move them."
        actions={
          <OperationLink search={{}} size="xs" icon="plus">
            New operation
          </OperationLink>
        }
      />
      <PagedPanel
        query={operations}
        page={page}
        to="/operations"
        noun="operation"
        order="newest first"
        empty={<OperationsEmpty />}
      >
        {(items) => <OperationsTable operations={items} />}
      </PagedPanel>
    </>
  );
}

function OperationsEmpty() {
  const body = { action: "retry", filter: { filter: "state:dead created>-2h" }, validateOnly: true };
  const curl = toCurl({ method: "POST", path: "/operations", body: JSON.stringify(body) });
  return (
    <EmptyState icon="operations" title="No operations yet">
      <Text mb="sm">
        An operation does one thing to all jobs that meet a filter, with a preview before and a report after.
        Begin one from a{" "}
        <Anchor component={Link} to="/failures" underline="always">
          failure
        </Anchor>{" "}
        or from the filtered{" "}
        <Anchor component={Link} to="/jobs" underline="always">
          jobs
        </Anchor>
        , or from a shell:
      </Text>
      <CodeText text={curl} label="Command that previews an operation" wrap />
    </EmptyState>
  );
}
