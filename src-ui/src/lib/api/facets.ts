import { queryOptions } from "@tanstack/react-query";
import { call } from "../api-client";
import type { Schema } from "./schema";

export type Facets = Schema<"JobFacets">;

export const facetsKey = ["jobs", "facets"];

/** How many jobs a filter means, and in which states, queues, tasks and with which tags; all jobs without a text. */
export const facetsQuery = (filter: string) =>
  queryOptions({
    queryKey: [...facetsKey, filter],
    queryFn: ({ signal }) =>
      call<Facets>(filter === "" ? "/jobs:facets" : `/jobs:facets?${new URLSearchParams({ filter })}`, {
        signal,
      }),
    staleTime: 5_000,
    // An extra: what cannot be counted is not shown, and what is wrong with a filter, the list says.
    retry: false,
  });
