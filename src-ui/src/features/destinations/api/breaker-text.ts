import type { Destination } from "@/lib/api/destination";
import { relativeTime } from "@/lib/time";

type Breaker = Pick<Destination, "state" | "until" | "cause" | "openedBy" | "recovery">;

/** Why a breaker opened; undefined while it is closed. */
export function causeText({ cause, openedBy }: Pick<Breaker, "cause" | "openedBy">): string | undefined {
  if (cause === "FAILURES") return "too many calls failed";
  if (cause === "UNAVAILABLE") return "it answered 503";
  if (cause === "BUSY") return "it answered 429";
  return cause && (openedBy ? `opened by ${openedBy}` : "opened by hand");
}

/** `12`, `0.17`: two digits that mean something. */
const speedText = (perSecond: number) => Number(perSecond.toPrecision(2)).toLocaleString("en");

/** What happens to jobs that want to call the destination. */
export function nextText({ state, until, recovery }: Breaker, now: Date): string {
  if (state === "HALF_OPEN") return "One job is calling it to find out whether it works again. Others wait.";
  if (state === "CLOSED") {
    return recovery
      ? `It works again. The jobs that waited start at ${speedText(recovery.permitsPerSecond)} per second.`
      : "Jobs call it.";
  }
  if (until === undefined) return "Jobs that call it wait until somebody closes the breaker.";
  const at = new Date(until);
  return at <= now
    ? "The next job that calls it finds out whether it works again. Others wait."
    : `Jobs that call it wait. One of them tries it ${relativeTime(at, now)}.`;
}
