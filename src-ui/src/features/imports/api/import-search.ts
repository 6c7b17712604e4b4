import * as z from "zod/mini";

export const importsSearchSchema = z.object({ page: z.optional(z.string()) });

/** `from`: the import whose task, queue and columns fill the form at first. */
export const newImportSearchSchema = z.object({
  task: z.optional(z.string()),
  from: z.optional(z.string()),
});
