import type { Field } from "./args-fields";
import { checkJson, editableJson, isJsonNumber, type JsonNode, memberOf, stringOf } from "./json-text";
import type { Problems } from "./problem";

/** What was typed, by pointer. Numbers stay text, so that no digit changes. */
export type FieldValue = string | string[] | [string, string][];
export type FormValues = Record<string, FieldValue>;

/** Writes the args. Optional fields that are empty are left out; the server says what is missing. */
export function writeArgs(fields: Field[], values: FormValues): { text: string; problems: Problems } {
  const problems: Problems = {};
  return { text: object(fields) ?? "{}", problems };

  function object(some: Field[]): string | undefined {
    const members = some.flatMap((field) => {
      const json = write(field);
      return json === undefined ? [] : [`${JSON.stringify(field.name)}: ${json}`];
    });
    return members.length > 0 ? `{${members.join(", ")}}` : undefined;
  }
  function write(field: Field): string | undefined {
    const value = values[field.pointer];
    if (field.kind === "object") return object(field.fields ?? []) ?? (field.required ? "{}" : undefined);
    if (value === undefined || value.length === 0) return undefined;
    switch (field.kind) {
      case "string":
      case "strings":
        return JSON.stringify(value);
      case "map": {
        const entries = (value as [string, string][]).filter(([key]) => key !== "");
        if (entries.length === 0) return undefined;
        return `{${entries.map(([key, text]) => `${JSON.stringify(key)}: ${JSON.stringify(text)}`).join(", ")}}`;
      }
      case "number":
        if (isJsonNumber(String(value).trim())) return String(value).trim();
        problems[field.pointer] = "must be a number";
        return undefined;
      case "json":
        try {
          checkJson(String(value));
          return String(value).trim();
        } catch (error) {
          problems[field.pointer] = error instanceof Error ? error.message : "is not JSON";
          return undefined;
        }
      default:
        return String(value);
    }
  }
}

/** Fills the form from args. `unshown` names the first part that the form has no field for. */
export function readArgs(
  fields: Field[],
  node: JsonNode,
  text: string,
): { values: FormValues; unshown?: string } {
  const values: FormValues = {};
  let unshown: string | undefined;
  const cannot = (pointer: string) => {
    unshown ??= pointer;
  };

  function object(some: Field[], from: JsonNode, pointer: string) {
    if (from.kind !== "object") return cannot(pointer);
    for (const { key } of from.members) {
      if (!some.some(({ name }) => name === key)) cannot(`${pointer}/${key}`);
    }
    for (const field of some) {
      const member = memberOf(from, field.name);
      if (member) read(field, member);
    }
  }
  function read(field: Field, member: JsonNode) {
    if (field.kind === "object") return object(field.fields ?? [], member, field.pointer);
    const value = fieldValue(field, member, text);
    if (value === undefined) return cannot(field.pointer);
    values[field.pointer] = value;
  }

  object(fields, node, "/args");
  return { values, unshown };
}

function fieldValue(field: Field, node: JsonNode, text: string): FieldValue | undefined {
  const raw = text.slice(node.start, node.end);
  switch (field.kind) {
    case "string":
      // An empty text would be left out on writing.
      return stringOf(node) || undefined;
    case "number":
      return node.kind === "number" ? raw : undefined;
    case "boolean":
      return raw === "true" || raw === "false" ? raw : undefined;
    case "enum":
      return field.choices?.includes(raw) ? raw : undefined;
    case "strings": {
      if (node.kind !== "array" || node.items.some((item) => item.kind !== "string")) return undefined;
      return node.items.map((item) => stringOf(item) ?? "");
    }
    case "map": {
      if (node.kind !== "object" || node.members.some(({ value }) => value.kind !== "string"))
        return undefined;
      return node.members.map(({ key, value }): [string, string] => [key, stringOf(value) ?? ""]);
    }
    default:
      return editableJson(raw);
  }
}
