import type { Job } from "@/lib/api/job";
import { bodyText } from "@/lib/body-text";
import type { Problems } from "@/lib/problem";

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

/** The body of POST /jobs, and the fields that cannot be written. Without `argsText` there are no args. */
export function requestText(
  request: SubmitRequest,
  argsText: string | undefined,
): { text: string; problems: Problems } {
  const body = bodyText();
  const { problems, add, quoted, numeric, duration } = body;

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
  const retry = bodyText();
  retry.add("initial", duration("/retry/initial", request.retryInitial));
  retry.add("max", duration("/retry/max", request.retryMax));
  retry.add("factor", numeric("/retry/factor", request.retryFactor));
  retry.add("jitter", numeric("/retry/jitter", request.retryJitter));
  if (!retry.isEmpty()) add("retry", retry.text());
  if (request.tags.length > 0) add("tags", JSON.stringify(request.tags));
  return { text: body.text(), problems };
}
