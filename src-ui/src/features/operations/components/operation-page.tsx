import { Anchor, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { DetailHead } from "@/components/detail-head";
import { EmptyState } from "@/components/empty-state";
import layout from "@/components/layout.module.css";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { ProgressBar } from "@/components/progress-bar";
import { OperationBadge } from "@/components/state-badge";
import type { Operation } from "@/lib/api/operation";
import { countText } from "@/lib/count";
import { useNow } from "@/lib/now";
import { zonePreference } from "@/lib/preferences";
import { asApiError } from "@/lib/problem";
import { hasEnded, operationQuery } from "../api/operation-queries";
import { doneText, operationStep, operationWords } from "../api/operation-words";
import { CanaryPanel } from "./canary-panel";
import { OperationButtons } from "./operation-buttons";
import { OperationFacts } from "./operation-facts";
import { SkippedTable } from "./skipped-table";

const route = getRouteApi("/console/operations/$id");

export function OperationPage() {
  const { id } = route.useParams();
  const found = useQuery({
    ...operationQuery(id),
    // Events tell of its progress; how the jobs end that it has tried, they do not.
    refetchInterval: (query) => (query.state.data && hasEnded(query.state.data) ? false : 1_000),
  });
  if (found.error && asApiError(found.error).status === 404) return <NoOperation id={id} />;
  return (
    <>
      <Anchor component={Link} to="/operations" fz="sm" className="ns-target">
        ← Operations
      </Anchor>
      <LoadedContent query={found} rows={6}>
        {(operation) => <OperationContent operation={operation} />}
      </LoadedContent>
    </>
  );
}

function OperationContent({ operation }: { operation: Operation }) {
  const { id, state, failure, looked, total, skipped, canary } = operation;
  const now = useNow();
  const [zone] = zonePreference.use();
  const words = operationWords(operation, now, zone);
  return (
    <Stack gap="md" mt="xs">
      <DetailHead
        title={words}
        tabTitle={words}
        badgeLabel="State of the operation"
        badge={<OperationBadge state={state} variant="large" />}
        id={id}
        failure={state === "DEAD" || state === "RETRYING" ? failure : undefined}
        buttons={<OperationButtons operation={operation} />}
      >
        <Text className={layout.next} role="status" aria-label="What happens">
          {operationStep(operation)}
        </Text>
      </DetailHead>
      <Panel title="Progress">
        <ProgressBar
          label="Jobs looked at"
          done={state === "SUCCEEDED" ? 1 : looked}
          total={state === "SUCCEEDED" ? 1 : total}
          active={state === "RUNNING"}
        />
        <Text c="dimmed" fz="sm" mt={6} className="ns-num">
          {`${looked.toLocaleString("en")} of ${countText(total, "job")} looked at, ${doneText(operation)}`}
        </Text>
      </Panel>
      {canary && <CanaryPanel operation={operation} canary={canary} />}
      {skipped.length > 0 && (
        <Panel title="Skipped" flush>
          <SkippedTable skipped={skipped} label="Jobs that were skipped" />
        </Panel>
      )}
      <Panel title="Details">
        <OperationFacts operation={operation} />
      </Panel>
    </Stack>
  );
}

function NoOperation({ id }: { id: string }) {
  return (
    <>
      <PageHeader title="Operation not found" />
      <Panel>
        <EmptyState icon="search" title="There is no such operation">
          <span className="ns-mono">{id}</span>
          <br />
          It never existed, or it was removed when its retention ended.{" "}
          <Anchor component={Link} to="/operations" underline="always">
            All operations
          </Anchor>
        </EmptyState>
      </Panel>
    </>
  );
}
