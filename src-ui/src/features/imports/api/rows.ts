import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type BulkPage, bulkPath } from "@/lib/api/bulk-job";
import type { Schema } from "@/lib/api/schema";
import { callText } from "@/lib/api-client";
import { type JsonNode, memberOf, parseJson, stringOf } from "@/lib/json-text";

/** Rows stay text: parsing would change their numbers. */
export type Reject = Omit<Schema<"RejectedRow">, "row"> & { rowText: string };

export type DryRun = Omit<Schema<"DryRun">, "sample" | "rejects"> & {
  sample: { line: number; argsText: string }[];
  rejects: Reject[];
};

/** The text of a member of each item of a list; for a string, its value. */
function textsOf(root: JsonNode, text: string, list: string, member: string): string[] {
  const items = memberOf(root, list);
  if (items?.kind !== "array") return [];
  return items.items.map((item) => {
    const node = memberOf(item, member);
    return node === undefined ? "" : (stringOf(node) ?? text.slice(node.start, node.end));
  });
}

export function rejectsFromText(text: string): BulkPage<Reject> {
  const plain = JSON.parse(text) as Schema<"RejectedRowPage">;
  const rows = textsOf(parseJson(text), text, "items", "row");
  return { ...plain, items: plain.items.map((item, at) => ({ ...item, rowText: rows[at] ?? "" })) };
}

export function dryRunFromText(text: string): DryRun {
  const plain = JSON.parse(text) as Schema<"DryRun">;
  const root = parseJson(text);
  const args = textsOf(root, text, "sample", "args");
  const rows = textsOf(root, text, "rejects", "row");
  return {
    ...plain,
    sample: plain.sample.map((item, at) => ({ ...item, argsText: args[at] ?? "" })),
    rejects: plain.rejects.map((item, at) => ({ ...item, rowText: rows[at] ?? "" })),
  };
}

/** `rejected` is part of the key: with each new reject the page is fetched again. */
export const rejectsQuery = (id: string, page: string | undefined, rejected: number) =>
  queryOptions({
    queryKey: ["imports", "rejects", id, page, rejected],
    queryFn: async ({ signal }): Promise<BulkPage<Reject>> => {
      const query = page ? `?pageToken=${encodeURIComponent(page)}` : "";
      const headers = { Accept: "application/json" };
      return rejectsFromText(
        await callText(`${bulkPath("imports", id)}/rejects${query}`, { headers, signal }),
      );
    },
    placeholderData: keepPreviousData,
  });
