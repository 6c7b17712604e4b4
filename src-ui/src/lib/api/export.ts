import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../api-client";
import type { Schema } from "./schema";

/** A newer server may know a state that this console does not. */
export type ExportFilter = Omit<Schema<"JobFilter">, "state"> & { state?: string[] };
export type ExportFormat = Schema<"FileFormat">;
export type Export = Omit<Schema<"Export">, "filter"> & { filter: ExportFilter };

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
