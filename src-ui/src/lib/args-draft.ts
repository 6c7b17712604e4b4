import type { Task } from "./api/task";
import { type Field, fieldsOf } from "./args-fields";
import { checkJson, editableJson, parseJson } from "./json-text";
import type { Problems } from "./problem";
import { type FormValues, readArgs, writeArgs } from "./schema-form";

/**
 * The args being edited: as a form while the schema allows it, as JSON text always. One of the two
 * is the source.
 */
export interface ArgsDraft {
  mode: "form" | "json";
  values: FormValues;
  text: string;
  /** Why the form cannot show the text. */
  refusal?: string;
}

export function startDraft(
  task: Pick<Task, "name" | "argsSchema"> | undefined,
  argsText?: string,
): ArgsDraft {
  const fields = fieldsOf(task?.argsSchema);
  if (fields.length > 0 && argsText === undefined) return { mode: "form", values: {}, text: "" };
  const json: ArgsDraft = { mode: "json", values: {}, text: argsText ?? "{}" };
  const draft = fields.length > 0 ? toForm(json, fields) : json;
  return draft.mode === "json" ? { ...draft, text: editableJson(draft.text) } : draft;
}

export function toForm(draft: ArgsDraft, fields: Field[]): ArgsDraft {
  if (fields.length === 0) return { ...draft, refusal: "This task has no schema to make a form of." };
  try {
    const { values, unshown } = readArgs(fields, parseJson(draft.text), draft.text);
    if (unshown) return { ...draft, refusal: `The form cannot show ${unshown}; edit it here.` };
    return { mode: "form", values, text: "" };
  } catch (error) {
    return { ...draft, refusal: error instanceof Error ? error.message : String(error) };
  }
}

export function toJson(draft: ArgsDraft, fields: Field[]): ArgsDraft {
  return { mode: "json", values: {}, text: editableJson(writeArgs(fields, draft.values).text) };
}

export function draftArgs(draft: ArgsDraft, fields: Field[]): { text: string; problems: Problems } {
  if (draft.mode === "form") return writeArgs(fields, draft.values);
  try {
    checkJson(draft.text);
    return { text: draft.text.trim(), problems: {} };
  } catch (error) {
    return {
      text: draft.text,
      problems: { "/args": error instanceof Error ? error.message : String(error) },
    };
  }
}
