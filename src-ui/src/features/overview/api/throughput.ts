import { queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/api-client";

export interface Minute {
  minute: string;
  submitted: number;
  succeeded: number;
  /** Attempts, not jobs. */
  failed: number;
  dead: number;
}

export const throughputQuery = queryOptions({
  queryKey: ["throughput", 60],
  queryFn: ({ signal }) =>
    call<{ items: Minute[] }>("/throughput?minutes=60", { signal }).then((answer) => answer.items),
});
