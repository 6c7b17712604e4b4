import { jobStates } from "@/lib/api/job";
import { termsOf, written } from "./filter-terms";
import { sinceChoices } from "./job-search";

/** What can stand next in a filter. */
export interface Suggestion {
  /** The term, or the field that begins it. */
  label: string;
  hint: string;
  /** The whole text with it, and where the caret is then. */
  text: string;
  caret: number;
  /** A value can still follow. */
  open: boolean;
}

/** Values that a field can have now. */
export interface KnownValues {
  queue: string[];
  task: string[];
}

const most = 12;

const fields: { label: string; hint: string }[] = [
  { label: "state:", hint: "in this state" },
  { label: "queue:", hint: "in this queue, such as mail*" },
  { label: "task:", hint: "of this task" },
  { label: "tag:", hint: "with this tag" },
  { label: "created>", hint: "submitted since" },
  { label: "ended>", hint: "ended since" },
  { label: "error:", hint: "failed with this text" },
  { label: "args:", hint: "with this text in the args" },
  { label: "host:", hint: "calling this host" },
  { label: "key:", hint: "with this key" },
  { label: "schedule:", hint: "of this schedule" },
  { label: "failure:", hint: "of this failure group" },
  { label: "id:", hint: "by a part of the id" },
  { label: "attempts>", hint: "tried more often" },
  { label: "priority<", hint: "with a more important priority" },
];

/** Suggestions for the term at the caret. */
export function suggestions(text: string, caret: number, known: KnownValues): Suggestion[] {
  const term = termsOf(text).find(({ from, to }) => from <= caret && caret <= to);
  const [from, to] = term ? [term.from, term.to] : [caret, caret];
  const typed = text.slice(from, caret);
  const sign = typed.startsWith("-") ? "-" : "";
  const rest = typed.slice(sign.length);
  const replaced = (label: string, hint: string, open: boolean): Suggestion => {
    const after = text.slice(to).replace(/^\s+/, "");
    const whole = sign + label;
    const space = open && after === "" ? "" : " ";
    const caretThen = from + whole.length + (open ? 0 : 1);
    return { label: whole, hint, text: text.slice(0, from) + whole + space + after, caret: caretThen, open };
  };

  const [, head = "", partial = ""] = /^([a-z]+(?::(?:[^"]*,)?|[<>]=?))([^,"]*)$/i.exec(rest) ?? [];
  if (head === "") {
    if (rest !== "" && !/^[a-z]+$/i.test(rest)) return [];
    const wanted = rest.toLowerCase();
    return fields
      .filter(({ label }) => label.startsWith(wanted) && !(sign && /[<>]$/.test(label)))
      .map(({ label, hint }) => replaced(label, hint, true));
  }
  return valuesOf(head, known)
    .filter(({ value }) => value.toLowerCase().includes(partial.toLowerCase()) && value !== partial)
    .toSorted(
      (a, b) =>
        Number(b.value.startsWith(partial.toLowerCase())) - Number(a.value.startsWith(partial.toLowerCase())),
    )
    .slice(0, most)
    .map(({ value, hint }) => replaced(head + written(value), hint, false));
}

function valuesOf(head: string, known: KnownValues): { value: string; hint: string }[] {
  const [, field = "", operator = ""] = /^([a-z]+)(:|[<>])/i.exec(head) ?? [];
  switch (field.toLowerCase() + operator) {
    case "state:":
      return jobStates.map((state) => ({ value: state.toLowerCase(), hint: "" }));
    case "queue:":
      return known.queue.map((value) => ({ value, hint: "" }));
    case "task:":
      return known.task.map((value) => ({ value, hint: "" }));
    case "created>":
    case "ended>":
      return sinceChoices.map(({ value, label }) => ({ value: `-${value}`, hint: label.toLowerCase() }));
    default:
      return [];
  }
}
