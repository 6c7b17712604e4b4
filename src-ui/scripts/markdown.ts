import type { Nodes } from "hast";
import rehypeSlug from "rehype-slug";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import type { Plugin } from "vite";

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use(rehypeSlug);

/**
 * A text in Markdown, as GitHub knows it, as a tree of elements; headings have the anchors that GitHub gives them. HTML
 * in the text is left out.
 */
export function markdownTree(text: string): Nodes {
  return processor.runSync(processor.parse(text));
}

/** Lets `*.md` be imported as such a tree, so that browsers do not have to load a Markdown parser. */
export function markdown(): Plugin {
  return {
    name: "markdown",
    transform(text, id) {
      if (!id.endsWith(".md")) return;
      const tree = JSON.stringify(markdownTree(text), (key, value) =>
        key === "position" ? undefined : value,
      );
      return { code: `export default ${tree};`, map: null };
    },
  };
}
