import { isJsonNumber } from "./json-text";
import type { Problems } from "./problem";
import { toIsoDuration } from "./time";

/**
 * Writes a JSON body from what was typed. Only values that cannot be written as JSON are problems
 * here, and are left out. The server checks everything else. Empty text is left out too.
 */
export function bodyText() {
  const members: string[] = [];
  const problems: Problems = {};
  return {
    problems,
    add(name: string, json: string | undefined) {
      if (json !== undefined) members.push(`${JSON.stringify(name)}: ${json}`);
    },
    quoted: (value: string) => (value.trim() === "" ? undefined : JSON.stringify(value.trim())),
    numeric(pointer: string, value: string) {
      const text = value.trim();
      if (text === "" || isJsonNumber(text)) return text || undefined;
      problems[pointer] = "must be a number";
      return undefined;
    },
    duration(pointer: string, value: string) {
      if (value.trim() === "") return undefined;
      const iso = toIsoDuration(value);
      if (iso === undefined) problems[pointer] = "is not a duration; write it like 90s, 1h 30m or PT90S";
      return iso && JSON.stringify(iso);
    },
    isEmpty: () => members.length === 0,
    text: () => `{${members.join(", ")}}`,
  };
}
