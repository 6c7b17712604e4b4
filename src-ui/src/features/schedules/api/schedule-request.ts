import { bodyText } from "@/lib/body-text";
import type { Problems } from "@/lib/problem";
import type { ScheduleWithArgs } from "./schedule";

/** A schedule without its args, as typed; empty text means "leave it to the server". */
export interface ScheduleRequest {
  name: string;
  timing: "cron" | "every";
  cron: string;
  timeZone: string;
  every: string;
  offset: string;
  jitter: string;
  task: string;
  queue: string;
  overlap: string;
  catchup: string;
  pauseOnFailure: boolean;
  /** Settings that the form has no field for, as JSON text by name. A change of the rest keeps them. */
  kept: Record<string, string>;
}

export const emptyRequest: ScheduleRequest = {
  name: "",
  timing: "cron",
  cron: "",
  timeZone: "",
  every: "",
  offset: "",
  jitter: "",
  task: "",
  queue: "",
  overlap: "SKIP",
  catchup: "SKIP",
  pauseOnFailure: false,
  kept: {},
};

const unshown = [
  "startAt",
  "endAt",
  "catchupWindow",
  "priority",
  "maxAttempts",
  "timeout",
  "retry",
  "tags",
  "key",
] as const satisfies (keyof ScheduleWithArgs)[];

const isZero = (duration: string | undefined) => duration === undefined || duration === "PT0S";

export function requestOfSchedule(schedule: ScheduleWithArgs): ScheduleRequest {
  const kept = unshown.flatMap((name): [string, string][] =>
    schedule[name] === undefined ? [] : [[name, JSON.stringify(schedule[name])]],
  );
  return {
    name: schedule.name,
    timing: schedule.every === undefined ? "cron" : "every",
    cron: schedule.cron ?? "",
    timeZone: schedule.timeZone ?? "",
    every: schedule.every ?? "",
    offset: isZero(schedule.offset) ? "" : (schedule.offset ?? ""),
    jitter: isZero(schedule.jitter) ? "" : schedule.jitter,
    task: schedule.task,
    queue: schedule.queue,
    overlap: schedule.overlap,
    catchup: schedule.catchup,
    pauseOnFailure: schedule.pauseOnFailure,
    kept: Object.fromEntries(kept),
  };
}

/** Fields that decide when a schedule runs. Their problems are shown while somebody types. */
export const timingPointers = ["/cron", "/timeZone", "/every", "/offset", "/jitter"];

export const fieldPointers = [
  ...timingPointers,
  "name",
  "/task",
  "/args",
  "/queue",
  "/overlap",
  "/catchup",
  "/pauseOnFailure",
];

/** Whether there is something to preview. */
export const hasTiming = ({ timing, cron, every }: ScheduleRequest) =>
  (timing === "cron" ? cron : every).trim() !== "";

/** The body of PUT /schedules/{name}, and the fields that cannot be written. Without `argsText` there are no args. */
export function requestText(
  request: ScheduleRequest,
  argsText: string | undefined,
): { text: string; problems: Problems } {
  const body = bodyText();
  const { problems, add, quoted, duration } = body;
  if (request.timing === "cron") {
    add("cron", quoted(request.cron));
    add("timeZone", quoted(request.timeZone));
  } else {
    add("every", duration("/every", request.every));
    add("offset", duration("/offset", request.offset));
  }
  add("jitter", duration("/jitter", request.jitter));
  add("task", JSON.stringify(request.task));
  add("args", argsText);
  add("queue", quoted(request.queue));
  add("overlap", quoted(request.overlap));
  add("catchup", quoted(request.catchup));
  if (request.pauseOnFailure) add("pauseOnFailure", "true");
  for (const [name, json] of Object.entries(request.kept)) add(name, json);
  return { text: body.text(), problems };
}
