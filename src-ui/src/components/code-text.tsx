import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { prettyJson } from "@/lib/json-text";
import { textBlocks } from "@/lib/text-blocks";
import classes from "./code-text.module.css";
import { CopyButton } from "./copy-button";

/** Longer text takes too long to lay out. It is shown on demand, and always copied in full. */
const shownAtFirst = 16 * 1024;

interface Props {
  text: string;
  label: string;
  wrap?: boolean;
  /** How many characters are shown at first. */
  atFirst?: number;
}

export function CodeText({ text, label, wrap, atFirst = shownAtFirst }: Props) {
  const [all, setAll] = useState(false);
  const cut = !all && text.length > atFirst;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={`${classes.code} ${wrap ? classes.wrap : ""}`}
    >
      <span className={classes.copy}>
        <CopyButton text={text} />
      </span>
      {all ? <Blocks text={text} /> : <pre className={classes.text}>{text.slice(0, atFirst)}</pre>}
      {cut && (
        <Button size="compact-xs" variant="default" mt="xs" onClick={() => setAll(true)}>
          Show all {Math.round(text.length / 1024)} KiB
        </Button>
      )}
    </div>
  );
}

/** A long text in blocks; the browser lays out only the visible ones. */
function Blocks({ text }: { text: string }) {
  const blocks = useMemo(() => textBlocks(text), [text]);
  return (
    <pre className={classes.text}>
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the index is what identifies a block
        <span key={at} className={classes.block}>
          {block}
        </span>
      ))}
    </pre>
  );
}

export function JsonText({ text, label }: { text: string; label: string }) {
  const pretty = useMemo(() => prettyJson(text), [text]);
  return <CodeText text={pretty} label={label} wrap />;
}
