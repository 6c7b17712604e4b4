import { randomBytes } from "node:crypto";

let last = 0;

/** A UUIDv7; strictly rising, so that ids sort by creation. */
export function uuid7(at = Date.now()) {
  const time = at === undefined ? Date.now() : at;
  last = (last + 1) % 4096;
  const stamp = time.toString(16).padStart(12, "0");
  const rest = randomBytes(8).toString("hex");
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${last.toString(16).padStart(3, "0")}-8${rest.slice(0, 3)}-${rest.slice(3, 15)}`;
}

/** The text of the top-level member "args", byte for byte. */
export function argsTextOf(text) {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const end = stringEnd(text, at);
      const colon = /^\s*:\s*/.exec(text.slice(end));
      if (depth === 1 && colon && text.slice(at, end) === '"args"')
        return valueAt(text, end + colon[0].length);
      at = end - 1;
    } else if ("{[".includes(char)) depth++;
    else if ("}]".includes(char)) depth--;
  }
  return undefined;
}

function stringEnd(text, start) {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function valueAt(text, start) {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '"') at = stringEnd(text, at) - 1;
    else if ("{[".includes(text[at])) depth++;
    else if ("}]".includes(text[at]) && depth-- === 0) return text.slice(start, at);
    else if (text[at] === "," && depth === 0) return text.slice(start, at);
    if (depth === 0 && "}]".includes(text[at])) return text.slice(start, at + 1);
  }
  return text.slice(start);
}

/** Pairs of a key and the items that have it. */
export function grouped(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
}
