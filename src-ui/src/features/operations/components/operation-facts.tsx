import { Link } from "@tanstack/react-router";
import { Fact, Facts } from "@/components/facts";
import { FailureMention, fingerprintIn } from "@/components/failure-mention";
import { DurationText, TimeText } from "@/components/time-text";
import type { Operation } from "@/lib/api/operation";
import { percentText } from "../api/operation-words";

/** Who asked for it, what it was for, and how long it took. */
export function OperationFacts({ operation }: { operation: Operation }) {
  const { id, filter, ratePerSecond, stopAtFailureRatio, createdAt, createdBy, startedAt, endedAt } =
    operation;
  const fingerprint = fingerprintIn(filter.filter);
  return (
    <Facts>
      <Fact name="Filter">
        <Link to="/jobs" search={{ filter: filter.filter }} className="ns-link ns-mono">
          {filter.filter}
        </Link>
      </Fact>
      {fingerprint && (
        <Fact name="Failure group">
          <FailureMention fingerprint={fingerprint} />
        </Fact>
      )}
      <Fact name="By">{createdBy}</Fact>
      <Fact name="Requested">
        <TimeText value={createdAt} />
      </Fact>
      {startedAt && (
        <Fact name={endedAt ? "Took" : "Running for"}>
          <DurationText from={startedAt} to={endedAt} />
        </Fact>
      )}
      <Fact name="Pace">
        {ratePerSecond === undefined
          ? "As fast as it can"
          : `At most ${ratePerSecond.toLocaleString("en")} jobs a second`}
      </Fact>
      {stopAtFailureRatio !== undefined && (
        <Fact name="Stops by itself">{`When more than ${percentText(stopAtFailureRatio)} of its jobs fail`}</Fact>
      )}
      <Fact name="Runs as">
        <Link to="/jobs/$id" params={{ id }} className="ns-link">
          Job nightshift.operation
        </Link>
      </Fact>
    </Facts>
  );
}
