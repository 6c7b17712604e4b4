import type { Schema } from "./api/schema";

/** One wrong field: `pointer` is a JSON Pointer into the body, or the name of a query parameter or header. */
export type FieldProblem = NonNullable<Schema<"Problem">["errors"]>[number];

/** What is wrong with a form, by the JSON Pointer of the field. */
export type Problems = Record<string, string>;

/** Every way a call can fail, in the terms of RFC 9457. Status 0: no answer came at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: FieldProblem[] = [],
    readonly retryAfterSeconds?: number,
  ) {
    super(detail || title);
    this.name = "ApiError";
  }
}

export function problemFrom(
  status: number,
  statusText: string,
  body: string,
  retryAfter: string | null,
): ApiError {
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  const wait = Number.isFinite(seconds) ? seconds : undefined;
  const fields = parseObject(body);
  const title = text(fields.title) || statusText || `Status ${status}`;
  return new ApiError(status, title, text(fields.detail), fieldProblems(fields.errors), wait);
}

export function unreachable(cause: unknown): ApiError {
  const detail = cause instanceof Error ? cause.message : "";
  return new ApiError(0, "Cannot reach the server", detail);
}

export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(
    0,
    "Something went wrong in the console",
    error instanceof Error ? error.message : String(error),
  );
}

/** The server's field problems: those that a form can show beside a field, and the rest. */
export interface PlacedProblems {
  byField: Problems;
  others: FieldProblem[];
}

export function sortByField(
  errors: FieldProblem[],
  known: (pointer: string) => string | undefined,
): PlacedProblems {
  const byField: Problems = {};
  const others: FieldProblem[] = [];
  for (const error of errors) {
    const field = known(error.pointer);
    if (field === undefined) others.push(error);
    else byField[field] = byField[field] ? `${byField[field]}; ${error.detail}` : error.detail;
  }
  return { byField, others };
}

/** A problem below a field (`/args/headers/x`) belongs to the nearest field that the form has. */
export function sortUnder(errors: FieldProblem[], pointers: string[]): PlacedProblems {
  const known = pointers.toSorted((a, b) => b.length - a.length);
  return sortByField(errors, (pointer) =>
    known.find((field) => pointer === field || pointer.startsWith(`${field}/`)),
  );
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item !== "object" || item === null) return [];
    const { pointer, detail } = item as Record<string, unknown>;
    return [{ pointer: text(pointer), detail: text(detail) }];
  });
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
