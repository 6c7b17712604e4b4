import { readFileSync } from "node:fs";
import type { Element, Nodes } from "hast";
import { expect, it } from "vitest";
import { textOf } from "@/features/runbooks/api/sections";
import { markdownTree } from "../../scripts/markdown";

const path = new URL("../../../docs/runbooks.md", import.meta.url);

const elements = (node: Nodes, tag: string): Element[] => [
  ...(node.type === "element" && node.tagName === tag ? [node] : []),
  ...("children" in node ? node.children.flatMap((child) => elements(child as Nodes, tag)) : []),
];

/** Where the number shown for an item differs from the one that was written, or an item has another number in it. */
function misnumbered(markdown: string) {
  const lines = markdown.split("\n");
  return elements(markdownTree(markdown), "ol").flatMap((list) =>
    elements(list, "li").filter((item, index) => {
      const shown = Number(list.properties.start ?? 1) + index;
      const line = lines[(item.position?.start.line ?? 1) - 1] ?? "";
      const written = Number(/^ *(\d+)\./.exec(line)?.[1]);
      return shown !== written || /[.:)`] \d\. /.test(textOf(item));
    }),
  );
}

it("shows the numbers of steps as they are written", () => {
  expect(misnumbered("1. a. 2. b.\n3. c.\n")).toHaveLength(2);
  const runbooks = readFileSync(path, "utf8");
  expect(elements(markdownTree(runbooks), "ol").length).toBeGreaterThan(20);
  expect(misnumbered(runbooks).map(textOf)).toEqual([]);
});
