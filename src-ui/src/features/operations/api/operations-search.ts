import * as z from "zod/mini";
import { operationActions } from "@/lib/api/operation";

export const operationsSearchSchema = z.object({ page: z.optional(z.string()) });

/** What an operation is for stands in its address, so that a link or a reload shows the same preview. */
export const newOperationSearchSchema = z.object({
  action: z.catch(z.optional(z.enum(operationActions)), undefined),
  filter: z.optional(z.string()),
});
