import type { Facets } from "./api/facets";
import { jobStates } from "./api/job";
import { countText } from "./count";
import { termsOf } from "./filter-text";

/** A value that a field can have, and what to say about it. */
export interface KnownValue {
  value: string;
  hint: string;
}

/** The fields whose values the server counts. */
export const countedFields = ["state", "queue", "task", "tag"] as const;
export type CountedField = (typeof countedFields)[number];
export type KnownValues = Record<CountedField, KnownValue[]>;

/** Which jobs to count while a value is typed. */
export interface WantedFacets {
  /** All other terms of the text that are complete. */
  others: string;
  /** These, and the part of a tag that is typed: the server names only the most frequent tags. */
  filter: string;
}

/** What to ask the server for the term at the caret; undefined if its values are not counted. */
export function wantedFacets(text: string, caret: number): WantedFacets | undefined {
  const terms = termsOf(text);
  const term = terms.find(({ from, to }) => from <= caret && caret <= to);
  const [, field = "", partial = ""] =
    /^-?([a-z]+):(?:[^"]*,)?([^,"]*)$/i.exec(text.slice(term?.from, caret)) ?? [];
  if (!term || !(countedFields as readonly string[]).includes(field.toLowerCase())) return undefined;
  const others = terms
    .filter((other) => other !== term && !/^-?[a-z]+(:|[<>]=?)$/i.test(other.text))
    .map((other) => other.text)
    .join(" ");
  const narrowed = field.toLowerCase() === "tag" && /^[^\s\\*]+$/.test(partial) ? `tag:*${partial}*` : "";
  return { others, filter: [others, narrowed].filter(Boolean).join(" ") };
}

/** Tags are counted exactly up to this number of jobs. */
const taggedMost = 50_000;

/** All values of the fields with a fixed or a known set, those that jobs have first, with their numbers. */
export function knownValues(
  names: { queue: string[]; task: string[] },
  facets: Facets | undefined,
): KnownValues {
  const jobs = (count: number) =>
    `${facets?.complete === false ? "at least " : ""}${countText(count, "job")}`;
  const counted = (counts: [string, number][]) =>
    counts.toSorted(([, a], [, b]) => b - a).map(([value, count]) => ({ value, hint: jobs(count) }));
  const withOthers = (found: KnownValue[], all: string[]) => {
    const has = new Set(found.map(({ value }) => value));
    const none = facets?.complete ? "no job" : "";
    return [...found, ...all.filter((value) => !has.has(value)).map((value) => ({ value, hint: none }))];
  };
  const states = new Map(facets?.states.map(({ state, count }) => [state, count]));
  return {
    state: jobStates.map((state) => {
      const count = states.get(state) ?? 0;
      const hint = count > 0 || facets?.complete ? jobs(count) : "";
      return { value: state.toLowerCase(), hint: hint === "0 jobs" ? "no job" : hint };
    }),
    queue: withOthers(counted(facets?.queues.map(({ queue, count }) => [queue, count]) ?? []), names.queue),
    task: withOthers(counted(facets?.tasks.map(({ task, count }) => [task, count]) ?? []), names.task),
    tag: counted(facets?.tags.map(({ tag, count }) => [tag, count]) ?? []).map(({ value, hint }) => ({
      value,
      hint: facets && facets.total > taggedMost ? `${hint} among the newest` : hint,
    })),
  };
}
