import { Link } from "@tanstack/react-router";
import { TimeText } from "@/components/time-text";
import type { Schedule } from "../api/schedule";

/** Who paused a schedule and when, or the job whose failure did. */
export function PausedText({ pause }: { pause: NonNullable<Schedule["pause"]> }) {
  return (
    <>
      {pause.by && `by ${pause.by} `}
      {pause.failedJob && (
        <>
          after{" "}
          <Link to="/jobs/$id" params={{ id: pause.failedJob }} className="ns-link">
            a job failed for good
          </Link>{" "}
        </>
      )}
      <TimeText value={pause.since} short />
    </>
  );
}
