import Papa from "papaparse";
import type { ImportFormat } from "./import";

/** Enough for the names of many columns and some rows; the rest of the file is not read. */
const headBytes = 64 * 1024;
const exampleRows = 3;

export interface SourceFile {
  file: File;
  format: ImportFormat;
  /** Of a CSV file; empty for NDJSON. */
  header: string[];
  /** Values of the first rows. */
  examples: string[][];
  /** Why the file cannot be imported. */
  trouble?: string;
}

export const contentTypes: Record<ImportFormat, string> = {
  csv: "text/csv",
  ndjson: "application/x-ndjson",
};

export async function readSource(file: File, format?: ImportFormat): Promise<SourceFile> {
  const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  const text = new TextDecoder().decode(head);
  return describeSource(file, text, unreadable(head), format);
}

export function describeSource(
  file: File,
  head: string,
  trouble: string | undefined,
  asked?: ImportFormat,
): SourceFile {
  const format = asked ?? recognise(file.name, head);
  const source = { file, format, header: [], examples: [] };
  if (trouble !== undefined) return { ...source, trouble };
  if (head.trim() === "") return { ...source, trouble: "The file is empty." };
  if (format === "ndjson") return source;

  const { data, meta } = Papa.parse<string[]>(head, { delimiter: ",", preview: exampleRows + 1 });
  // The last record may continue after the part that was read.
  const whole = meta.truncated || file.size <= headBytes ? data : data.slice(0, -1);
  const [header = [], ...rows] = whole;
  return {
    ...source,
    header,
    examples: rows.filter((row) => row.some((value) => value !== "")),
    trouble: headerTrouble(header, file.size > headBytes),
  };
}

function recognise(name: string, head: string): ImportFormat {
  if (/\.(ndjson|jsonl)$/i.test(name)) return "ndjson";
  if (/\.csv$/i.test(name)) return "csv";
  return head.trimStart().startsWith("{") ? "ndjson" : "csv";
}

function unreadable(head: Uint8Array): string | undefined {
  const starts = (...bytes: number[]) => bytes.every((byte, at) => head[at] === byte);
  if (starts(0x1f, 0x8b) || starts(0x50, 0x4b, 0x03, 0x04)) return "The file is compressed: unpack it first.";
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) return "The file is UTF-16: save it as UTF-8.";
  if (head.includes(0)) return "The file is not text.";
  return undefined;
}

const otherMarks: Record<string, string> = { ";": "semicolons", "\t": "tabs", "|": "bars" };

function headerTrouble(header: string[], long: boolean): string | undefined {
  if (header.length === 0 && long) return "The first line is too long for a header.";
  const other = header.length === 1 && Object.keys(otherMarks).find((mark) => header[0]?.includes(mark));
  if (other) return `The columns seem to be separated by ${otherMarks[other]}: commas are needed.`;
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined) return `The column ${twice || "without a name"} is in the header twice.`;
  return undefined;
}
