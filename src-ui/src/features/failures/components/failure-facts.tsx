import { Link } from "@tanstack/react-router";
import { Fact, Facts } from "@/components/facts";
import { TimeText } from "@/components/time-text";
import type { FailureGroup } from "@/lib/api/failure";

/** What the cause is made of, and an example. */
export function FailureFacts({ group }: { group: FailureGroup }) {
  const { task, type, frame, httpStatus, host, failures, firstSeen, lastSeen, sampleJob } = group;
  return (
    <Facts>
      {task && (
        <Fact name="Task">
          <Link to="/jobs" search={{ task }} className="ns-link">
            {task}
          </Link>
        </Fact>
      )}
      <Fact name="Type">
        <span className="ns-mono">{type}</span>
      </Fact>
      {frame && (
        <Fact name="Where">
          <span className="ns-mono">{frame}</span>
        </Fact>
      )}
      {httpStatus !== undefined && <Fact name="HTTP status">{httpStatus}</Fact>}
      {host && (
        <Fact name="Destination">
          <Link to="/destinations/$host" params={{ host }} className="ns-link">
            {host}
          </Link>
        </Fact>
      )}
      <Fact name="First seen">
        <TimeText value={firstSeen} />
      </Fact>
      <Fact name="Last seen">
        <TimeText value={lastSeen} />
      </Fact>
      <Fact name="Attempts that failed">{failures.toLocaleString("en")}</Fact>
      {sampleJob && (
        <Fact name="Example">
          <Link to="/jobs/$id" params={{ id: sampleJob }} className="ns-link ns-mono">
            {sampleJob}
          </Link>
        </Fact>
      )}
    </Facts>
  );
}
