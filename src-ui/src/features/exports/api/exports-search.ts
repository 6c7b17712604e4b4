import * as z from "zod/mini";

export const exportsSearchSchema = z.object({ page: z.optional(z.string()) });
