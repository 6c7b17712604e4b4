import { type JobState, jobStates } from "@/lib/api/job";
import { type Queue, totalCounts } from "@/lib/api/queue";
import { countText } from "@/lib/count";
import { filterWords, noneWords } from "@/lib/filter-words";
import type { ZoneChoice } from "@/lib/time";
import { absoluteFilter, type JobFilter } from "./job-search";

export interface EmptyList {
  /** The list of failures is empty, which is good news. */
  good: boolean;
  title: string;
  details: string[];
  /** Wider filters that may find the right jobs. */
  wider: { label: string; filter: JobFilter }[];
}

interface Known {
  /** Undefined while they are not known. */
  queues: Queue[] | undefined;
  now: Date;
  zone: ZoneChoice;
}

const troubles: readonly string[] = ["DEAD", "RETRYING", "EXPIRED"];
const idPartLeast = 6;

/** The text for an empty list: the filter, what there is, and where else to look. */
export function describeEmpty(filter: JobFilter, { queues, now, zone }: Known): EmptyList {
  const absolute = absoluteFilter(filter, now);
  const { state = [], queue, q, ...others } = absolute;
  const narrowed = Boolean(q) || Object.values(others).some(Boolean);
  const base: JobFilter = { state: state.length > 0 ? state : undefined, queue };
  const counted = queues?.filter(({ name }) => !queue || name === queue);
  const count = counted && countOf(state, counted);
  const details: string[] = [];
  const wider: EmptyList["wider"] = [];

  if (queue && queues && counted?.length === 0) details.push(`There is no queue ${queue}.`);
  if (narrowed && count !== undefined && count > 0) {
    details.push(
      `${filterWords(base, now, zone)}: ${count.toLocaleString("en")}. None matches the rest of the filter.`,
    );
    wider.push({
      label: `Show ${state.length > 0 || queue ? "these" : "all"} ${countText(count, "job")}`,
      filter: base,
    });
  }
  if (!narrowed && count !== undefined && count > 0) {
    details.push(`The counts say ${count.toLocaleString("en")}: they or the list may be some seconds old.`);
  }
  if (narrowed && state.length > 0) {
    wider.push({ label: "Look in all states", filter: { ...filter, state: undefined } });
  }
  if (q && q.length < idPartLeast && /^[0-9a-f-]+$/i.test(q)) {
    details.push(`A part of an id is found if it has ${idPartLeast} or more characters.`);
  }
  const good = !narrowed && count === 0 && state.length > 0 && state.every((one) => troubles.includes(one));
  return { good, title: noneWords(absolute, now, zone), details, wider };
}

function countOf(states: string[], queues: Queue[]): number {
  const counts = totalCounts(queues);
  const chosen = states.length > 0 ? states : jobStates;
  return chosen.reduce((sum, state) => sum + (counts[state as JobState] ?? 0), 0);
}
