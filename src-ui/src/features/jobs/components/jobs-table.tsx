import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { DataTable } from "@/components/data-table";
import { MarkedText } from "@/components/marked-text";
import { StateBadge } from "@/components/state-badge";
import { DurationText, TimeText } from "@/components/time-text";
import { attemptsText, type Failure, type JobSummary } from "@/lib/api/job";
import { countText } from "@/lib/count";
import { excerpt, findPart } from "@/lib/find-part";
import { useStableRows } from "../api/stable-rows";
import classes from "./jobs.module.css";

const columns = [
  { label: "State" },
  { label: "Job" },
  { label: "Queue", wide: true },
  { label: "Attempt", wide: true, right: true },
  { label: "Details", wide: true },
  { label: "Created", wide: true },
];

interface Props {
  jobs: JobSummary[];
  /** The text that was searched for, to be marked. */
  part: string | undefined;
  listKey: string;
  firstPage: boolean;
  /** Jobs that came after the first row and are not among the rows. */
  newer: number;
  newerMore: boolean;
  /** The user asked for the newer ones: the rows may move. */
  lettingIn: boolean;
  onShowNewer: () => void;
}

export function JobsTable(props: Props) {
  const { jobs, part, listKey, firstPage, newer, newerMore, lettingIn, onShowNewer } = props;
  const [pointerOver, setPointerOver] = useState(false);
  const [focusWithin, setFocusWithin] = useState(false);
  const stable = useStableRows(jobs, (pointerOver || focusWithin) && !lettingIn, listKey);
  const count = stable.newer + newer;

  function showNewer() {
    stable.showNewer();
    if (newer > 0) onShowNewer();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notices where the pointer and the focus are
    <div
      className={classes.rows}
      onPointerEnter={(event) => setPointerOver(event.pointerType === "mouse")}
      onPointerLeave={() => setPointerOver(false)}
      onFocus={() => setFocusWithin(true)}
      onBlur={(event) => setFocusWithin(event.currentTarget.contains(event.relatedTarget))}
    >
      {firstPage && count > 0 && (
        <div className={classes.newer}>
          <Button size="compact-sm" radius="xl" onClick={showNewer}>
            {countText(count, "newer job").replace(" ", newerMore ? "+ " : " ")} · show
          </Button>
        </div>
      )}
      <DataTable label="Jobs" columns={columns}>
        {stable.rows.map((job) => (
          <JobRow key={job.id} job={job} part={part} />
        ))}
      </DataTable>
    </div>
  );
}

interface RowProps {
  job: JobSummary;
  part: string | undefined;
}

function JobRow({ job, part }: RowProps) {
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
          <span className={`${classes.id} ns-mono`}>
            <MarkedText text={job.id} part={part} />
          </span>
          {job.tags?.map((tag) => (
            <Link key={tag} to="/jobs" search={{ tag }} className={classes.tag} dir="auto">
              <MarkedText text={tag} part={part} />
            </Link>
          ))}
        </div>
        <div className={classes.narrow}>
          <TimeText value={job.createdAt} short />
          <span>
            <Happening job={job} part={part} />
          </span>
        </div>
      </td>
      <td data-wide className={classes.queue} title={job.queue}>
        {job.queue}
      </td>
      <td data-wide data-right>
        {job.attempt > 0 ? attemptsText(job) : "–"}
      </td>
      <td data-wide className={classes.happening}>
        <Happening job={job} part={part} />
      </td>
      <td data-wide>
        <TimeText value={job.createdAt} />
      </td>
    </tr>
  );
}

function Happening({ job, part }: RowProps) {
  if (job.state === "RUNNING" && job.startedAt) {
    return (
      <>
        running for <DurationText from={job.startedAt} />
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
        <FailureLine failure={job.failure} part={part} />
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

const lineLength = 300;

/** The text, unless the search matches only the type. */
function FailureLine({ failure: { type, message }, part }: { failure: Failure; part: string | undefined }) {
  const ofType = !message || (findPart(message, part).length === 1 && findPart(type, part).length > 1);
  const text = ofType ? `${type}${message ? `: ${message}` : ""}` : message;
  return (
    <span dir="auto" title={message?.slice(0, 1_000)}>
      <MarkedText text={excerpt(text, part).slice(0, lineLength)} part={part} />
    </span>
  );
}
