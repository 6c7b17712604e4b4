import { queryOptions } from "@tanstack/react-query";
import { call } from "../api-client";
import type { Schema } from "./schema";

export type Objective = Schema<"Objective">;
export type ObjectivesReport = Schema<"Objectives">;

export const objectivesQuery = queryOptions({
  queryKey: ["objectives"],
  queryFn: ({ signal }) => call<ObjectivesReport>("/objectives", { signal }),
  refetchInterval: 30_000,
});
