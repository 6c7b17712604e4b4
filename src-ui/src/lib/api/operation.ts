import type { Schema } from "./schema";

export type Operation = Schema<"Operation">;
export type OperationAction = Schema<"OperationAction">;

export const operationActions = [
  "retry",
  "cancel",
  "delete",
  "reprioritize",
  "move",
] as const satisfies OperationAction[];

/** What to give to the page that begins an operation. */
export interface NewOperationSearch {
  action?: OperationAction;
  /** The text of a filter. */
  filter?: string;
}
