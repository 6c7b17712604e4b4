import type { Operation, OperationAction } from "@/lib/api/operation";
import { countText } from "@/lib/count";
import { exportWords } from "@/lib/filter-words";
import type { ZoneChoice } from "@/lib/time";
import type { SkippedJobs } from "./operation-queries";

interface Words {
  /** On a button: `Retry 5 jobs`. */
  verb: string;
  /** Of jobs: `5 jobs retried`. */
  done: string;
  /** What it does, in a sentence. */
  about: string;
}

const words: Record<OperationAction, Words> = {
  retry: {
    verb: "Retry",
    done: "retried",
    about: "Sends dead, canceled, expired and retrying jobs again, with a full set of attempts.",
  },
  cancel: {
    verb: "Cancel",
    done: "canceled",
    about: "Cancels jobs that wait, and asks those that run to stop.",
  },
  delete: {
    verb: "Delete",
    done: "deleted",
    about: "Removes jobs with their attempts, args and results. This cannot be undone.",
  },
  reprioritize: {
    verb: "Reprioritize",
    done: "given another priority",
    about: "Gives jobs that wait another priority in their queues.",
  },
  move: {
    verb: "Move",
    done: "moved",
    about: "Puts jobs into another queue, whose limits apply from then on.",
  },
};

/** A newer server may know an action that this console does not: then its name is the word. */
const wordsOf = (action: string): Words =>
  words[action as OperationAction] ?? { verb: action, done: `done (${action})`, about: "" };

export const verbOf = (action: string) => wordsOf(action).verb;
export const aboutOf = (action: string) => wordsOf(action).about;

type Target = Pick<Operation, "action" | "priority" | "queue">;

/** ` to queue mail`, where the action leads somewhere. */
function targetText({ action, priority, queue }: Target): string {
  if (action === "move" && queue) return ` to queue ${queue}`;
  if (action === "reprioritize" && priority !== undefined) return ` to ${priority}`;
  return "";
}

/** `Retry 5,000 jobs`: what a button does. */
export const buttonText = (target: Target, count: string) =>
  `${verbOf(target.action)} ${count}${targetText(target)}`;

/** `Retry dead jobs in queue mail`. */
export function operationWords(operation: Target & Pick<Operation, "filter">, now: Date, zone: ZoneChoice) {
  const jobs = exportWords(operation.filter, now, zone);
  return `${verbOf(operation.action)} ${jobs.charAt(0).toLowerCase()}${jobs.slice(1)}${targetText(operation)}`;
}

const reasons: Record<SkippedJobs["reason"], string> = {
  state: "The action does not apply in their state",
  running: "They run at the moment",
  unchanged: "They are already as the action would make them",
  "unique-key-held": "Another live job has their unique key",
  internal: "They are jobs of Nightshift itself",
  changed: "They changed before it was their turn",
  gone: "They were removed before it was their turn",
};

export const reasonText = (reason: string) => reasons[reason as SkippedJobs["reason"]] ?? reason;

export const skippedCount = ({ skipped }: Pick<Operation, "skipped">) =>
  skipped.reduce((sum, { count }) => sum + count, 0);

/** `12.5%`. */
export const percentText = (ratio: number) => `${Number((ratio * 100).toFixed(1))}%`;

/** `4,990 jobs retried, 10 skipped`. */
export function doneText(operation: Operation): string {
  const skipped = skippedCount(operation);
  const parts = [
    `${countText(operation.done, "job")} ${wordsOf(operation.action).done}`,
    skipped > 0 && `${skipped.toLocaleString("en")} skipped`,
    operation.failed > 0 && `${operation.failed.toLocaleString("en")} not readable`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** What happens with it, what comes next, and how it ended. */
export function operationStep(operation: Operation): string {
  switch (operation.state) {
    case "READY":
      return "Waits for a free worker in queue bulk.";
    case "RUNNING":
      return operation.cancelRequested ? "Cancel requested: it stops within seconds." : phaseText(operation);
    case "RETRYING":
      return "The last attempt failed. The next one continues where it ended, and touches no job twice.";
    case "SUCCEEDED":
      return `Done: ${doneText(operation)}.`;
    case "STOPPED":
      return `${stopText(operation)} Until then: ${doneText(operation)}. The other jobs are as they were.`;
    case "CANCELLED":
      return `Canceled: ${doneText(operation)}. The other jobs are as they were.`;
    case "DEAD":
      return `Failed for good: ${doneText(operation)}. The other jobs are as they were.`;
    default:
      return "";
  }
}

function phaseText({ phase, canary, action }: Operation): string {
  if (phase === "canary") return `Tries the first ${canary?.first.toLocaleString("en") ?? "jobs"}.`;
  if (phase === "waiting")
    return "Waits for the end of the jobs that it tried. The others are untouched so far.";
  return `${canary ? "The jobs that it tried went well. " : ""}${verbOf(action)} in progress.`;
}

function stopText({ stoppedBy, canary, stopAtFailureRatio }: Operation): string {
  switch (stoppedBy) {
    case "canary-failed": {
      if (!canary) break;
      const { failed, tried, stopAtFailureRatio: most } = canary;
      const limit = most === 0 ? "" : ` (more than ${percentText(most)})`;
      return `Stopped by itself: of the first ${countText(tried, "job")}, ${failed.toLocaleString("en")} failed again${limit}.`;
    }
    case "canary-inconclusive":
      return "Stopped by itself: the jobs that it tried first had not all ended in time, or none of them ran.";
    case "failure-ratio":
      return `Stopped by itself: more than ${percentText(stopAtFailureRatio ?? 0)} of the jobs failed again.`;
  }
  return "Stopped by itself.";
}

/**
 * The filter of the jobs that an operation has left as they were: those that still meet its filter, without jobs that
 * were submitted after it.
 */
export function restFilter({ filter, createdAt }: Operation): string {
  return [filter.filter, `created<${createdAt}`].filter(Boolean).join(" ");
}

/** Whether an operation that has ended may have left jobs that it was for. */
export const hasRest = (operation: Operation) =>
  operation.state !== "SUCCEEDED" ||
  operation.skipped.some(({ reason }) => ["changed", "running", "unique-key-held"].includes(reason));
