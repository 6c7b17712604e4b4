import { queryOptions } from "@tanstack/react-query";
import type { Schema } from "@/lib/api/schema";
import { call } from "@/lib/api-client";

export type Minute = Schema<"Throughput">["items"][number];

export const throughputQuery = queryOptions({
  queryKey: ["throughput", 60],
  queryFn: ({ signal }) =>
    call<Schema<"Throughput">>("/throughput?minutes=60", { signal }).then((answer) => answer.items),
});
