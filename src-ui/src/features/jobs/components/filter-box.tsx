import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Icon } from "@/components/icon";
import { queuesQuery } from "@/lib/api/queue";
import { tasksQuery } from "@/lib/api/task";
import { type Suggestion, suggestions } from "../api/filter-suggestions";
import { wrongPlace } from "../api/filter-terms";
import classes from "./filter-box.module.css";

interface Props {
  value: string;
  /** What the server says about the value, and how much of that stands before the text that it was sent. */
  problem: { detail: string; given: number } | undefined;
  onCommit: (text: string | undefined) => void;
}

/** The filter of the page as text. It becomes part of the address on Enter, with a suggestion, or on leaving the field. */
export function FilterBox({ value, problem, onCommit }: Props) {
  const queues = useQuery(queuesQuery);
  const tasks = useQuery(tasksQuery);
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

  const offered = suggestions(draft, caret, {
    queue: queues.data?.map(({ name }) => name) ?? [],
    task: tasks.data?.map(({ name }) => name) ?? [],
  });

  function commit(text: string) {
    const next = text.trim();
    if (next !== value) onCommit(next === "" ? undefined : next);
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
      <Combobox.Target>
        <TextInput
          ref={input}
          data-filter-focus
          aria-label="Filter"
          placeholder="state:dead queue:mail* created>-2h timeout"
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          className={classes.box}
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
              <code>{label}</code>
              {hint && <span>{hint}</span>}
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
