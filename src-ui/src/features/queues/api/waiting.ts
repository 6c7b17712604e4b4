import type { JobState } from "@/lib/api/job";
import type { Queue } from "@/lib/api/queue";
import { countText } from "@/lib/count";

const purged: JobState[] = ["READY", "SCHEDULED", "RETRYING"];

/** How many jobs a purge would remove. */
export const waitingJobs = ({ counts }: Pick<Queue, "counts">) =>
  purged.reduce((sum, state) => sum + (counts[state] ?? 0), 0);

/** `1,200 ready and 3 scheduled`. */
export function waitingWords({ counts }: Pick<Queue, "counts">): string {
  const parts = purged.flatMap((state) => {
    const count = counts[state] ?? 0;
    return count === 0 ? [] : [`${count.toLocaleString("en")} ${state.toLowerCase()}`];
  });
  return new Intl.ListFormat("en").format(parts);
}

/** Why the queue cannot be deleted, as far as the console can know. */
export function deleteBlock({ counts, sources }: Queue): string | undefined {
  const jobs = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (jobs > 0)
    return `The queue has ${countText(jobs, "job")}. Finished jobs leave it when their retention ends.`;
  return Object.values(sources ?? {}).includes("FILE")
    ? "The file of nightshift.queues declares the queue."
    : undefined;
}
