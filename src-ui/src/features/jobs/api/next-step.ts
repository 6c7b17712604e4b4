import { attemptsCounted, type Job, type JobSummary } from "@/lib/api/job";
import { relativeTime } from "@/lib/time";

/** A list does not say whether a job was asked to stop. */
type Listed = JobSummary & Partial<Pick<Job, "cancelRequested">>;

/** What happens next with a job, in words. */
export function nextStep(job: Listed, queuePaused: boolean, now: Date): string {
  const due = job.dueAt ? relativeTime(new Date(job.dueAt), now) : "";
  const soon = due.startsWith("in ") ? due : "any moment";
  switch (job.state) {
    case "SCHEDULED":
      return `Becomes ready ${soon}.`;
    case "READY":
      return queuePaused
        ? `Queue ${job.queue} is paused: the job starts after it is resumed.`
        : `Waits in queue ${job.queue} for a worker to start it.`;
    case "BLOCKED":
      return "Waits for other jobs to end.";
    case "RUNNING":
      return job.cancelRequested
        ? "Cancel requested: ends as soon as its worker has stopped it."
        : `${attemptWords(job, job.attempt, attemptsCounted(job))} is running.`;
    case "RETRYING":
      return `${attemptWords(job, job.attempt + 1, attemptsCounted(job) + 1)} comes ${soon}.`;
    case "SUCCEEDED":
      return job.attempt > 1 ? `Done, with attempt ${job.attempt}.` : "Done, at the first attempt.";
    case "DEAD":
      return deadText(job);
    case "CANCELLED":
      return "Canceled: does not run again unless it is retried.";
    case "EXPIRED":
      return "Its start-by time passed before it could run.";
    default:
      return "";
  }
}

/** The number alone would mislead after a retry by hand: attempt 12 may be the first of a new set of 10. */
function attemptWords({ maxAttempts }: JobSummary, number: number, counted: number): string {
  return number === counted
    ? `Attempt ${number} of ${maxAttempts}`
    : `Attempt ${number} (counts as ${counted} of ${maxAttempts})`;
}

function deadText(job: JobSummary): string {
  switch (job.deadReason) {
    case "attempts-exhausted":
      return job.maxAttempts === 1
        ? "Its only attempt failed. Retry gives it another one."
        : `All ${job.maxAttempts} attempts are used up. Retry gives it a full new set.`;
    case "deadline":
      return "Its deadline passed before an attempt succeeded. Retry removes the deadline.";
    case "not-retryable":
      return "Another attempt would fail in the same way. Fix the cause, then retry.";
    case "worker-lost":
      return "Too many workers died while they ran it. Check the job before you retry it.";
    default:
      return "Does not run again unless it is retried.";
  }
}

export const canCancel = (job: Listed) =>
  !job.cancelRequested && ["SCHEDULED", "READY", "BLOCKED", "RUNNING", "RETRYING"].includes(job.state);

/** Whether the job waits for a time that can be brought forward to now. */
export const canRun = (job: JobSummary) => job.state === "SCHEDULED" || job.state === "RETRYING";

export const canRetry = (job: JobSummary) => ["DEAD", "CANCELLED", "EXPIRED", "RETRYING"].includes(job.state);
