import { Anchor, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { JsonText } from "@/components/code-text";
import { EmptyState } from "@/components/empty-state";
import layout from "@/components/layout.module.css";
import { PageHeader } from "@/components/page-header";
import { LoadedContent, Panel } from "@/components/panel";
import { isFinal, type Job, jobQuery } from "@/lib/api/job";
import { usePolling } from "@/lib/live-status";
import { asApiError } from "@/lib/problem";
import { AttemptList } from "./attempt-list";
import { JobFacts } from "./job-facts";
import { JobHead } from "./job-head";

const route = getRouteApi("/console/jobs/$id");

export function JobPage() {
  const { id } = route.useParams();
  const polling = usePolling(5_000);
  const job = useQuery({
    ...jobQuery(id),
    // Events contain states only; attempts and notes of a running job are fetched.
    refetchInterval: (query) => (query.state.data && isFinal(query.state.data.state) ? false : polling),
  });

  if (job.error && asApiError(job.error).status === 404) return <NoJob id={id} />;
  return (
    <>
      <Anchor component={Link} to="/jobs" fz="sm" className="ns-target">
        ← Jobs
      </Anchor>
      <LoadedContent query={job} rows={8}>
        {(data) => <JobContent job={data} />}
      </LoadedContent>
    </>
  );
}

function JobContent({ job }: { job: Job }) {
  return (
    <Stack gap="md" mt="xs">
      <JobHead job={job} />
      <div className={layout.columns}>
        <Stack gap="md" miw={0}>
          <Panel title="Attempts">
            <AttemptList job={job} />
          </Panel>
          {job.resultText !== undefined && (
            <Panel title="Result">
              <JsonText text={job.resultText} label="Result" />
            </Panel>
          )}
        </Stack>
        <Stack gap="md" miw={0}>
          <Panel title="Args">
            <JsonText text={job.argsText ?? "{}"} label="Args" />
          </Panel>
          <Panel title="Details">
            <JobFacts job={job} />
          </Panel>
        </Stack>
      </div>
    </Stack>
  );
}

function NoJob({ id }: { id: string }) {
  return (
    <>
      <PageHeader title="Job not found" />
      <Panel>
        <EmptyState icon="search" title="There is no such job">
          <span className="ns-mono">{id}</span>
          <br />
          It never existed, or it was removed when its retention ended.{" "}
          <Anchor component={Link} to="/jobs" underline="always">
            All jobs
          </Anchor>
        </EmptyState>
      </Panel>
    </>
  );
}
