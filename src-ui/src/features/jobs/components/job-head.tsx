import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { DetailHead } from "@/components/detail-head";
import { Icon } from "@/components/icon";
import layout from "@/components/layout.module.css";
import { StateBadge } from "@/components/state-badge";
import { WriteButton } from "@/components/write-button";
import { type Job, stateWord } from "@/lib/api/job";
import { queuesQuery } from "@/lib/api/queue";
import { useNow } from "@/lib/now";
import { isWaiting } from "../api/causes";
import { useJobAction } from "../api/job-actions";
import { canCancel, canRetry, canRun, nextStep } from "../api/next-step";
import { CopyMenu } from "./copy-menu";
import { EditRetry } from "./edit-retry";
import { FailureOthers } from "./failure-others";
import classes from "./jobs.module.css";
import { WaitCauses } from "./wait-causes";

export function JobHead({ job }: { job: Job }) {
  const queues = useQuery(queuesQuery);
  const now = useNow();
  const paused = queues.data?.find(({ name }) => name === job.queue)?.paused ?? false;

  const ownFailure = job.attempts.at(-1)?.failure === undefined && job.state !== "SUCCEEDED";
  return (
    <DetailHead
      title={job.task}
      tabTitle={`${stateWord(job.state)}: ${job.task}`}
      badgeLabel="State of the job"
      badge={<StateBadge state={job.state} variant="large" />}
      id={job.id}
      failure={ownFailure ? job.failure : undefined}
      buttons={<JobButtons job={job} />}
    >
      <Text className={layout.next}>{nextStep(job, paused, now)}</Text>
      {isWaiting(job) && <WaitCauses id={job.id} />}
      {job.failureGroup && <FailureOthers fingerprint={job.failureGroup} />}
      {job.tags && job.tags.length > 0 && (
        <Group gap={6} mt={8}>
          {job.tags.map((tag) => (
            <Link key={tag} to="/jobs" search={{ tag }} className={classes.tag} dir="auto">
              {tag}
            </Link>
          ))}
        </Group>
      )}
    </DetailHead>
  );
}

/** Jobs that also have a page of their own. */
const bulkPages: Record<string, { to: string; label: string }> = {
  "nightshift.import": { to: "/imports", label: "Open the import" },
  "nightshift.export": { to: "/exports", label: "Open the export" },
  "nightshift.operation": { to: "/operations", label: "Open the operation" },
};

function JobButtons({ job }: { job: Job }) {
  const cancel = useJobAction(job.id, "cancel");
  const retry = useJobAction(job.id, "retry");
  const run = useJobAction(job.id, "run");
  const bulkPage = bulkPages[job.task];
  // Imports and exports are restarted on their own pages; the server submits the rest when it needs
  // them.
  const isInternal = job.task.startsWith("nightshift.");
  return (
    <>
      {canRun(job) && !isInternal && (
        <WriteButton
          size="sm"
          loading={run.isPending}
          leftSection={<Icon name="play" size={15} />}
          onClick={() => run.mutate()}
        >
          Run now
        </WriteButton>
      )}
      {canRetry(job) && !isInternal && (
        <WriteButton
          size="sm"
          variant={canRun(job) ? "default" : undefined}
          loading={retry.isPending}
          leftSection={<Icon name="refresh" size={15} />}
          onClick={() => retry.mutate()}
        >
          {job.state === "RETRYING" ? "Retry with new attempts" : "Retry"}
        </WriteButton>
      )}
      {canRetry(job) && !isInternal && <EditRetry job={job} />}
      {canCancel(job) && (
        <WriteButton
          size="sm"
          variant="default"
          loading={cancel.isPending}
          leftSection={<Icon name="stop" size={15} />}
          onClick={() => cancel.mutate()}
        >
          Cancel job
        </WriteButton>
      )}
      {bulkPage && (
        <Button component={Link} to={`${bulkPage.to}/${job.id}`} size="sm" variant="default">
          {bulkPage.label}
        </Button>
      )}
      {!isInternal && (
        <Button
          component={Link}
          to={`/submit?from=${encodeURIComponent(job.id)}`}
          size="sm"
          variant="default"
          leftSection={<Icon name="edit" size={15} />}
        >
          Submit again with edits
        </Button>
      )}
      <CopyMenu job={job} />
    </>
  );
}
