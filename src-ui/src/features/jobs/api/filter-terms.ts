import { jobStates } from "@/lib/api/job";
import { exactValues, sinceChoices, termsOf, written } from "@/lib/filter-text";
import type { JobFilter } from "./job-search";

/**
 * The filter of a page with the terms of its text as separate conditions, where they can be: events decide those, and
 * the page can name them. The rest stays in the text.
 */
export function separated(filter: JobFilter): JobFilter {
  if (!filter.filter) return filter;
  const separate: JobFilter = { ...filter };
  const rest = termsOf(filter.filter).filter(({ text }) => !moved(text, filter, separate));
  return { ...separate, filter: rest.length > 0 ? rest.map(({ text }) => text).join(" ") : undefined };
}

function moved(term: string, given: JobFilter, into: JobFilter): boolean {
  const [, field = "", operator = "", raw = ""] = /^([a-z]+)(:|[<>]=?)(.+)$/i.exec(term) ?? [];
  const name = field.toLowerCase();
  const values = exactValues(raw);
  const [value] = values ?? [];
  if (values === undefined || value === undefined) return false;
  if (name === "state" && operator === ":" && !given.state?.length) {
    const states = values.map((text) => text.toUpperCase());
    if (!states.every((state) => (jobStates as readonly string[]).includes(state))) return false;
    into.state = [...new Set([...(into.state ?? []), ...states])];
    return true;
  }
  if (values.length > 1) return false;
  if ((name === "queue" || name === "task" || name === "tag" || name === "q") && operator === ":") {
    if (into[name] !== undefined) return false;
    into[name] = value;
    return true;
  }
  return name === "created" && movedTime(operator, value, into);
}

function movedTime(operator: string, value: string, into: JobFilter): boolean {
  const ago = sinceChoices.find((choice) => `-${choice.value}` === value);
  const from = operator === ">" || operator === ">=";
  if (from && (into.since !== undefined || into.createdAfter !== undefined)) return false;
  if (ago && from) {
    into.since = ago.value;
    return true;
  }
  if (!/^\d{4}-\d\d-\d\dT/.test(value)) return false;
  if (operator === ">=") into.createdAfter = value;
  else if (operator === "<" && into.createdBefore === undefined) into.createdBefore = value;
  else return false;
  return true;
}

/** The whole filter of a page as one text; `given` is how much of it stands before the text in the address. */
export function filterText(filter: JobFilter): { text: string; given: number } {
  const { state = [], queue, task, tag, since, createdAfter, createdBefore, q } = filter;
  const before = [
    state.length > 0 && `state:${state.map((one) => written(one.toLowerCase())).join()}`,
    queue && `queue:${written(queue)}`,
    task && `task:${written(task)}`,
    tag && `tag:${written(tag)}`,
    since && `created>-${since}`,
    createdAfter && `created>=${createdAfter}`,
    createdBefore && `created<${createdBefore}`,
    q && `q:${written(q)}`,
  ].filter((term): term is string => Boolean(term));
  const given = before.length > 0 && filter.filter ? before.join(" ").length + 1 : 0;
  return { text: [...before, filter.filter].filter(Boolean).join(" "), given };
}

/** What to change so that the list has these states. */
export function withStates(filter: JobFilter, states: string[]): Partial<JobFilter> {
  const state = states.length > 0 ? states : undefined;
  if (!filter.filter) return { state };
  const others = termsOf(filter.filter).filter(({ text }) => !/^-?state:/i.test(text));
  const term = state && `state:${state.map((one) => one.toLowerCase()).join()}`;
  const text = [term, ...others.map((other) => other.text)].filter(Boolean).join(" ");
  return { state: undefined, filter: text || undefined };
}

/** The first text that jobs must mention, to be marked in the list. */
export function mentioned(filter: JobFilter): string | undefined {
  const { q, filter: rest = "" } = separated(filter);
  const bare = termsOf(rest).find(({ text }) => /^(?!-)(?:"|[^:<>"]+$)/.test(text));
  return q ?? (bare && exactValues(bare.text)?.[0]);
}
