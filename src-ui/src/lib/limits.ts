import type { Queue } from "./api/queue";
import { countText } from "./count";
import { durationMillis, durationText } from "./time";

type Limits = Pick<Queue, "concurrency" | "rateLimit">;

/** `10 starts per min`. */
export function rateText({ permits, per }: NonNullable<Limits["rateLimit"]>): string {
  return `${countText(permits, "start")} per ${durationText(durationMillis(per)).replace(/^1 /, "")}`;
}

/** `5 at a time, 10 starts per min`; undefined without a limit. */
export function limitsText({ concurrency, rateLimit }: Limits): string | undefined {
  const parts = [
    concurrency === undefined ? undefined : `${concurrency.toLocaleString("en")} at a time`,
    rateLimit && rateText(rateLimit),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(", ") : undefined;
}
