import * as z from "zod/mini";

/** `from`: the job whose fields fill the form at first. */
export const submitSearchSchema = z.object({
  task: z.optional(z.string()),
  from: z.optional(z.string()),
});
