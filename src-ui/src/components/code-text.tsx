import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { prettyJson } from "@/lib/json-text";
import classes from "./code-text.module.css";
import { CopyButton } from "./copy-button";

/** More than this makes layout of one text block slow; the rest is shown on demand and is always copied whole. */
const shownAtFirst = 64 * 1024;

interface Props {
  text: string;
  label: string;
  wrap?: boolean;
}

export function CodeText({ text, label, wrap }: Props) {
  const [all, setAll] = useState(false);
  const cut = !all && text.length > shownAtFirst;
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
      <pre className={classes.text}>{cut ? text.slice(0, shownAtFirst) : text}</pre>
      {cut && (
        <Button size="compact-xs" variant="default" mt="xs" onClick={() => setAll(true)}>
          Show all {Math.round(text.length / 1024)} KiB
        </Button>
      )}
    </div>
  );
}

export function JsonText({ text, label }: { text: string; label: string }) {
  const pretty = useMemo(() => prettyJson(text), [text]);
  return <CodeText text={pretty} label={label} wrap />;
}
