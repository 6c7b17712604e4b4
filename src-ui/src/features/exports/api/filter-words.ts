import { stateWord } from "@/components/state-badge";
import type { ExportFilter } from "@/lib/api/export";
import type { JobState } from "@/lib/api/job";
import { clockTime, type ZoneChoice } from "@/lib/time";

/** A filter in words: `Dead or retrying jobs of mail.send in queue mail`. */
export function filterWords(filter: ExportFilter, now: Date, zone: ZoneChoice): string {
  const { state = [], queue, task, tag, q, createdAfter, createdBefore } = filter;
  const words = state.map((one) => stateWord(one as JobState).toLowerCase());
  const at = (iso: string) => {
    const time = new Date(iso);
    return Number.isNaN(time.getTime()) ? iso : clockTime(time, now, zone);
  };
  const parts = [
    words.length === 0 ? "all jobs" : `${list(words)} jobs`,
    task && `of ${task}`,
    queue && `in queue ${queue}`,
    tag && `with the tag ${tag}`,
    q && `matching “${q}”`,
    createdAfter && `created after ${at(createdAfter)}`,
    createdBefore && `created before ${at(createdBefore)}`,
  ];
  const text = parts.filter(Boolean).join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function list(words: string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
