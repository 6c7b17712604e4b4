import { queryOptions } from "@tanstack/react-query";
import { type FailureGroup, jobsOf } from "@/lib/api/failure";
import type { Schema } from "@/lib/api/schema";
import { call } from "@/lib/api-client";

const shown = 10;

/** The newest jobs of a group. They are fetched again when the group has changed. */
export const groupJobsQuery = (group: FailureGroup) => {
  const query = new URLSearchParams({ filter: jobsOf(group), pageSize: String(shown) });
  return queryOptions({
    queryKey: ["failures", "jobs", group.fingerprint, group.count, group.lastSeen],
    queryFn: ({ signal }) =>
      call<Pick<Schema<"JobPage">, "items">>(`/jobs?${query}`, { signal }).then(({ items }) => items),
    placeholderData: (before) => before,
  });
};
