import type { Nodes } from "hast";

export interface Section {
  title: string;
  anchor: string;
}

/** The headings of the second level. */
export function sections(tree: Nodes): Section[] {
  if (!("children" in tree)) return [];
  return tree.children.flatMap((node) =>
    node.type === "element" && node.tagName === "h2"
      ? [{ title: textOf(node), anchor: String(node.properties.id) }]
      : [],
  );
}

export function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}
