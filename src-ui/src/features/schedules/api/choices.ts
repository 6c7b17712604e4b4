import type { Schedule } from "./schedule";

interface Choice<T> {
  value: T;
  label: string;
}

/** What happens to a run while an earlier job of the schedule has not ended. */
export const overlaps: Choice<Schedule["overlap"]>[] = [
  { value: "SKIP", label: "Leave the run out" },
  { value: "BUFFER_ONE", label: "Let one run wait" },
  { value: "ALLOW", label: "Run anyway" },
  { value: "CANCEL_OTHER", label: "Cancel the earlier job" },
];

/** What happens to runs that no server fired in time. */
export const catchups: Choice<Schedule["catchup"]>[] = [
  { value: "SKIP", label: "Leave them out" },
  { value: "ONCE", label: "Run the newest" },
  { value: "ALL", label: "Run all" },
];

/** A newer server may know a choice that this console does not: then its name is the label. */
export const labelOf = (choices: Choice<string>[], value: string) =>
  choices.find((choice) => choice.value === value)?.label ?? value;
