import { Button, Group, Input, Text, Textarea, type TextareaProps } from "@mantine/core";
import { useState } from "react";
import { sizeText } from "@/lib/size";
import { CodeText } from "./code-text";
import { TextInParts } from "./text-in-parts";

/**
 * A field that grows with its text measures the whole text on each key; above this size it scrolls
 * instead.
 */
const growsUpTo = 4 * 1024;
/** A larger field makes the browser pause on each key, and before it appears. */
const wholeUpTo = 32 * 1024;

export interface TextEditorProps
  extends Pick<TextareaProps, "label" | "description" | "error" | "required" | "placeholder" | "aria-label"> {
  value: string;
  /** For JSON and other text in which each character counts. */
  code?: boolean;
  minRows: number;
  onChange: (text: string) => void;
}

/** A field for text of any length. A very long one is shown first, and is edited in parts on demand. */
export function TextEditor(props: TextEditorProps) {
  const large = props.value.length > wholeUpTo;
  const [closed, setClosed] = useState(large);
  // A text that has become shorter stays in parts: the field under the cursor must not be replaced.
  const [inParts, setInParts] = useState(large);
  if (large && !inParts) setInParts(true);
  if (closed) return <ClosedText {...props} onOpen={() => setClosed(false)} />;
  return inParts ? <TextInParts {...props} partLength={wholeUpTo} /> : <TextField {...props} />;
}

function TextField({ value, code, minRows, onChange, ...props }: TextEditorProps) {
  const large = value.length > growsUpTo;
  return (
    <Textarea
      {...props}
      // Two fields: one that has grown keeps its height.
      key={large ? "large" : "small"}
      autosize={!large}
      minRows={minRows}
      maxRows={28}
      rows={large ? 16 : undefined}
      wrap={large ? "off" : undefined}
      spellCheck={large || code ? false : undefined}
      value={value}
      styles={code ? { input: { fontFamily: "var(--ns-mono)", fontSize: 13 } } : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function ClosedText({
  value,
  label,
  description,
  error,
  required,
  onOpen,
  ...props
}: TextEditorProps & { onOpen: () => void }) {
  const name = props["aria-label"] ?? String(label);
  return (
    <Input.Wrapper
      label={label}
      description={description}
      error={error}
      required={required}
      labelElement="div"
    >
      <Group gap="xs" my={6}>
        <Text span c="dimmed" fz="sm">
          {sizeText(value.length)}, sent as it is.
        </Text>
        <Button size="compact-sm" variant="default" aria-label={`Edit ${name} as text`} onClick={onOpen}>
          Edit as text
        </Button>
      </Group>
      <CodeText text={value} label={`${name}, as it is`} atFirst={1_000} wrap />
    </Input.Wrapper>
  );
}
