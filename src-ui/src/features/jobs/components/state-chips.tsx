import { useEffect, useRef } from "react";
import { StateBadge } from "@/components/state-badge";
import { jobStates } from "@/lib/api/job";
import { useStateCounts } from "../api/state-counts";
import classes from "./jobs.module.css";

interface Props {
  chosen: string[];
  /** The filter without its states. */
  others: string;
  onChange: (states: string[]) => void;
}

/** The numbers are those of the filter in each state, so they say what another state would show. */
export function StateChips({ chosen, others, onChange }: Props) {
  const counts = useStateCounts(others);
  const strip = useRef<HTMLFieldSetElement>(null);
  // On a phone the chips are a strip that scrolls: the chosen one must be visible.
  useEffect(() => {
    const first = strip.current?.querySelector<HTMLElement>('[aria-pressed="true"]');
    if (strip.current && first) strip.current.scrollLeft = first.offsetLeft - strip.current.offsetLeft - 12;
  }, []);
  return (
    <fieldset ref={strip} className={classes.chips}>
      <legend className="ns-hidden">States</legend>
      {jobStates.map((state) => {
        const pressed = chosen.includes(state);
        const next = pressed ? chosen.filter((other) => other !== state) : [...chosen, state];
        return (
          <button
            key={state}
            type="button"
            className={classes.chip}
            aria-pressed={pressed}
            onClick={() => onChange(next)}
          >
            <StateBadge state={state} variant="bare" />
            {counts && <b>{counts(state)}</b>}
          </button>
        );
      })}
    </fieldset>
  );
}
