import { Link } from "@tanstack/react-router";
import type { Element, Nodes } from "hast";
import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import type { ComponentProps } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { CopyButton } from "@/components/copy-button";
import { textOf } from "../api/sections";
import classes from "./runbooks.module.css";

const components = { a: Anchor, pre: Command, table: WideTable };

export function RunbookText({ tree }: { tree: Nodes }) {
  return toJsxRuntime(tree, { Fragment, jsx, jsxs, components, passNode: true });
}

function Anchor({ href = "", children }: ComponentProps<"a">) {
  if (href.startsWith("#")) return <a href={href}>{children}</a>;
  if (href.startsWith("/")) return <Link to={href}>{children}</Link>;
  if (/^https?:/.test(href)) {
    return (
      <a href={href} target="_blank" rel="noreferrer">
        {children}
      </a>
    );
  }
  // Another page of the documents, which the console does not have.
  return <span title={href}>{children}</span>;
}

function Command({ children, node }: ComponentProps<"pre"> & { node?: Element }) {
  return (
    <div className={classes.command}>
      <span className={classes.copy}>
        <CopyButton text={node ? textOf(node).trimEnd() : ""} />
      </span>
      <pre>{children}</pre>
    </div>
  );
}

function WideTable({ children }: ComponentProps<"table">) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div role="group" aria-label="Table" tabIndex={0} className={classes.wide}>
      <table>{children}</table>
    </div>
  );
}
