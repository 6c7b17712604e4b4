import { queryOptions } from "@tanstack/react-query";
import { call } from "../api-client";

export interface Worker {
  id: string;
  host?: string;
  pid?: number;
  version?: string;
  state: "LIVE" | "DRAINING" | "LOST";
  startedAt?: string;
  heartbeatAt?: string;
  concurrency?: number;
  running?: number;
  tasks?: string[];
}

export const workersQuery = queryOptions({
  queryKey: ["workers"],
  queryFn: ({ signal }) => call<{ items: Worker[] }>("/workers", { signal }).then((answer) => answer.items),
});
