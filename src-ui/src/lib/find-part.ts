/** The text cut at each occurrence of `part` in any case: every second piece is an occurrence. */
export function findPart(text: string, part: string | undefined): string[] {
  if (!part) return [text];
  return text.split(new RegExp(`(${part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")})`, "giu"));
}

const before = 24;

/**
 * One line of a text, beginning shortly before the first occurrence of `part` if that is far from
 * the start.
 */
export function excerpt(text: string, part: string | undefined): string {
  const start = findPart(text, part);
  const at = start.length > 1 ? (start[0] ?? "").length : 0;
  return at > 2 * before ? `…${text.slice(at - before)}` : text;
}
