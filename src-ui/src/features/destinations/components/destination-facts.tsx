import { Link } from "@tanstack/react-router";
import { Fact, Facts } from "@/components/facts";
import { TimeText } from "@/components/time-text";
import type { Destination } from "@/lib/api/destination";
import { limitsText } from "@/lib/limits";

export function DestinationFacts({ destination }: { destination: Destination }) {
  const { waiting, calls, failures, lastCallAt, running, since } = destination;
  return (
    <Facts>
      <Fact name="Jobs that wait for it">
        {waiting.toLocaleString("en")}
        {waiting > 0 && (
          <>
            {" · "}
            <Link to="/jobs" search={{ task: "http.request", state: ["READY"] }} className="ns-link">
              ready jobs of http.request
            </Link>
          </>
        )}
      </Fact>
      <Fact name="Calls of the last minute">
        {calls.toLocaleString("en")}, of which {failures.toLocaleString("en")} failed
      </Fact>
      <Fact name="Last call">{lastCallAt ? <TimeText value={lastCallAt} /> : "none so far"}</Fact>
      {since && (
        <Fact name="Breaker changed">
          <TimeText value={since} />
        </Fact>
      )}
      {running !== undefined && <Fact name="Jobs that call it now">{running.toLocaleString("en")}</Fact>}
      <Fact name="Limits in force">{limitsText(destination) ?? "none"}</Fact>
    </Facts>
  );
}
