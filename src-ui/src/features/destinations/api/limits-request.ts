import type { Destination } from "@/lib/api/destination";
import type { Problems } from "@/lib/problem";
import { toIsoDuration } from "@/lib/time";

/** The limits of a destination as they are typed; empty text for none of its own. */
export interface LimitsDraft {
  concurrency: string;
  permits: string;
  per: string;
}

type Limits = Pick<Destination, "concurrency" | "rateLimit" | "sources">;

/** Its own limits: those of the servers are not for it to change. */
export function draftOf({ concurrency, rateLimit, sources }: Limits): LimitsDraft {
  const rate = sources?.["/rateLimit"] === "API" ? rateLimit : undefined;
  return {
    concurrency: sources?.["/concurrency"] === "API" && concurrency !== undefined ? String(concurrency) : "",
    permits: rate ? String(rate.permits) : "",
    per: rate?.per ?? "",
  };
}

/** The merge patch that makes the limits what is typed, or what is wrong with that, by the pointers of the API. */
export function patchOf(draft: LimitsDraft): { body: string } | { problems: Problems } {
  const problems: Problems = {};
  const whole = (typed: string, pointer: string) => {
    const text = typed.trim();
    if (text === "") return null;
    if (!/^\d{1,9}$/.test(text)) problems[pointer] = "must be a whole number";
    return Number(text);
  };
  const concurrency = whole(draft.concurrency, "/concurrency");
  const permits = whole(draft.permits, "/rateLimit/permits");
  const per = draft.per.trim() === "" ? null : toIsoDuration(draft.per);
  if (per === undefined) problems["/rateLimit/per"] = "must be a duration such as 1s, 5m or PT1M";
  if (Object.keys(problems).length > 0) return { problems };
  const rateLimit = permits === null && per === null ? null : { permits, per };
  return { body: JSON.stringify({ concurrency, rateLimit }) };
}
