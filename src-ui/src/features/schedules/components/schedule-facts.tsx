import { Link } from "@tanstack/react-router";
import { Fact, Facts } from "@/components/facts";
import { TimeText } from "@/components/time-text";
import { durationMillis, durationText } from "@/lib/time";
import { catchups, labelOf, overlaps } from "../api/choices";
import { originWord, type Schedule } from "../api/schedule";

const iso = (value: string) => durationText(durationMillis(value));
const isLong = (value: string | undefined): value is string =>
  value !== undefined && durationMillis(value) > 0;

export function ScheduleFacts({ schedule }: { schedule: Schedule }) {
  const { cron, timeZone, every, offset, jitter, startAt, endAt, queue, retry, tags } = schedule;
  return (
    <Facts>
      {cron && (
        <Fact name="Cron">
          <code>{cron}</code>
        </Fact>
      )}
      {timeZone && <Fact name="Time zone">{timeZone}</Fact>}
      {every && <Fact name="Every">{iso(every)}</Fact>}
      {isLong(offset) && <Fact name="Offset">{iso(offset)}</Fact>}
      {isLong(jitter) && <Fact name="Jitter">up to {iso(jitter)}</Fact>}
      {startAt && (
        <Fact name="Not before">
          <TimeText value={startAt} />
        </Fact>
      )}
      {endAt && (
        <Fact name="Not after">
          <TimeText value={endAt} />
        </Fact>
      )}
      <Fact name="Task">
        <Link to="/jobs" search={{ task: schedule.task }} className="ns-link">
          {schedule.task}
        </Link>
      </Fact>
      <Fact name="Queue">
        <Link to="/queues/$name" params={{ name: queue }} className="ns-link">
          {queue}
        </Link>
      </Fact>
      {schedule.key && <Fact name="Key">{schedule.key}</Fact>}
      <Fact name="While an earlier job runs">{labelOf(overlaps, schedule.overlap)}</Fact>
      <Fact name="Missed runs">
        {labelOf(catchups, schedule.catchup)}
        {schedule.catchup !== "SKIP" && `, if not older than ${iso(schedule.catchupWindow)}`}
      </Fact>
      {schedule.pauseOnFailure && <Fact name="After a job failed for good">Pauses itself</Fact>}
      <Fact name="Priority">{schedule.priority} (1 is first, 9 last)</Fact>
      <Fact name="Max. attempts">{schedule.maxAttempts}</Fact>
      {schedule.timeout && <Fact name="Timeout of an attempt">{iso(schedule.timeout)}</Fact>}
      <Fact name="Waits between attempts">
        {iso(retry.initial)} × {retry.factor}, at most {iso(retry.max)}, jitter{"\u00a0"}
        {retry.jitter}
      </Fact>
      {tags.length > 0 && <Fact name="Tags">{tags.join(", ")}</Fact>}
      <Fact name="Origin">{originWord(schedule)}</Fact>
      <Fact name="Created">
        <TimeText value={schedule.createdAt} /> by {schedule.createdBy}
      </Fact>
      {schedule.changedAt !== schedule.createdAt && (
        <Fact name="Changed">
          <TimeText value={schedule.changedAt} /> by {schedule.changedBy}
        </Fact>
      )}
    </Facts>
  );
}
