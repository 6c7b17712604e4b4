import { queryOptions } from "@tanstack/react-query";
import { call } from "../api-client";
import type { Schema } from "./schema";

export type Worker = Schema<"Worker">;

export const workersQuery = queryOptions({
  queryKey: ["workers"],
  queryFn: ({ signal }) => call<Schema<"WorkerList">>("/workers", { signal }).then((answer) => answer.items),
});
