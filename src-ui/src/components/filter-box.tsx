import { Combobox, TextInput, type TextInputProps, useCombobox } from "@mantine/core";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Suggestion } from "@/lib/filter-suggestions";
import { wrongPlace } from "@/lib/filter-text";
import classes from "./filter-box.module.css";
import { Icon } from "./icon";
import { useFilterSuggestions } from "./use-filter-suggestions";

type Look = Pick<TextInputProps, "label" | "aria-label" | "description" | "required" | "className">;

interface Props extends Look {
  value: string;
  /** What is wrong with the value, and how much of it stands before the text that the server was sent. */
  problem: { detail: string; given: number } | undefined;
  /** The key `/` leads to it. */
  shortcut?: boolean;
  onCommit: (text: string) => void;
}

/** The text of a filter, with completion. It takes effect on Enter, with a suggestion, or on leaving the field. */
export function FilterBox({ value, problem, shortcut, onCommit, ...look }: Props) {
  const [draft, setDraft] = useState(value);
  const [caret, setCaret] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const moveTo = useRef<number>(undefined);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  // A space after a term that was completed stays, for the next one.
  useEffect(() => setDraft((before) => (before.trim() === value ? before : value)), [value]);
  useLayoutEffect(() => {
    if (moveTo.current !== undefined) input.current?.setSelectionRange(moveTo.current, moveTo.current);
    moveTo.current = undefined;
  });

  const offered = useFilterSuggestions(draft, caret, combobox.dropdownOpened);
  const labels = offered.map(({ label }) => label).join("\n");
  // Counts that arrive change the order: Enter still takes the option that is marked.
  const { updateSelectedOptionIndex } = combobox;
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each other order
  useLayoutEffect(() => updateSelectedOptionIndex("selected"), [labels, updateSelectedOptionIndex]);

  function commit(text: string) {
    const next = text.trim();
    if (next !== value) onCommit(next);
  }
  function take({ text, caret: at, open }: Suggestion) {
    setDraft(text);
    setCaret(at);
    moveTo.current = at;
    combobox.resetSelectedOption();
    if (open) return;
    combobox.closeDropdown();
    commit(text);
  }

  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      withinPortal={false}
      onOptionSubmit={(label) => {
        const taken = offered.find((one) => one.label === label);
        if (taken) take(taken);
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          {...look}
          ref={input}
          data-filter-focus={shortcut || undefined}
          placeholder="state:dead queue:mail* created>-2h timeout"
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          classNames={{ input: classes.input }}
          leftSection={<Icon name="search" size={15} />}
          value={draft}
          error={problem && draft.trim() === value && <Wrong text={value} {...problem} />}
          onChange={(event) => {
            setDraft(event.currentTarget.value);
            setCaret(event.currentTarget.selectionStart ?? 0);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown();
            commit(draft);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && combobox.getSelectedOptionIndex() < 0) {
              // In a form, the first Enter only shows what the filter means. It must not send anything.
              if (draft.trim() !== value) event.preventDefault();
              combobox.closeDropdown();
              commit(draft);
            }
            if (event.key === "Escape" && !combobox.dropdownOpened) setDraft(value);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={offered.length === 0}>
        <Combobox.Options aria-label="Terms" className={classes.options}>
          {offered.map(({ label, hint }) => (
            <Combobox.Option key={label} value={label} className={classes.option}>
              <code>{label}</code> {hint && <span>{hint}</span>}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** The filter with what is wrong in it marked, and why. */
function Wrong({ text, detail, given }: { text: string; detail: string; given: number }) {
  const { from, to, why } = wrongPlace(detail, text, given);
  return (
    <>
      {to > from && (
        <code className={classes.wrong}>
          {text.slice(0, from)}
          <mark>{text.slice(from, to) || " "}</mark>
          {text.slice(to)}
        </code>
      )}
      <span className={classes.why}>{why}</span>
    </>
  );
}
