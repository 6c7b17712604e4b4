import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Schema } from "@/lib/api/schema";
import { call, callText } from "@/lib/api-client";
import { countText } from "@/lib/count";
import { memberOf, parseJson } from "@/lib/json-text";
import { durationMillis, durationText, relativeTime } from "@/lib/time";

export type Schedule = Schema<"Schedule">;
export type Run = NonNullable<Schedule["next"]>;
export type PastRun = Schema<"PastRun">;

/** With the args as JSON text, digit for digit. */
export interface ScheduleWithArgs extends Schedule {
  argsText: string;
}

export function scheduleFromText(text: string): ScheduleWithArgs {
  const args = memberOf(parseJson(text), "args");
  return { ...(JSON.parse(text) as Schedule), argsText: args ? text.slice(args.start, args.end) : "{}" };
}

export const schedulePath = (name: string) => `/schedules/${encodeURIComponent(name)}`;

export const schedulesPageQuery = (page: string | undefined) =>
  queryOptions({
    queryKey: ["schedules", "list", page],
    queryFn: ({ signal }) =>
      call<Schema<"SchedulePage">>(
        page === undefined ? "/schedules" : `/schedules?pageToken=${encodeURIComponent(page)}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });

export const scheduleQuery = (name: string) =>
  queryOptions({
    queryKey: ["schedules", "one", name],
    queryFn: ({ signal }) => callText(schedulePath(name), { signal }).then(scheduleFromText),
  });

export const nextRunsQuery = (name: string) =>
  queryOptions({
    queryKey: ["schedules", "next", name],
    queryFn: ({ signal }) =>
      call<Schema<"ScheduleRuns">>(`${schedulePath(name)}/runs?next=10`, { signal }).then(
        ({ next }) => next ?? [],
      ),
  });

export const pastRunsQuery = (name: string) =>
  queryOptions({
    queryKey: ["schedules", "last", name],
    queryFn: ({ signal }) =>
      call<Schema<"ScheduleRuns">>(`${schedulePath(name)}/runs?last=20`, { signal }).then(
        ({ last }) => last ?? [],
      ),
  });

/** What happens next with a schedule, in words. */
export function scheduleStep({ state, next, waiting }: Schedule, now: Date): string {
  if (state === "PAUSED") return "Does not run until it is resumed.";
  if (state === "ENDED") return "Has had its last run.";
  if (waiting) return "A run waits for the end of an earlier job.";
  if (!next) return "";
  const due = relativeTime(new Date(next.dueAt), now);
  return `Runs ${due.startsWith("in ") ? due : "any moment"}.`;
}

const kinds: Record<PastRun["kind"], string> = {
  PLANNED: "In time",
  CAUGHT_UP: "Caught up",
  BUFFERED: "After a wait",
  MANUAL: "Run by hand",
  SKIPPED_OVERLAP: "Left out, a job still ran",
  SKIPPED_LATE: "Left out, too late",
};

/** What became of a run, in words. One entry can stand for several runs. */
export function runWords({ kind, runs }: PastRun): string {
  const word = kinds[kind] ?? kind;
  return runs > 1 ? `${word} (${countText(runs, "run")})` : word;
}

/** How late a run was. One that somebody asked for has no time of its own. */
export function latenessText({ kind, lateness }: PastRun): string {
  const millis = durationMillis(lateness);
  if (kind === "MANUAL" || Number.isNaN(millis)) return "–";
  return durationText(millis);
}

const origins: Record<Schedule["origin"], string> = {
  API: "API",
  CODE: "Code",
  CODE_OVERRIDDEN: "Code, overridden",
};

export const originWord = ({ origin }: Pick<Schedule, "origin">) => origins[origin] ?? origin;

/** `2026-12-01T02:30:00+01:00` as people read it: `2026-12-01 02:30:00 +01:00`. */
export const localText = (localTime: string) =>
  localTime.replace(
    /^(\S+?)T([\d:]+)(?:\.\d+)?(Z|[+-].*)$/,
    (_, day: string, clock: string, offset: string) => `${day} ${clock} ${offset === "Z" ? "UTC" : offset}`,
  );
