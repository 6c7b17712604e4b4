import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type Destination, destinationPath } from "@/lib/api/destination";
import type { Schema } from "@/lib/api/schema";
import { call } from "@/lib/api-client";
import type { DestinationsSearch } from "./destinations-search";

export const destinationsPageQuery = ({ page, state }: DestinationsSearch) => {
  const query = new URLSearchParams();
  if (state) query.set("state", state);
  if (page) query.set("pageToken", page);
  const search = query.size > 0 ? `?${query}` : "";
  return queryOptions({
    queryKey: ["destinations", "list", state, page],
    queryFn: ({ signal }) => call<Schema<"DestinationPage">>(`/destinations${search}`, { signal }),
    placeholderData: keepPreviousData,
  });
};

export const destinationQuery = (host: string) =>
  queryOptions({
    queryKey: ["destinations", "one", host],
    queryFn: ({ signal }) => call<Destination>(destinationPath(host), { signal }),
  });
