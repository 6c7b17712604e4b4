import { stateWord } from "@/lib/api/job";
import type { Queue } from "@/lib/api/queue";
import { countText } from "@/lib/count";
import { limitsText } from "@/lib/limits";
import { durationMillis, durationText } from "@/lib/time";

/** The states that jobs stay in, in the order of the form. */
export const finalStates = ["SUCCEEDED", "DEAD", "CANCELLED", "EXPIRED"] as const;

/** `succeeded: 1 d or 10,000 jobs; dead: 30 d`; undefined without rules. */
export function retentionText(retention: Queue["retention"]): string | undefined {
  const parts = finalStates.flatMap((state) => {
    const { age, count } = retention?.[state] ?? {};
    const limits = [
      age === undefined ? undefined : durationText(durationMillis(age)),
      count === undefined ? undefined : countText(count, "job"),
    ].filter((limit) => limit !== undefined);
    return limits.length > 0 ? [`${stateWord(state).toLowerCase()}: ${limits.join(" or ")}`] : [];
  });
  return parts.length > 0 ? parts.join("; ") : undefined;
}

interface Setting {
  name: string;
  text: string;
  /** The JSON Pointers by which the queue names the sources of this setting. */
  pointers: string[];
}

/** The settings that a queue has, in words. */
export function settingsOf(queue: Queue): (Omit<Setting, "pointers"> & { fromFile: boolean })[] {
  const { description, owner, fair, perKey, weights } = queue;
  const weightsText = Object.entries(weights ?? {}).map(([key, weight]) => `${key}: ${weight}`);
  const all: (Omit<Setting, "text"> & { text: string | undefined })[] = [
    { name: "Description", text: description, pointers: ["/description"] },
    { name: "Owner", text: owner, pointers: ["/owner"] },
    { name: "Limits", text: limitsText(queue), pointers: ["/concurrency", "/rateLimit"] },
    { name: "Limits of each key", text: perKey && limitsText(perKey), pointers: ["/perKey"] },
    {
      name: "Keys take turns",
      text: fair === undefined ? undefined : fair ? "yes" : "no",
      pointers: ["/fair"],
    },
    {
      name: "Turns of keys",
      text: weightsText.length > 0 ? weightsText.join(", ") : undefined,
      pointers: ["/weights"],
    },
    { name: "Keeps finished jobs", text: retentionText(queue.retention), pointers: ["/retention"] },
  ];
  const isFromFile = (pointers: string[]) =>
    Object.entries(queue.sources ?? {}).some(
      ([pointer, source]) =>
        source === "FILE" && pointers.some((own) => pointer === own || pointer.startsWith(`${own}/`)),
    );
  return all.flatMap(({ name, text, pointers }) =>
    text === undefined ? [] : [{ name, text, fromFile: isFromFile(pointers) }],
  );
}
