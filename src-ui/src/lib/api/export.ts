import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../api-client";
import type { BulkJob } from "./bulk-job";

export interface ExportFilter {
  state?: string[];
  queue?: string;
  task?: string;
  tag?: string;
  q?: string;
  createdAfter?: string;
  createdBefore?: string;
}

export type ExportFormat = "ndjson" | "csv";

export interface Export extends BulkJob {
  format: ExportFormat;
  filter: ExportFilter;
  /** Jobs looked at. */
  read: number;
  /** Jobs to look at. */
  total?: number;
  written: number;
  bytes: number;
  /** Where the file is, once it is whole. */
  file?: string;
}

export const exportKey = (id: string) => ["exports", "one", id] as const;

export function useCreateExport() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wanted: { format: ExportFormat; filter: ExportFilter }) =>
      call<Export>("/exports", { method: "POST", body: JSON.stringify(wanted) }),
    onSuccess: (created) => {
      queryClient.setQueryData(exportKey(created.id), created);
      void queryClient.invalidateQueries({ queryKey: ["exports", "list"] });
    },
  });
}
