/**
 * JSON as text. JSON.parse turns 12345678901234567 into ...568 and 1.0 into 1; a console that shows
 * or resends numbers must not change them. So numbers stay as they were written, and members keep
 * their order.
 */
export type JsonNode =
  | { kind: "object"; members: JsonMember[]; start: number; end: number }
  | { kind: "array"; items: JsonNode[]; start: number; end: number }
  | { kind: "string" | "number" | "literal"; raw: string; start: number; end: number };

export interface JsonMember {
  key: string;
  rawKey: string;
  value: JsonNode;
}

export class JsonSyntaxError extends Error {
  constructor(
    what: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(`${what} at line ${line}, column ${column}`);
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them unescaped
const string = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const literal = /true|false|null/y;
const space = /[ \t\r\n]*/y;

export const isJsonNumber = (text: string) => /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);

export function parseJson(text: string): JsonNode {
  let at = 0;

  function fail(what: string): never {
    const before = text.slice(0, at).split("\n");
    throw new JsonSyntaxError(what, before.length, (before.at(-1) ?? "").length + 1);
  }
  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }
  function take(char: string): boolean {
    match(space);
    if (text[at] !== char) return false;
    at += 1;
    return true;
  }
  function value(): JsonNode {
    match(space);
    const start = at;
    if (text[at] === "{") return object(start);
    if (text[at] === "[") return array(start);
    for (const [kind, pattern] of [
      ["string", string],
      ["number", number],
      ["literal", literal],
    ] as const) {
      const raw = match(pattern);
      if (raw !== undefined) return { kind, raw, start, end: at };
    }
    return fail(at < text.length ? `Unexpected ${JSON.stringify(text[at])}` : "Unexpected end");
  }
  function object(start: number): JsonNode {
    const members: JsonMember[] = [];
    take("{");
    if (!take("}")) {
      do {
        match(space);
        const rawKey = match(string) ?? fail("Expected a member name in double quotes");
        if (!take(":")) fail('Expected ":"');
        members.push({ key: JSON.parse(rawKey) as string, rawKey, value: value() });
      } while (take(","));
      if (!take("}")) fail('Expected "," or "}"');
    }
    return { kind: "object", members, start, end: at };
  }
  function array(start: number): JsonNode {
    const items: JsonNode[] = [];
    take("[");
    if (!take("]")) {
      do items.push(value());
      while (take(","));
      if (!take("]")) fail('Expected "," or "]"');
    }
    return { kind: "array", items, start, end: at };
  }

  const root = value();
  match(space);
  if (at < text.length) fail(`Unexpected ${JSON.stringify(text[at])} after the end`);
  return root;
}

/** Throws a JsonSyntaxError that says where, for text that is not JSON. */
export function checkJson(text: string) {
  try {
    JSON.parse(text);
  } catch {
    parseJson(text);
  }
}

/** Deeply nested values grow a lot when they are indented: 256 KB can become 40 MB. */
const prettyMost = 2 * 1024 * 1024;

export function writeJson(node: JsonNode, indent = "  ", lengthMost = Number.POSITIVE_INFINITY): string {
  let length = 0;
  return write(node, "\n");

  function write(value: JsonNode, margin: string): string {
    if (value.kind !== "object" && value.kind !== "array") return value.raw;
    const [open, close] = value.kind === "object" ? "{}" : "[]";
    const inner = margin + indent;
    const parts =
      value.kind === "object"
        ? value.members.map((member) => `${member.rawKey}: ${write(member.value, inner)}`)
        : value.items.map((item) => write(item, inner));
    length += parts.length * (inner.length + 1);
    if (length > lengthMost) throw new RangeError("too long");
    return parts.length === 0
      ? `${open}${close}`
      : `${open}${inner}${parts.join(`,${inner}`)}${margin}${close}`;
  }
}

/** Re-indents; text that is not JSON, or would become too long or too deep, comes back as it is. */
export function prettyJson(text: string): string {
  try {
    return writeJson(parseJson(text), "  ", prettyMost);
  } catch {
    return text;
  }
}

const shortMost = 32 * 1024;

/** Text to be edited: indented unless it is so long that a field of its many lines would be slow. */
export const editableJson = (text: string) => (text.length > shortMost ? text : prettyJson(text));

export function memberOf(node: JsonNode, key: string): JsonNode | undefined {
  if (node.kind !== "object") return undefined;
  return node.members.findLast((member) => member.key === key)?.value;
}

export function stringOf(node: JsonNode): string | undefined {
  return node.kind === "string" ? (JSON.parse(node.raw) as string) : undefined;
}
