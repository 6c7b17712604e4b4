import type { Queue } from "@/lib/api/queue";
import { isJsonNumber } from "@/lib/json-text";
import type { Problems } from "@/lib/problem";
import { toIsoDuration } from "@/lib/time";
import { type SettingField, settingFields } from "./setting-fields";

/** What the form begins with. A queue that is not there yet has only a name. */
export type QueueBefore = Pick<Queue, "name"> & Partial<Queue>;

/** The settings of a queue as typed. Empty text means "not set". */
export interface SettingsDraft {
  /** By the JSON Pointers of the fields. */
  texts: Record<string, string>;
  /** Keys and their weights. */
  weights: [string, string][];
}

type JsonObject = { [name: string]: unknown };

const namesIn = (pointer: string) => pointer.slice(1).split("/");

/** The text that stands for the value of a setting; empty if it is not set. */
export function textOf(queue: QueueBefore, pointer: string): string {
  const value = namesIn(pointer).reduce<unknown>(
    (at, name) => (typeof at === "object" && at !== null ? (at as JsonObject)[name] : undefined),
    queue,
  );
  return value === undefined ? "" : String(value);
}

export function draftOf(queue: QueueBefore): SettingsDraft {
  return {
    texts: Object.fromEntries(settingFields.map(({ pointer }) => [pointer, textOf(queue, pointer)])),
    weights: Object.entries(queue.weights ?? {}).map(([key, weight]) => [key, String(weight)]),
  };
}

export const weightPointer = (key: string) => `/weights/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;

const keptByFile = "is set by the file of nightshift.queues, which only another value can override";

/**
 * The JSON Merge Patch that leads from a queue to what was typed: changed fields only. `null` removes the value of the
 * API, so that one of the file applies again.
 */
export function patchOf(
  before: QueueBefore,
  draft: SettingsDraft,
): { patch: JsonObject; problems: Problems } {
  const patch: JsonObject = {};
  const problems: Problems = {};
  for (const field of settingFields) {
    const { pointer } = field;
    const typed = (draft.texts[pointer] ?? "").trim();
    if (typed === textOf(before, pointer)) continue;
    const value = typed === "" ? removal(before, pointer) : jsonOf(field, typed);
    if ("problem" in value) problems[pointer] = value.problem;
    else put(patch, namesIn(pointer), value.json);
  }
  const weights = weightsPatch(before, draft.weights);
  if (weights.problems.length > 0) problems["/weights"] = weights.problems.join("; ");
  if (weights.entries.length > 0) patch.weights = Object.fromEntries(weights.entries);
  return { patch, problems };
}

type Value = { json: unknown } | { problem: string };

function removal({ sources }: QueueBefore, pointer: string): Value {
  return sources?.[pointer] === "FILE" ? { problem: keptByFile } : { json: null };
}

function jsonOf({ kind }: Pick<SettingField, "kind">, typed: string): Value {
  switch (kind) {
    case "number": {
      const json = isJsonNumber(typed) ? Number(typed) : Number.NaN;
      return Number.isFinite(json) ? { json } : { problem: "must be a number" };
    }
    case "duration": {
      const json = toIsoDuration(typed);
      return json === undefined
        ? { problem: "is not a duration; write it like 90s, 1h 30m or PT90S" }
        : { json };
    }
    case "choice":
      return { json: typed === "true" };
    default:
      return { json: typed };
  }
}

function put(into: JsonObject, names: string[], json: unknown) {
  const [first = "", ...rest] = names;
  if (rest.length === 0) {
    into[first] = json;
    return;
  }
  into[first] ??= {};
  put(into[first] as JsonObject, rest, json);
}

function weightsPatch(before: QueueBefore, typed: [string, string][]) {
  const old = new Map(Object.entries(before.weights ?? {}).map(([key, weight]) => [key, String(weight)]));
  const entries: [string, unknown][] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const [key, text] of typed) {
    const weight = text.trim();
    if (key === "" && weight === "") continue;
    if (key === "") problems.push(`the weight ${weight} has no key`);
    else if (seen.has(key)) problems.push(`${key} is there twice`);
    seen.add(key);
    if (old.get(key) === weight) continue;
    const value: Value = weight === "" ? { problem: "has no weight" } : jsonOf({ kind: "number" }, weight);
    if ("problem" in value) problems.push(`${key} ${value.problem}`);
    else entries.push([key, value.json]);
  }
  for (const key of old.keys()) {
    if (seen.has(key)) continue;
    const value = removal(before, weightPointer(key));
    if ("problem" in value) problems.push(`${key} ${value.problem}`);
    else entries.push([key, value.json]);
  }
  return { entries, problems };
}

/** What there is to say about a field beside its hint: where its value comes from, and what saving does to it. */
export function stateOf(
  { sources, ...before }: QueueBefore,
  pointer: string,
  typed: string,
): string | undefined {
  const old = textOf(before, pointer);
  const source = sources?.[pointer];
  if (typed.trim() === old) {
    if (old === "" || source === undefined) return undefined;
    return source === "FILE" ? "Set by the file." : "Set over the API.";
  }
  if (old === "") return undefined;
  if (typed.trim() === "" && source === "API") return "Reset on save: a value of the file applies again.";
  return source === "FILE" ? `The file says ${old}. Saving overrides it.` : `Was ${old}.`;
}
