import type { ArgsSchema } from "@/lib/api/task";
import { type Field, fieldsOf } from "@/lib/args-fields";
import type { ColumnChoices, ColumnTargets, ColumnTypes } from "./import";

/** A field that a column can fill: `target` is the name of a property of args or a JSON Pointer into them. */
export interface TargetField {
  target: string;
  label: string;
  required: boolean;
}

/** Columns that a file of rejects adds; the server leaves them out by itself. */
const ofReject = ["reject.line", "reject.column", "reject.reason"];

export const isOfReject = (column: string) => ofReject.includes(column);

export function targetFields(schema: ArgsSchema | undefined): TargetField[] {
  const flat = (fields: Field[], parents: string[], required: boolean): TargetField[] =>
    fields.flatMap((field) => {
      const path = [...parents, field.name];
      const needed = required && field.required;
      const target = path.length > 1 || field.name.startsWith("/") ? field.pointer : field.name;
      const own = { target, label: path.join(" › "), required: needed };
      return field.fields ? flat(field.fields, path, needed) : [own];
    });
  return flat(fieldsOf(schema, ""), [], true);
}

/** Whether args may have properties that the schema does not name. */
export const takesOthers = (schema: ArgsSchema | undefined) => schema?.additionalProperties !== false;

/**
 * The initial choice for each column: as in `preset`, else the field of that name, else what the
 * schema allows.
 */
export function initialMapping(
  header: string[],
  schema: ArgsSchema | undefined,
  preset: ColumnTargets = {},
): ColumnTargets {
  const fields = targetFields(schema);
  const plain = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  const free = new Set(fields.map(({ target }) => target));
  const mapping: ColumnTargets = {};
  const choose = (column: string, target: string | null | undefined) => {
    if (target === undefined || Object.hasOwn(mapping, column)) return;
    mapping[column] = target;
    if (target !== null) free.delete(target);
  };
  const columns = header.filter((column) => !isOfReject(column));
  for (const column of columns) choose(column, Object.hasOwn(preset, column) ? preset[column] : undefined);
  for (const column of columns) choose(column, free.has(column) ? column : undefined);
  for (const column of columns) {
    const alike = fields.find(({ target }) => free.has(target) && plain(target) === plain(column));
    choose(column, alike?.target);
  }
  for (const column of columns) choose(column, takesOthers(schema) && column !== "" ? column : null);
  return Object.fromEntries(columns.map((column) => [column, mapping[column] ?? null]));
}

/** The fields and the types of an earlier import, each by column. */
export function earlierChoices(columns: ColumnChoices = {}): { targets: ColumnTargets; types: ColumnTypes } {
  const targets: ColumnTargets = {};
  const types: ColumnTypes = {};
  for (const [column, choice] of Object.entries(columns)) {
    if (choice === null || typeof choice === "string") {
      targets[column] = choice;
    } else {
      targets[column] = choice.to ?? column;
      if (choice.type) types[column] = choice.type;
    }
  }
  return { targets, types };
}

/**
 * The `columns` of the request. A column that fills the field of its own name is left out, unless
 * the name looks like a pointer.
 */
export function columnsParam(mapping: ColumnTargets, types: ColumnTypes = {}): string | undefined {
  const choices: ColumnChoices = {};
  for (const [column, target] of Object.entries(mapping)) {
    const type = target === null ? undefined : types[column];
    const own = target === column && !column.startsWith("/");
    if (type) choices[column] = own || target === null ? { type } : { to: target, type };
    else if (!own) choices[column] = target;
  }
  return Object.keys(choices).length === 0 ? undefined : JSON.stringify(choices);
}

/** `to` and `/to` are the same field. */
const asPointer = (target: string) => (target.startsWith("/") ? target : `/${target}`);

export function missingFields(schema: ArgsSchema | undefined, mapping: ColumnTargets): string[] {
  const targets = Object.values(mapping).filter((target) => target !== null);
  const filled = targets.map(asPointer);
  return targetFields(schema)
    .filter(({ target, required }) => {
      const pointer = asPointer(target);
      return (
        required &&
        !filled.some((at) => at === pointer || at.startsWith(`${pointer}/`) || pointer.startsWith(`${at}/`))
      );
    })
    .map(({ label }) => label);
}

/** What is wrong with the choice for a column, by column. */
export function mappingProblems(mapping: ColumnTargets): Record<string, string> {
  const problems: Record<string, string> = {};
  const firstOf = new Map<string, string>();
  for (const [column, target] of Object.entries(mapping)) {
    if (target === null) continue;
    const pointer = asPointer(target);
    const first = firstOf.get(pointer);
    if (pointer === "/") problems[column] = "is missing; write it like /address/city";
    else if (first !== undefined) problems[column] = `is filled by the column ${first} already`;
    else firstOf.set(pointer, column);
  }
  return problems;
}
