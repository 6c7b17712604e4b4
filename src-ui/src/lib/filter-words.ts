import type { ExportFilter } from "./api/export";
import { stateWord } from "./api/job";
import { clockTime, type ZoneChoice } from "./time";

/** A filter in words: `Dead or retrying jobs of mail.send in queue mail`. */
export function filterWords(filter: ExportFilter, now: Date, zone: ZoneChoice): string {
  const states = stateWords(filter);
  const jobs = states.length === 0 ? "all jobs" : `${list(states, "and")} jobs`;
  const text = [jobs, ...conditions(filter, now, zone)].join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The filter of an export in words. Its text has all conditions, so it is left out where the others say the same. */
export function exportWords({ filter, ...separate }: ExportFilter, now: Date, zone: ZoneChoice): string {
  return filterWords(Object.keys(separate).length > 0 ? separate : { filter }, now, zone);
}

/** That nothing matches: `No dead or retrying jobs of mail.send`. */
export function noneWords(filter: ExportFilter, now: Date, zone: ZoneChoice): string {
  const states = stateWords(filter);
  const jobs = states.length === 0 ? "No jobs" : `No ${list(states, "or")} jobs`;
  return [jobs, ...conditions(filter, now, zone)].join(" ");
}

const stateWords = ({ state = [] }: ExportFilter) => state.map((one) => stateWord(one).toLowerCase());

function conditions(filter: ExportFilter, now: Date, zone: ZoneChoice): string[] {
  const { queue, task, tag, q, createdAfter, createdBefore, filter: text } = filter;
  const at = (iso: string) => {
    const time = new Date(iso);
    return Number.isNaN(time.getTime()) ? iso : clockTime(time, now, zone);
  };
  return [
    task && `of ${task}`,
    queue && `in queue ${queue}`,
    tag && `with the tag ${tag}`,
    q && `matching “${q}”`,
    createdAfter && `created after ${at(createdAfter)}`,
    createdBefore && `created before ${at(createdBefore)}`,
    text && `that meet ${text}`,
  ].filter((part): part is string => Boolean(part));
}

function list(words: string[], last: string): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
