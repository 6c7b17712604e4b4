import type { Job } from "@/lib/api/job";
import { isJsonNumber } from "@/lib/json-text";
import { toIsoDuration } from "@/lib/time";

/** A submit without its args, as typed; empty text means "leave it to the server". */
export interface SubmitRequest {
  task: string;
  queue: string;
  priority: string;
  start: "now" | "delay" | "at";
  delay: string;
  runAt: string;
  maxAttempts: string;
  timeout: string;
  retryInitial: string;
  retryMax: string;
  retryFactor: string;
  retryJitter: string;
  tags: string[];
}

export const emptyRequest: SubmitRequest = {
  task: "",
  queue: "",
  priority: "",
  start: "now",
  delay: "",
  runAt: "",
  maxAttempts: "",
  timeout: "",
  retryInitial: "",
  retryMax: "",
  retryFactor: "",
  retryJitter: "",
  tags: [],
};

export function requestOfJob(job: Job): SubmitRequest {
  return {
    ...emptyRequest,
    task: job.task,
    queue: job.queue,
    priority: String(job.priority),
    maxAttempts: String(job.maxAttempts),
    timeout: job.timeout ?? "",
    retryInitial: job.retry?.initial ?? "",
    retryMax: job.retry?.max ?? "",
    retryFactor: job.retry ? String(job.retry.factor) : "",
    retryJitter: job.retry ? String(job.retry.jitter) : "",
    tags: job.tags ?? [],
  };
}

export type Problems = Record<string, string>;

/**
 * The body of POST /jobs. Only values that cannot be written as JSON are problems here, and are
 * left out. The server checks everything else. Without `argsText` there are no args.
 */
export function requestText(
  request: SubmitRequest,
  argsText: string | undefined,
): { text: string; problems: Problems } {
  const problems: Problems = {};
  const members: string[] = [];
  const add = (name: string, json: string | undefined, into = members) => {
    if (json !== undefined) into.push(`${JSON.stringify(name)}: ${json}`);
  };
  const quoted = (value: string) => (value.trim() === "" ? undefined : JSON.stringify(value.trim()));
  const numeric = (pointer: string, value: string) => {
    const text = value.trim();
    if (text === "" || isJsonNumber(text)) return text || undefined;
    problems[pointer] = "must be a number";
    return undefined;
  };
  const duration = (pointer: string, value: string) => {
    if (value.trim() === "") return undefined;
    const iso = toIsoDuration(value);
    if (iso === undefined) problems[pointer] = "is not a duration; write it like 90s, 1h 30m or PT90S";
    return iso && JSON.stringify(iso);
  };

  add("task", JSON.stringify(request.task));
  add("args", argsText);
  add("queue", quoted(request.queue));
  add("priority", numeric("/priority", request.priority));
  if (request.start === "delay") {
    if (request.delay.trim() === "") problems["/delay"] = "is missing";
    add("delay", duration("/delay", request.delay));
  }
  if (request.start === "at") {
    if (request.runAt === "") problems["/runAt"] = "is missing";
    add("runAt", quoted(request.runAt));
  }
  add("maxAttempts", numeric("/maxAttempts", request.maxAttempts));
  add("timeout", duration("/timeout", request.timeout));
  const retry: string[] = [];
  add("initial", duration("/retry/initial", request.retryInitial), retry);
  add("max", duration("/retry/max", request.retryMax), retry);
  add("factor", numeric("/retry/factor", request.retryFactor), retry);
  add("jitter", numeric("/retry/jitter", request.retryJitter), retry);
  if (retry.length > 0) members.push(`"retry": {${retry.join(", ")}}`);
  if (request.tags.length > 0) add("tags", JSON.stringify(request.tags));
  return { text: `{${members.join(", ")}}`, problems };
}
