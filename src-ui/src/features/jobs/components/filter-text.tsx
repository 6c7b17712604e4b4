import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";

interface Input {
  value: string;
  onChange: (event: { currentTarget: { value: string } }) => void;
  onBlur: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

interface Props {
  value: string | undefined;
  onCommit: (value: string | undefined) => void;
  children: (input: Input) => ReactNode;
}

/** Text that becomes part of the address on Enter or on leaving the field, not with every letter. */
export function FilterText({ value = "", onCommit, children }: Props) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);

  function commit() {
    const next = draft.trim();
    if (next !== value) onCommit(next === "" ? undefined : next);
  }
  return children({
    value: draft,
    onChange: (event) => setDraft(event.currentTarget.value),
    onBlur: commit,
    onKeyDown: (event) => {
      if (event.key === "Enter") commit();
      if (event.key === "Escape") setDraft(value);
    },
  });
}
