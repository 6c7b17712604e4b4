import { queryOptions } from "@tanstack/react-query";
import { type CallOptions, callText } from "../api-client";
import { type JsonNode, memberOf, parseJson } from "../json-text";
import type { Schema } from "./schema";

export const jobStates = [
  "SCHEDULED",
  "READY",
  "BLOCKED",
  "RUNNING",
  "RETRYING",
  "SUCCEEDED",
  "DEAD",
  "CANCELLED",
  "EXPIRED",
] as const satisfies JobState[];
export type JobState = Schema<"JobState">;

const stateWords: Record<JobState, string> = {
  SCHEDULED: "Scheduled",
  READY: "Ready",
  BLOCKED: "Blocked",
  RUNNING: "Running",
  RETRYING: "Retrying",
  SUCCEEDED: "Succeeded",
  DEAD: "Dead",
  CANCELLED: "Canceled",
  EXPIRED: "Expired",
};

/** A newer server may know a state that this console does not: then its name is the word. */
export const stateWord = (state: string) => stateWords[state as JobState] ?? state;

const finalStates: readonly JobState[] = ["SUCCEEDED", "DEAD", "CANCELLED", "EXPIRED"];
export const isFinal = (state: JobState) => finalStates.includes(state);

export type Failure = Schema<"Failure">;
export type HttpResponse = Schema<"HttpResponse">;

/** The fields that a schema names, where it allows others. */
type KnownFields<T> = { [Name in keyof T as string extends Name ? never : Name]: T[Name] };
type AnsweredAttempt = KnownFields<Schema<"Attempt">>;
export type Outcome = NonNullable<AnsweredAttempt["outcome"]>;

export interface Attempt extends AnsweredAttempt {
  /** What `http.request` noted. */
  response?: HttpResponse;
  /** What the task noted beside the known fields, as JSON text by name. */
  notes: Record<string, string>;
}

export type JobSummary = Schema<"JobSummary">;

/** An older server does not say how many attempts count. */
export const attemptsCounted = ({ attempt, attemptsUsed, maxAttempts }: JobSummary) =>
  attemptsUsed ?? Math.min(attempt, maxAttempts);

/** `1 of 10`, and after a retry by hand or an interruption `1 of 10, 4 in all`. */
export function attemptsText(job: JobSummary): string {
  const counted = attemptsCounted(job);
  const inAll = counted === job.attempt ? "" : `, ${job.attempt} in all`;
  return `${counted} of ${job.maxAttempts}${inAll}`;
}

/** A job as its page shows it. Args and result stay text: parsing would change their numbers. */
export interface Job extends Omit<Schema<"Job">, "args" | "result" | "attempts"> {
  attempts: Attempt[];
  argsText?: string;
  resultText?: string;
  sourceText: string;
}

const attemptFields = ["number", "outcome", "startedAt", "endedAt", "worker", "failure", "response"];

export function jobFromText(text: string): Job {
  const root = parseJson(text);
  const plain = JSON.parse(text) as Omit<Job, "attempts"> & { attempts?: Omit<Attempt, "notes">[] };
  const slice = (node: JsonNode | undefined) => (node ? text.slice(node.start, node.end) : undefined);
  const attemptNodes = memberOf(root, "attempts");
  return {
    ...plain,
    attempts: (plain.attempts ?? []).map((attempt, index) => {
      const node = attemptNodes?.kind === "array" ? attemptNodes.items[index] : undefined;
      const extra = node?.kind === "object" ? node.members.filter((m) => !attemptFields.includes(m.key)) : [];
      return { ...attempt, notes: Object.fromEntries(extra.map((m) => [m.key, slice(m.value) ?? ""])) };
    }),
    argsText: slice(memberOf(root, "args")),
    resultText: slice(memberOf(root, "result")),
    sourceText: text,
  };
}

export const jobPath = (id: string) => `/jobs/${encodeURIComponent(id)}`;

export async function callJob(path: string, options?: CallOptions): Promise<Job> {
  return jobFromText(await callText(path, options));
}

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ["jobs", "one", id],
    queryFn: ({ signal }) => callJob(jobPath(id), { signal }),
  });
