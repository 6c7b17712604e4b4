import * as z from "zod/mini";

export const breakerStates = ["OPEN", "HALF_OPEN", "CLOSED"] as const;

export const destinationsSearchSchema = z.object({
  page: z.optional(z.string()),
  state: z.catch(z.optional(z.enum(breakerStates)), undefined),
});

export type DestinationsSearch = z.infer<typeof destinationsSearchSchema>;
