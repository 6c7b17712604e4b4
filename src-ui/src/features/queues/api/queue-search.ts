import * as z from "zod/mini";

/** Whether the settings are being edited. */
export const queueSearchSchema = z.object({ edit: z.optional(z.string()) });
