import type { OperationAction } from "@/lib/api/operation";
import type { Schema } from "@/lib/api/schema";
import type { Problems } from "@/lib/problem";
import { toIsoDuration } from "@/lib/time";

type NewOperation = Schema<"NewOperation">;

/** What the form of a new operation has, beside what its address says: text as it was typed. */
export interface OperationDraft {
  priority: string;
  queue: string;
  rate: string;
  /** Try some jobs first. */
  tryFirst: boolean;
  first: string;
  stopPercent: string;
  wait: string;
  /** Watch the rest too. */
  restPercent: string;
}

export const emptyDraft: OperationDraft = {
  priority: "5",
  queue: "",
  rate: "",
  tryFirst: true,
  first: "20",
  stopPercent: "10",
  wait: "10m",
  restPercent: "",
};

/** Which field shows what the server says about a pointer. */
export const draftPointers = [
  "/filter",
  "/action",
  "/priority",
  "/queue",
  "/ratePerSecond",
  "/canary/first",
  "/canary/stopAtFailureRatio",
  "/canary/waitAtMost",
  "/stopAtFailureRatio",
];

export interface Wanted {
  action: OperationAction;
  filter: string;
}

/** The part of the request that decides which jobs are meant; undefined while something is missing. */
export function previewOf(
  { action, filter }: Wanted,
  draft: Pick<OperationDraft, "priority" | "queue">,
): NewOperation | undefined {
  const queue = draft.queue.trim();
  if (filter === "" || (action === "move" && queue === "")) return undefined;
  return {
    action,
    filter: { filter },
    ...(action === "reprioritize" ? { priority: Number(draft.priority) } : {}),
    ...(action === "move" ? { queue } : {}),
  };
}

/** The request, and what is wrong with what was typed. */
export function requestOf(
  wanted: Wanted,
  draft: OperationDraft,
): { body?: NewOperation; problems: Problems } {
  const problems: Problems = {};
  const start = previewOf(wanted, draft);
  if (wanted.filter === "") problems["/filter"] = "says which jobs are meant, and is required";
  else if (start === undefined) problems["/queue"] = "is required";

  const rate = whole(draft.rate, "/ratePerSecond", problems);
  const body: NewOperation = { ...(start ?? { action: wanted.action, filter: {} }) };
  if (rate !== undefined) body.ratePerSecond = rate;
  if (wanted.action === "retry" && draft.tryFirst) {
    const wait = toIsoDuration(draft.wait);
    if (draft.wait.trim() !== "" && wait === undefined)
      problems["/canary/waitAtMost"] = "must be a duration such as 10m or 1h 30m";
    if (draft.first.trim() === "") problems["/canary/first"] = "is required";
    body.canary = {
      first: whole(draft.first, "/canary/first", problems) ?? 0,
      stopAtFailureRatio: ratio(draft.stopPercent, "/canary/stopAtFailureRatio", problems) ?? 0,
      ...(wait === undefined ? {} : { waitAtMost: wait }),
    };
  }
  if (wanted.action === "retry") {
    const rest = ratio(draft.restPercent, "/stopAtFailureRatio", problems);
    if (rest !== undefined) body.stopAtFailureRatio = rest;
  }
  return Object.keys(problems).length > 0 ? { problems } : { body, problems };
}

function whole(typed: string, pointer: string, problems: Problems): number | undefined {
  const text = typed.replaceAll(/[,\s]/g, "");
  if (text === "") return undefined;
  if (/^\d+$/.test(text) && Number(text) > 0) return Number(text);
  problems[pointer] = "must be a whole number above 0";
  return undefined;
}

function ratio(typed: string, pointer: string, problems: Problems): number | undefined {
  const text = typed.trim().replace(/\s*%$/, "");
  if (text === "") return undefined;
  const percent = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (percent >= 0 && percent <= 100) return Number((percent / 100).toFixed(6));
  problems[pointer] = "must be from 0 to 100";
  return undefined;
}
