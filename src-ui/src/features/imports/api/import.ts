import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { bulkPath, bulkStep, pagePath } from "@/lib/api/bulk-job";
import type { Schema } from "@/lib/api/schema";
import { call } from "@/lib/api-client";
import { countText } from "@/lib/count";
import { durationText } from "@/lib/time";

export type ImportFormat = Schema<"FileFormat">;

/** Fields of args by column: the name of a property or a JSON Pointer; null for a column that is left out. */
export type ColumnTargets = Record<string, string | null>;

export type CellType = Schema<"CellType">;

/** How cells are read, by column; by the schema of the task where a column is missing. */
export type ColumnTypes = Record<string, CellType>;

/** The column mapping of an import, in the form of the API. */
export type ColumnChoices = NonNullable<Import["columns"]>;

export type Import = Schema<"Import">;
export type Partition = Import["partitions"][number];

export const importTitle = (job: Pick<Import, "name" | "task">) => job.name ?? `Rows for ${job.task}`;

export const rejectsFile = (id: string) => `/api/v1${bulkPath("imports", id)}/rejects`;

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", "one", id],
    queryFn: ({ signal }) => call<Import>(bulkPath("imports", id), { signal }),
  });

export const importsPageQuery = (page: string | undefined) =>
  queryOptions({
    queryKey: ["imports", "list", page],
    queryFn: ({ signal }) => call<Schema<"ImportPage">>(pagePath("imports", page), { signal }),
    placeholderData: keepPreviousData,
  });

/** What happens with an import and what comes next, in words. */
export function importStep(job: Import): string {
  const { read, rows, submitted, rejected } = job;
  const left =
    job.secondsLeft === undefined ? "" : `, about ${durationText(Math.ceil(job.secondsLeft) * 1_000)} left`;
  const submittedJobs = `${countText(submitted, "job")} submitted`;
  return bulkStep(job, {
    running: `Reads rows and submits a job for each${left}.`,
    succeeded:
      rejected === 0
        ? `Done: ${submittedJobs}, no row rejected.`
        : `Done: ${submittedJobs}, ${countText(rejected, "row")} rejected.`,
    stopped: `Stopped after ${read.toLocaleString("en")} of ${countText(rows, "row")}.`,
  });
}
