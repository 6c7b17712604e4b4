import * as z from "zod/mini";
import { sinceChoices } from "@/lib/filter-text";

const last = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value) => (Array.isArray(value) ? (value.at(-1) ?? "") : value)),
);
/** Repeated, or with commas between: `state=DEAD&state=READY`, `state=DEAD,READY`. */
const list = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value) => [value].flat().flatMap((text) => text.split(",").filter(Boolean))),
);

/**
 * The filter in the address: the text that people write, and the separate conditions that links use. Unknown values are passed on, not dropped: the server refuses them by
 * name, while dropping one would silently widen the list.
 */
export const jobSearchSchema = z.object({
  state: z.optional(list),
  queue: z.optional(last),
  task: z.optional(last),
  tag: z.optional(last),
  q: z.optional(last),
  filter: z.optional(last),
  since: z.optional(last),
  createdAfter: z.optional(last),
  createdBefore: z.optional(last),
  page: z.optional(last),
});

export type JobSearch = z.infer<typeof jobSearchSchema>;
export type JobFilter = Omit<JobSearch, "page">;

const single = ["queue", "task", "tag", "q", "createdAfter", "createdBefore", "filter"] as const;

/** The filter with its relative range made absolute, for API calls and copied links. */
export function absoluteFilter(filter: JobFilter, now: Date): JobFilter {
  const { since, ...rest } = filter;
  if (since === undefined) return rest;
  const choice = sinceChoices.find(({ value }) => value === since);
  return { ...rest, createdAfter: choice ? new Date(now.getTime() - choice.millis).toISOString() : since };
}

export function filterQuery(filter: JobFilter, now: Date): URLSearchParams {
  const absolute = absoluteFilter(filter, now);
  const query = new URLSearchParams();
  for (const state of absolute.state ?? []) query.append("state", state);
  for (const name of single) {
    const value = absolute[name];
    if (value) query.set(name, value);
  }
  return query;
}

export function isFiltered(filter: JobFilter): boolean {
  return (
    filter.since !== undefined ||
    (filter.state?.length ?? 0) > 0 ||
    single.some((name) => Boolean(filter[name]))
  );
}
