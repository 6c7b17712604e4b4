import { queryOptions } from "@tanstack/react-query";
import { type Job, jobPath } from "@/lib/api/job";
import type { Schema } from "@/lib/api/schema";
import { call } from "@/lib/api-client";

type Explanation = Schema<"Explanation">;
export type Cause = Explanation["causes"][number];

export const isWaiting = ({ state }: Pick<Job, "state">) =>
  ["SCHEDULED", "READY", "BLOCKED", "RETRYING"].includes(state);

/** The page says these elsewhere. */
const toldElsewhere: readonly Cause["cause"][] = ["SCHEDULED", "RETRYING", "RUNNING", "ENDED"];

/** What keeps a job from running, beside its time. */
export const causesQuery = (id: string) =>
  queryOptions({
    queryKey: ["jobs", "one", id, "causes"],
    queryFn: ({ signal }) =>
      call<Explanation>(`${jobPath(id)}:explain`, { signal }).then(({ causes }) =>
        causes.filter(({ cause }) => !toldElsewhere.includes(cause)),
      ),
  });
