import { exactValues, sinceChoices, termsOf, written } from "./filter-text";
import type { KnownValue, KnownValues } from "./filter-values";

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
  const wanted = partial.toLowerCase();
  const begins = ({ value }: KnownValue) => value.toLowerCase().startsWith(wanted);
  const named = exactValues(head.replace(/^[a-z]+:|,$/gi, "")) ?? [];
  return valuesOf(head, known)
    .filter(
      ({ value }) => value.toLowerCase().includes(wanted) && value !== partial && !named.includes(value),
    )
    .toSorted((a, b) => Number(begins(b)) - Number(begins(a)))
    .slice(0, most)
    .map(({ value, hint }) => replaced(head + written(value), hint, false));
}

function valuesOf(head: string, known: KnownValues): KnownValue[] {
  const [, field = "", operator = ""] = /^([a-z]+)(:|[<>])/i.exec(head) ?? [];
  const name = field.toLowerCase();
  if (operator === ":") return name in known ? known[name as keyof KnownValues] : [];
  if (operator !== ">" || !["created", "ended"].includes(name)) return [];
  return sinceChoices.map(({ value, label }) => ({ value: `-${value}`, hint: label.toLowerCase() }));
}
