import type { ArgsSchema } from "./api/task";

export interface Field {
  /** JSON Pointer; into the request's body, as the server names it too, unless asked for otherwise. */
  pointer: string;
  name: string;
  description?: string;
  required: boolean;
  kind: "string" | "number" | "boolean" | "enum" | "strings" | "map" | "object" | "json";
  /** Choices of an enum, as JSON text. */
  choices?: string[];
  fields?: Field[];
  hint?: string;
  long?: boolean;
}

export function fieldsOf(schema: ArgsSchema | undefined, pointer = "/args", root = schema): Field[] {
  const resolved = resolve(schema, root);
  return Object.entries(resolved?.properties ?? {}).map(([name, property]) => {
    const at = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return fieldOf(
      name,
      at,
      resolve(property, root) ?? {},
      resolved?.required?.includes(name) ?? false,
      root,
    );
  });
}

function fieldOf(
  name: string,
  pointer: string,
  schema: ArgsSchema,
  required: boolean,
  root?: ArgsSchema,
): Field {
  const hint = hintOf(schema);
  const base = { pointer, name, required, description: schema.description, hint };
  if (schema.enum)
    return { ...base, kind: "enum", choices: schema.enum.map((choice) => JSON.stringify(choice)) };
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type]).filter((type) => type !== "null");
  switch (types.length === 1 ? types[0] : undefined) {
    case "string":
      return { ...base, kind: "string", long: !schema.format && /text|body|message|description/i.test(name) };
    case "integer":
    case "number":
      return { ...base, kind: "number" };
    case "boolean":
      return { ...base, kind: "boolean" };
    case "array":
      return typeOf(schema.items, root) === "string"
        ? { ...base, kind: "strings" }
        : { ...base, kind: "json" };
    case "object": {
      if (schema.properties) return { ...base, kind: "object", fields: fieldsOf(schema, pointer, root) };
      return typeOf(schema.additionalProperties, root) === "string"
        ? { ...base, kind: "map" }
        : { ...base, kind: "json" };
    }
    default:
      return { ...base, kind: "json" };
  }
}

function resolve(schema: ArgsSchema | undefined, root: ArgsSchema | undefined): ArgsSchema | undefined {
  const name = schema?.$ref?.startsWith("#/$defs/") ? schema.$ref.slice("#/$defs/".length) : undefined;
  return name === undefined ? schema : { ...root?.$defs?.[name], ...schema };
}

function typeOf(schema: ArgsSchema | boolean | undefined, root?: ArgsSchema) {
  return typeof schema === "object" && !schema.enum ? resolve(schema, root)?.type : undefined;
}

function hintOf(schema: ArgsSchema): string | undefined {
  if (schema.default !== undefined) return `default ${plain(schema.default)}`;
  if (schema.examples?.[0] !== undefined) return `like ${plain(schema.examples[0])}`;
  const hints: Record<string, string> = {
    uri: "https://…",
    duration: "PT30S",
    "date-time": "2026-01-31T12:00:00Z",
  };
  if (schema.format && hints[schema.format]) return hints[schema.format];
  const { minimum, maximum } = schema;
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  return undefined;
}

const plain = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

export function pointersOf(fields: Field[]): string[] {
  return fields.flatMap((field) => [field.pointer, ...pointersOf(field.fields ?? [])]);
}
