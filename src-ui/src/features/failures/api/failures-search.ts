import * as z from "zod/mini";

/** Values that are not known are passed on: the server refuses them by name, where dropping them would show more. */
export const failuresSearchSchema = z.object({
  task: z.optional(z.string()),
  queue: z.optional(z.string()),
  state: z.optional(z.string()),
  /** By default, muted groups are left out; `any` lists all. */
  muted: z.optional(z.string()),
  sort: z.optional(z.string()),
  page: z.optional(z.string()),
});

export type FailuresSearch = z.infer<typeof failuresSearchSchema>;

/** The query of the call for a page of the list. */
export function failuresCallQuery({ task, queue, state, muted, sort, page }: FailuresSearch): string {
  const query = new URLSearchParams();
  if (task) query.set("task", task);
  if (queue) query.set("queue", queue);
  if (state) query.set("state", state);
  if (muted !== "any") query.set("muted", muted ?? "false");
  query.set("sort", sort ?? "count");
  if (page) query.set("pageToken", page);
  return query.toString();
}

export const isFiltered = ({ task, queue, state, muted }: FailuresSearch) =>
  [task, queue, state, muted].some(Boolean);
