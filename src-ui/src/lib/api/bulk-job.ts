import { stateWord } from "./job";
import type { Schema } from "./schema";

/** Imports and exports: jobs that work through many rows, with the id of their job. */
export type BulkKind = "imports" | "exports";

/** The states of their jobs, where a canceled one is called stopped. */
export type BulkState = Schema<"BulkState">;

/** What both have. */
export type BulkJob = Pick<
  Schema<"Import"> | Schema<"Export">,
  keyof Schema<"Import"> & keyof Schema<"Export">
>;

/** A page, as it is or with what the console made of its items. */
export interface BulkPage<T> {
  items: T[];
  nextPageToken?: string;
}

export const bulkStateWord = (state: BulkState) => (state === "STOPPED" ? "Stopped" : stateWord(state));

const ended: readonly BulkState[] = ["SUCCEEDED", "DEAD", "EXPIRED", "STOPPED"];

export const hasEnded = ({ state }: BulkJob) => ended.includes(state);
export const canStop = (job: BulkJob) => !hasEnded(job) && !job.stopRequested;
export const canRestart = (job: BulkJob) => hasEnded(job) && job.state !== "SUCCEEDED";

/**
 * What went wrong, if it still matters: a stopped one has "cancelled" here, which its state says
 * already.
 */
export const troubleOf = ({ state, failure }: BulkJob) =>
  state === "SUCCEEDED" || state === "STOPPED" ? undefined : failure;

export const bulkPath = (kind: BulkKind, id: string) => `/${kind}/${encodeURIComponent(id)}`;

export function pagePath(kind: BulkKind, page: string | undefined): string {
  return page === undefined ? `/${kind}` : `/${kind}?pageToken=${encodeURIComponent(page)}`;
}

interface Words {
  running: string;
  succeeded: string;
  stopped: string;
}

/** What happens with it and what comes next, in words. */
export function bulkStep(job: BulkJob, { running, succeeded, stopped }: Words): string {
  switch (job.state) {
    case "SCHEDULED":
    case "READY":
      return "Waits for a free worker in queue bulk.";
    case "RUNNING":
      return job.stopRequested ? "Stop requested: ends after the current step." : running;
    case "RETRYING":
      return "The last attempt failed. The next one continues where it ended.";
    case "SUCCEEDED":
      return succeeded;
    case "DEAD":
      return "Failed for good. Once the cause is fixed, a restart continues where it ended.";
    case "EXPIRED":
      return "Its start-by time passed before a worker took it.";
    case "STOPPED":
      return `${stopped} A restart continues from there.`;
    default:
      return "";
  }
}
