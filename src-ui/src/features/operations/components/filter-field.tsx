import { TextInput } from "@mantine/core";
import { useState } from "react";

interface Props {
  value: string;
  error: string | undefined;
  onCommit: (filter: string) => void;
}

/** The text of a filter. It takes effect with Enter, or when the focus leaves. */
export function FilterField({ value, error, onCommit }: Props) {
  const [typed, setTyped] = useState(value);
  const commit = () => typed.trim() !== value && onCommit(typed.trim());
  return (
    <TextInput
      label="Filter"
      description="Which jobs it is for, as in the list of jobs: state:dead queue:mail created>-2h"
      required
      classNames={{ input: "ns-mono" }}
      spellCheck={false}
      autoComplete="off"
      value={typed}
      error={typed === value ? error : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || typed.trim() === value) return;
        // The first Enter shows the preview of another filter. It must not begin anything.
        event.preventDefault();
        commit();
      }}
    />
  );
}
