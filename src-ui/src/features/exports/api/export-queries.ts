import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type BulkPage, bulkPath, bulkStep, pagePath } from "@/lib/api/bulk-job";
import { type Export, exportKey } from "@/lib/api/export";
import { call } from "@/lib/api-client";
import { countText } from "@/lib/count";
import { sizeText } from "@/lib/size";

export const exportQuery = (id: string) =>
  queryOptions({
    queryKey: exportKey(id),
    queryFn: ({ signal }) => call<Export>(bulkPath("exports", id), { signal }),
  });

export const exportsPageQuery = (page: string | undefined) =>
  queryOptions({
    queryKey: ["exports", "list", page],
    queryFn: ({ signal }) => call<BulkPage<Export>>(pagePath("exports", page), { signal }),
    placeholderData: keepPreviousData,
  });

export function exportStep(job: Export): string {
  return bulkStep(job, {
    running: "Checks each job and writes those that match.",
    succeeded: `Done: ${countText(job.written, "job")} written.`,
    stopped: `Stopped after ${countText(job.written, "job")}.`,
  });
}

/** `1,200 of 5,000 jobs looked at, 340 written, 1.2 MiB`. */
export function progressText({ read, total, written, bytes }: Export): string {
  const looked =
    total === undefined
      ? countText(read, "job")
      : `${read.toLocaleString("en")} of ${countText(total, "job")}`;
  return `${looked} looked at, ${written.toLocaleString("en")} written, ${sizeText(bytes)}`;
}
