import type { Facets } from "@/lib/api/facets";
import { exactValues, termsOf, written } from "@/lib/filter-text";

export type FacetField = "queue" | "task" | "tag";

export interface FacetValue {
  value: string;
  count: number;
}

export interface Facet {
  field: FacetField;
  title: string;
  /** The most frequent first. */
  values: FacetValue[];
}

/** The values of the fields by which a list can be narrowed. */
export function facetsOf({ queues, tasks, tags }: Facets): Facet[] {
  const sorted = (values: FacetValue[]) => values.toSorted((a, b) => b.count - a.count);
  const facets: Facet[] = [
    { field: "queue", title: "Queue", values: queues.map(({ queue, count }) => ({ value: queue, count })) },
    { field: "task", title: "Task", values: tasks.map(({ task, count }) => ({ value: task, count })) },
    { field: "tag", title: "Tag", values: tags.map(({ tag, count }) => ({ value: tag, count })) },
  ];
  return facets
    .filter(({ values }) => values.length > 0)
    .map((facet) => ({ ...facet, values: sorted(facet.values) }));
}

/** The values that a term of the filter names; undefined for other fields, patterns, and what is excluded. */
function namedBy(term: string, field: FacetField): string[] | undefined {
  const head = `${field}:`;
  return term.toLowerCase().startsWith(head) ? exactValues(term.slice(head.length)) : undefined;
}

/** Whether a term of the filter is for this value alone. */
export const isChosen = (filter: string, field: FacetField, value: string) =>
  termsOf(filter).some(({ text }) => isOnly(namedBy(text, field), value));

const isOnly = (values: string[] | undefined, value: string) => values?.length === 1 && values[0] === value;

/**
 * The filter with a term for this value, or without it if it has one. A job has one queue and one task, so a new value
 * replaces the earlier term. It can have many tags, so another tag is added.
 */
export function toggled(filter: string, field: FacetField, value: string): string {
  const terms = termsOf(filter).map(({ text }) => text);
  if (isChosen(filter, field, value)) {
    return terms.filter((term) => !isOnly(namedBy(term, field), value)).join(" ");
  }
  const kept = field === "tag" ? terms : terms.filter((term) => namedBy(term, field) === undefined);
  return [...kept, `${field}:${written(value)}`].join(" ");
}
