import { Anchor, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { BulkButtons } from "@/components/bulk-buttons";
import { DetailHead } from "@/components/detail-head";
import { EmptyState } from "@/components/empty-state";
import { Fact, Facts } from "@/components/facts";
import layout from "@/components/layout.module.css";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { ProgressBar } from "@/components/progress-bar";
import { BulkBadge } from "@/components/state-badge";
import { DurationText, TimeText } from "@/components/time-text";
import { bulkStateWord, hasEnded, troubleOf } from "@/lib/api/bulk-job";
import type { Export } from "@/lib/api/export";
import { exportWords } from "@/lib/filter-words";
import { useNow } from "@/lib/now";
import { zonePreference } from "@/lib/preferences";
import { asApiError } from "@/lib/problem";
import { exportQuery, exportStep, progressText } from "../api/export-queries";
import { DownloadButton } from "./download-button";

const route = getRouteApi("/console/exports/$id");

export function ExportPage() {
  const { id } = route.useParams();
  const found = useQuery({
    ...exportQuery(id),
    refetchInterval: (query) => (query.state.data && hasEnded(query.state.data) ? false : 1_000),
  });
  if (found.error && asApiError(found.error).status === 404) return <NoExport id={id} />;
  return (
    <>
      <Anchor component={Link} to="/exports" fz="sm" className="ns-target">
        ← Exports
      </Anchor>
      <LoadedContent query={found} rows={6}>
        {(job) => <ExportContent job={job} />}
      </LoadedContent>
    </>
  );
}

function ExportContent({ job }: { job: Export }) {
  const { id, state, filter, file } = job;
  const now = useNow();
  const [zone] = zonePreference.use();
  const words = exportWords(filter, now, zone);
  return (
    <Stack gap="md" mt="xs">
      <DetailHead
        title={words}
        tabTitle={`${bulkStateWord(state)}: export`}
        badgeLabel="State of the export"
        badge={<BulkBadge state={state} variant="large" />}
        id={id}
        failure={troubleOf(job)}
        buttons={
          <>
            {file && <DownloadButton job={job} file={file} of={words} size="sm" />}
            <BulkButtons
              kind="exports"
              job={job}
              stopText="The file is complete only at the end. A restart continues where the export stopped."
              restartText="It continues with the next job: no job is written twice."
            />
          </>
        }
      >
        <Text className={layout.next}>{exportStep(job)}</Text>
      </DetailHead>
      <Panel title="Progress">
        <ProgressBar
          label="Jobs looked at"
          done={state === "SUCCEEDED" ? 1 : job.read}
          total={state === "SUCCEEDED" ? 1 : job.total}
          active={state === "RUNNING"}
        />
        <Text c="dimmed" fz="sm" mt={6} className="ns-num">
          {progressText(job)}
        </Text>
      </Panel>
      <Panel title="Details">
        <ExportFacts job={job} />
      </Panel>
    </Stack>
  );
}

function ExportFacts({ job }: { job: Export }) {
  const { id, format, filter, createdAt, createdBy, startedAt, endedAt, expiresAt } = job;
  return (
    <Facts>
      <Fact name="Format">{format === "csv" ? "CSV" : "NDJSON"}</Fact>
      <Fact name="Created">
        <TimeText value={createdAt} />
      </Fact>
      {createdBy && <Fact name="By">{createdBy}</Fact>}
      {startedAt && (
        <Fact name={endedAt ? "Took" : "Running for"}>
          <DurationText from={startedAt} to={endedAt} />
        </Fact>
      )}
      {expiresAt && (
        <Fact name="The file is kept until">
          <TimeText value={expiresAt} />
        </Fact>
      )}
      <Fact name="Filter">
        <Link to="/jobs" search={filter} className="ns-link">
          Jobs that match now
        </Link>
      </Fact>
      <Fact name="Runs as">
        <Link to="/jobs/$id" params={{ id }} className="ns-link">
          Job nightshift.export
        </Link>
      </Fact>
    </Facts>
  );
}

function NoExport({ id }: { id: string }) {
  return (
    <>
      <PageHeader title="Export not found" />
      <Panel>
        <EmptyState icon="search" title="There is no such export">
          <span className="ns-mono">{id}</span>
          <br />
          It never existed, or it was removed when its retention ended.{" "}
          <Anchor component={Link} to="/exports" underline="always">
            All exports
          </Anchor>
        </EmptyState>
      </Panel>
    </>
  );
}
