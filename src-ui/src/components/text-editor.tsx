import { Textarea, type TextareaProps } from "@mantine/core";

/** A field that grows with its text measures all of it at each key; past this it scrolls instead. */
const growsUpTo = 4 * 1024;

interface Props
  extends Pick<TextareaProps, "label" | "description" | "error" | "required" | "placeholder" | "aria-label"> {
  value: string;
  /** For JSON and other text in which each character counts. */
  code?: boolean;
  minRows: number;
  maxRows?: number;
  onChange: (text: string) => void;
}

/** A field for text of any length. */
export function TextEditor({ value, code, minRows, maxRows = 28, onChange, ...props }: Props) {
  const large = value.length > growsUpTo;
  return (
    <Textarea
      {...props}
      // Two fields: one that has grown keeps its height.
      key={large ? "large" : "small"}
      autosize={!large}
      minRows={minRows}
      maxRows={maxRows}
      rows={large ? 16 : undefined}
      wrap={large ? "off" : undefined}
      spellCheck={large || code ? false : undefined}
      value={value}
      styles={code ? { input: { fontFamily: "var(--ns-mono)", fontSize: 13 } } : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
