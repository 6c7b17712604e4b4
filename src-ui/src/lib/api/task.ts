import { queryOptions } from "@tanstack/react-query";
import { call } from "../api-client";
import type { Schema } from "./schema";

/** The part of JSON Schema that the form understands; the rest is edited as JSON. */
export interface ArgsSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  properties?: Record<string, ArgsSchema>;
  required?: string[];
  items?: ArgsSchema | boolean;
  additionalProperties?: ArgsSchema | boolean;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  $ref?: string;
  $defs?: Record<string, ArgsSchema>;
}

/** With the part of its schema that the form understands. */
export type Task = Omit<Schema<"Task">, "argsSchema"> & { argsSchema?: ArgsSchema };

export const tasksQuery = queryOptions({
  queryKey: ["tasks"],
  queryFn: ({ signal }) => call<{ items: Task[] }>("/tasks", { signal }).then((answer) => answer.items),
  staleTime: 60_000,
});

/** The tasks to choose from where jobs are submitted. */
export const submittable = (tasks: Task[] | undefined) => tasks?.filter(({ internal }) => !internal) ?? [];
