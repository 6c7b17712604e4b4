import type { ApiError } from "@/lib/problem";
import { sortByField } from "@/lib/problem";
import type { SourceFile } from "./source-file";

/**
 * The settings of an import without its file, as typed; empty text means "leave it to the server".
 */
export interface ImportRequest {
  task: string;
  queue: string;
  priority: string;
  maxAttempts: string;
  tags: string[];
}

export function importPath(
  request: ImportRequest,
  source: Pick<SourceFile, "file" | "format">,
  columns: string | undefined,
  dryRun = false,
): string {
  const query = new URLSearchParams();
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined && value.trim() !== "") query.append(name, value.trim());
  };
  add("task", request.task);
  add("queue", request.queue);
  query.append("name", source.file.name);
  if (source.format === "csv") add("columns", columns);
  add("priority", request.priority);
  add("maxAttempts", request.maxAttempts);
  for (const tag of request.tags) add("tag", tag);
  if (dryRun) query.append("dryRun", "true");
  return `/imports?${query}`;
}

const fields = ["task", "queue", "columns", "priority", "maxAttempts", "tag"];
const ofFile = ["body", "name", "Content-Type", "Content-Encoding"];

/** Where the form shows each of the server's problems: at a field of the query, or at the file. */
export function placeProblems(refused: ApiError | undefined) {
  const errors = (refused?.errors ?? []).map(({ pointer, detail }) => {
    const [, line] = /^body:(line \d+)/.exec(pointer) ?? [];
    return { pointer, detail: line ? `${line}: ${detail}` : detail };
  });
  return sortByField(errors, (pointer) => {
    const name = pointer.replace(/^\?/, "").split(/[/[.:]/)[0] ?? "";
    if (fields.includes(name)) return name;
    return ofFile.includes(name) ? "file" : undefined;
  });
}
