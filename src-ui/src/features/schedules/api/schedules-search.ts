import * as z from "zod/mini";

export const schedulesSearchSchema = z.object({ page: z.optional(z.string()) });
