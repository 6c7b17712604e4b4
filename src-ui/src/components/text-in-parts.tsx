import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { textBlocks } from "@/lib/text-blocks";
import { Icon } from "./icon";
import type { TextEditorProps } from "./text-editor";

/**
 * A field that shows one part of a long text at a time, because a browser lays out all lines of a
 * field on each key. The parts are cut after line breaks; what is not edited stays as it is.
 */
export function TextInParts({
  value,
  code,
  minRows: _,
  partLength,
  onChange,
  ...props
}: TextEditorProps & { partLength: number }) {
  const [parts, setParts] = useState(() => textBlocks(value, partLength));
  const [wanted, setWanted] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  // It replaces the element that had the focus.
  useEffect(() => field.current?.focus(), []);

  // The text was replaced from outside.
  if (parts.join("") !== value) setParts(textBlocks(value, partLength));
  const at = Math.max(0, Math.min(wanted, parts.length - 1));
  const part = parts[at] ?? "";

  function edit(text: string) {
    const next = parts.length === 0 ? [text] : parts.with(at, text);
    setParts(next);
    onChange(next.join(""));
  }

  function go(step: number) {
    // A part that has grown is cut again when it is left.
    const pieces = textBlocks(part, partLength);
    setParts(parts.toSpliced(at, 1, ...pieces));
    setWanted(step < 0 ? at - 1 : at + pieces.length);
  }

  const name = props["aria-label"] ?? String(props.label);
  return (
    <Stack gap={6}>
      <Textarea
        {...props}
        ref={field}
        rows={16}
        wrap="off"
        spellCheck={false}
        value={part}
        styles={code ? { input: { fontFamily: "var(--ns-mono)", fontSize: 13 } } : undefined}
        onChange={(event) => edit(event.currentTarget.value)}
      />
      <Group gap="xs" role="group" aria-label={`Parts of ${name}`}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={at === 0}
          leftSection={<Icon name="left" size={13} />}
          onClick={() => go(-1)}
        >
          Previous part
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={at >= parts.length - 1}
          rightSection={<Icon name="right" size={13} />}
          onClick={() => go(1)}
        >
          Next part
        </Button>
        <Text span c="dimmed" fz="sm" role="status">
          Part {at + 1} of {Math.max(1, parts.length)}, from line {lineOf(parts, at).toLocaleString("en")}
        </Text>
      </Group>
    </Stack>
  );
}

/** The number of the line in which a part begins. */
function lineOf(parts: string[], at: number): number {
  let line = 1;
  for (const part of parts.slice(0, at)) {
    for (let end = part.indexOf("\n"); end >= 0; end = part.indexOf("\n", end + 1)) line += 1;
  }
  return line;
}
