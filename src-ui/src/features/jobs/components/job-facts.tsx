import { Link } from "@tanstack/react-router";
import { CopyButton } from "@/components/copy-button";
import { Fact, Facts } from "@/components/facts";
import { DurationText, TimeText } from "@/components/time-text";
import { attemptsText, type Job } from "@/lib/api/job";
import { durationMillis, durationText } from "@/lib/time";

export function JobFacts({ job }: { job: Job }) {
  const { retry } = job;
  const iso = (value: string) => durationText(durationMillis(value));
  return (
    <Facts>
      <Fact name="Queue">
        <Link to="/jobs" search={{ queue: job.queue }} className="ns-link">
          {job.queue}
        </Link>
      </Fact>
      {job.schedule && (
        <Fact name="Schedule">
          <Link to="/schedules/$name" params={{ name: job.schedule }} className="ns-link">
            {job.schedule}
          </Link>
        </Fact>
      )}
      {job.key && <Fact name="Key">{job.key}</Fact>}
      {job.uniqueKey && <Fact name="Unique key">{job.uniqueKey}</Fact>}
      <Fact name="Priority">{job.priority} (1 is first, 9 last)</Fact>
      <Fact name="Created">
        <TimeText value={job.createdAt} />
      </Fact>
      {job.dueAt && (
        <Fact name="Due">
          <TimeText value={job.dueAt} />
        </Fact>
      )}
      {job.startBy && (
        <Fact name="Start by">
          <TimeText value={job.startBy} />
        </Fact>
      )}
      {job.deadline && (
        <Fact name="Deadline">
          <TimeText value={job.deadline} />
        </Fact>
      )}
      {job.startedAt && (
        <Fact name="Latest attempt started">
          <TimeText value={job.startedAt} />
        </Fact>
      )}
      {job.finishedAt && (
        <>
          <Fact name="Finished">
            <TimeText value={job.finishedAt} />
          </Fact>
          <Fact name="From created to finished">
            <DurationText from={job.createdAt} to={job.finishedAt} />
          </Fact>
        </>
      )}
      <Fact name="Attempts">{attemptsText(job)}</Fact>
      {job.timeout && <Fact name="Timeout of an attempt">{iso(job.timeout)}</Fact>}
      {job.traceId && (
        <Fact name="Trace">
          <span className="ns-mono">{job.traceId}</span>{" "}
          <CopyButton text={job.traceId} label="Copy trace id" />
        </Fact>
      )}
      {retry && (
        <Fact name="Waits between attempts">
          {iso(retry.initial)} × {retry.factor}, at most {iso(retry.max)}, jitter{"\u00a0"}
          {retry.jitter}
        </Fact>
      )}
    </Facts>
  );
}
