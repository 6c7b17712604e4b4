import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { StateBadge } from "@/components/state-badge";
import { jobStates } from "@/lib/api/job";
import { queuesQuery, totalCounts } from "@/lib/api/queue";
import classes from "./jobs.module.css";

interface Props {
  chosen: string[];
  /** The only queue of the list, if it has one. */
  queue: string | undefined;
  onChange: (states: string[]) => void;
}

/** Counts are those of the whole store, or of the chosen queue; other filters do not narrow them. */
export function StateChips({ chosen, queue, onChange }: Props) {
  const queues = useQuery(queuesQuery);
  const counted = queues.data?.filter(({ name }) => !queue || name === queue);
  const counts = counted && totalCounts(counted);
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
            {counts && <b>{counts[state].toLocaleString("en")}</b>}
          </button>
        );
      })}
    </fieldset>
  );
}
