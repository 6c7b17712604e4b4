import type { Schema } from "@/lib/api/schema";

/** Whole answers of the API, of which a test sets only what matters to it. */

type Some<T> = { [Name in keyof T]?: T[Name] extends Record<string, unknown> ? Some<T[Name]> : T[Name] };

const noJobs: Schema<"Queue">["counts"] = {
  SCHEDULED: 0,
  READY: 0,
  BLOCKED: 0,
  RUNNING: 0,
  RETRYING: 0,
  SUCCEEDED: 0,
  DEAD: 0,
  CANCELLED: 0,
  EXPIRED: 0,
};

export function queueWith({ counts, rates, ...more }: Some<Schema<"Queue">>): Schema<"Queue"> {
  return {
    name: "mail",
    paused: false,
    ...more,
    counts: { ...noJobs, ...counts },
    rates: { submitted: 0, ended: 0, ...rates },
  };
}

export function failureWith(more: Partial<Schema<"FailureGroup">>): Schema<"FailureGroup"> {
  const { dead = 0, retrying = 0 } = more;
  return {
    fingerprint: "5d1f0e6b2a9c4478",
    title: "SmtpException: mailbox of <value> is full",
    task: "mail.send",
    type: "SmtpException",
    message: "mailbox of <value> is full",
    count: dead + retrying,
    dead,
    retrying,
    queues: [],
    failures: dead + retrying,
    firstSeen: "2026-11-24T14:00:00Z",
    lastSeen: "2026-11-24T14:30:00Z",
    perHour: Array(24).fill(0),
    ...more,
  };
}

export function workerWith(more: Partial<Schema<"Worker">>): Schema<"Worker"> {
  return {
    id: "k3v9x2ab",
    host: "nightshift-0",
    pid: 1,
    version: "1",
    state: "LIVE",
    startedAt: "2026-11-24T14:00:00Z",
    heartbeatAt: "2026-11-24T14:00:00Z",
    concurrency: 8,
    running: 0,
    tasks: [],
    ...more,
  };
}
