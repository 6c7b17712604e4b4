/** A term as it stands in the text of a filter; `docs/filters.md` describes the language. */
export interface Term {
  text: string;
  from: number;
  to: number;
}

/** Splits at spaces that are not quoted. The server decides whether a term can be used. */
export function termsOf(text: string): Term[] {
  return [...text.matchAll(/(?:\\.|"(?:\\.|[^"\\])*"?|[^\s"\\]|\\$)+/g)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** A value as it stands in a term. */
export const written = (value: string): string =>
  /[\s,"\\*]/.test(value) ? `"${value.replace(/["\\]/g, "\\$&")}"` : value;

/** The values behind a field; undefined if one has a wildcard or is not complete. */
export function exactValues(raw: string): string[] | undefined {
  const values = [...raw.matchAll(/(?:^|,)((?:\\.|"(?:\\.|[^"\\])*"|[^\s"\\,*])*)/g)];
  if (values.map(([whole]) => whole).join("") !== raw) return undefined;
  const plain = values.map(([, value = ""]) => value.replace(/\\(.)|"/g, "$1"));
  return plain.every(Boolean) ? plain : undefined;
}

/** Ranges of time that people choose by name; in a filter, `created>-15m`. */
export const sinceChoices = [
  { value: "15m", label: "Last 15 minutes", millis: 900_000 },
  { value: "1h", label: "Last hour", millis: 3_600_000 },
  { value: "24h", label: "Last 24 hours", millis: 86_400_000 },
  { value: "7d", label: "Last 7 days", millis: 604_800_000 },
];

/** Which characters of a filter are wrong, by the server's words, and why. */
export function wrongPlace(detail: string, text: string, given: number) {
  const [, first, last] = /^is wrong at characters? (\d+)(?: to (\d+))?, /.exec(detail) ?? [];
  if (first === undefined) return { from: 0, to: 0, why: detail };
  const from = given + Number(first) - 1;
  const to = given + Number(last ?? first);
  const said = detail.slice(detail.indexOf(", ") + 2);
  const shown = text.slice(from, to);
  const why = said.startsWith(`${shown}: `) ? said.slice(shown.length + 2) : said;
  return { from, to, why: why.charAt(0).toUpperCase() + why.slice(1) };
}
