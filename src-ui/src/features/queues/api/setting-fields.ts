import { stateWord } from "@/lib/api/job";
import { finalStates } from "./queue-settings";

/** How the value of a setting is typed, and which JSON it becomes. */
type Kind = "number" | "duration" | "text" | "choice";

export interface SettingField {
  /** JSON Pointer of the value in the queue and in its change. */
  pointer: string;
  kind: Kind;
  label: string;
  hint?: string;
  placeholder?: string;
}

export interface SettingGroup {
  title: string;
  about?: string;
  /** Whether the weights of keys belong here. */
  weights?: boolean;
  fields: SettingField[];
}

const limits = (base: string, of: string): SettingField[] => [
  {
    pointer: `${base}/rateLimit/permits`,
    kind: "number",
    label: `Starts${of}`,
    placeholder: "no limit",
    hint: "1 to 1,000,000 in the time beside it.",
  },
  {
    pointer: `${base}/rateLimit/per`,
    kind: "duration",
    label: `Time of the starts${of}`,
    placeholder: "1m",
    hint: "1s to 1d, such as 10s, 1m or PT1H.",
  },
  {
    pointer: `${base}/concurrency`,
    kind: "number",
    label: `Running at once${of}`,
    placeholder: "no limit",
    hint: "1 to 100,000 jobs, on all servers together.",
  },
];

const kept = (state: string, word: string): SettingField[] => [
  {
    pointer: `/retention/${state}/age`,
    kind: "duration",
    label: `Longest time for ${word} jobs`,
    placeholder: "as the installation",
    hint: "1s to 3650d, such as 12h, 30d or P1D.",
  },
  {
    pointer: `/retention/${state}/count`,
    kind: "number",
    label: `Most ${word} jobs`,
    placeholder: "as the installation",
    hint: "1 to 1,000,000,000. The newest are kept.",
  },
];

/** The fields of the form, by panel. A value of another setting needs nothing but a line here. */
export const settingGroups: SettingGroup[] = [
  {
    title: "About",
    fields: [
      { pointer: "/description", kind: "text", label: "Description", hint: "What the queue is for." },
      { pointer: "/owner", kind: "text", label: "Owner", hint: "Who answers for it." },
    ],
  },
  { title: "Limits of the queue", fields: limits("", "") },
  {
    title: "Limits of each key",
    about: "A job that is over the limit of its key waits aside and does not hold up other keys.",
    fields: limits("/perKey", " for each key"),
  },
  {
    title: "Turns of keys",
    about: "If keys take turns, a key with many jobs does not hold up the others.",
    fields: [{ pointer: "/fair", kind: "choice", label: "Keys take turns" }],
    weights: true,
  },
  {
    title: "Finished jobs",
    about: "How long finished jobs are kept. What is empty follows the installation.",
    fields: finalStates.flatMap((state) => kept(state, stateWord(state).toLowerCase())),
  },
];

export const settingFields = settingGroups.flatMap(({ fields }) => fields);
