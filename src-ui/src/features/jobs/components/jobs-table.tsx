import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { DataTable } from "@/components/data-table";
import { StateBadge } from "@/components/state-badge";
import { DurationText, TimeText } from "@/components/time-text";
import type { JobSummary } from "@/lib/api/job";
import { useStableRows } from "../api/stable-rows";
import classes from "./jobs.module.css";

const columns = [
  { label: "State" },
  { label: "Job" },
  { label: "Queue", wide: true },
  { label: "Attempt", wide: true, right: true },
  { label: "What is going on", wide: true },
  { label: "Created", wide: true },
];

interface Props {
  jobs: JobSummary[];
  listKey: string;
  firstPage: boolean;
}

export function JobsTable({ jobs, listKey, firstPage }: Props) {
  const [pointerOver, setPointerOver] = useState(false);
  const [focusWithin, setFocusWithin] = useState(false);
  const { rows, newer, showNewer } = useStableRows(jobs, pointerOver || focusWithin, listKey);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notices where the pointer and the focus are
    <div
      className={classes.rows}
      onPointerEnter={(event) => setPointerOver(event.pointerType === "mouse")}
      onPointerLeave={() => setPointerOver(false)}
      onFocus={() => setFocusWithin(true)}
      onBlur={(event) => setFocusWithin(event.currentTarget.contains(event.relatedTarget))}
    >
      {firstPage && newer > 0 && (
        <div className={classes.newer}>
          <Button size="compact-sm" radius="xl" onClick={showNewer}>
            {newer} newer · show
          </Button>
        </div>
      )}
      <DataTable label="Jobs" columns={columns}>
        {rows.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </DataTable>
    </div>
  );
}

function JobRow({ job }: { job: JobSummary }) {
  return (
    <tr>
      <td>
        <StateBadge state={job.state} />
      </td>
      <td>
        <Link to="/jobs/$id" params={{ id: job.id }} className={classes.jobLink}>
          {job.task}
        </Link>
        <div className={classes.sub}>
          <span className="ns-mono" title={job.id}>
            …{job.id.slice(-12)}
          </span>
          {job.tags?.map((tag) => (
            <Link key={tag} to="/jobs" search={{ tag }} className={classes.tag}>
              {tag}
            </Link>
          ))}
        </div>
        <div className={classes.narrow}>
          <TimeText value={job.createdAt} short />
          <span>
            <Happening job={job} />
          </span>
        </div>
      </td>
      <td data-wide className={classes.queue} title={job.queue}>
        {job.queue}
      </td>
      <td data-wide data-right>
        {job.attempt > 0 ? `${job.attempt} of ${job.maxAttempts}` : "–"}
      </td>
      <td data-wide className={classes.happening}>
        <Happening job={job} />
      </td>
      <td data-wide>
        <TimeText value={job.createdAt} />
      </td>
    </tr>
  );
}

function Happening({ job }: { job: JobSummary }) {
  if (job.state === "RUNNING" && job.startedAt) {
    return (
      <>
        running for <DurationText from={job.startedAt} />
        {job.cancelRequested && ", cancel requested"}
      </>
    );
  }
  if (job.state === "SCHEDULED" && job.dueAt) {
    return (
      <>
        due <TimeText value={job.dueAt} short />
      </>
    );
  }
  if (job.failure) {
    return (
      <>
        {job.state === "RETRYING" && job.dueAt && (
          <>
            again <TimeText value={job.dueAt} short /> ·{" "}
          </>
        )}
        <span title={job.failure.message}>{job.failure.message ?? job.failure.type}</span>
      </>
    );
  }
  if (job.finishedAt && job.startedAt) {
    return (
      <>
        took <DurationText from={job.startedAt} to={job.finishedAt} />
      </>
    );
  }
  return null;
}
