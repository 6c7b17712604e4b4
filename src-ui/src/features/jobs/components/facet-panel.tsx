import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LoadingRows, Panel } from "@/components/panel";
import { facetsQuery } from "@/lib/api/facets";
import { countText, shortCount } from "@/lib/count";
import { usePolling } from "@/lib/live-status";
import { type Facet, facetsOf, isChosen, toggled } from "../api/filter-facets";
import classes from "./facet-panel.module.css";

interface Props {
  filter: string;
  onChange: (filter: string) => void;
}

/** By what the list can be narrowed, with the numbers of jobs: beside the list or, on a small screen, on demand. */
export function FacetPanel(props: Props) {
  const beside = useMediaQuery("(min-width: 94em)", undefined, { getInitialValueInEffect: false });
  const [opened, setOpened] = useState(false);
  if (beside) {
    return (
      <Panel title="Narrow down">
        <FacetLists {...props} />
      </Panel>
    );
  }
  return (
    <details className={classes.onDemand} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>Narrow down by queue, task or tag</summary>
      {opened && (
        <Panel>
          <FacetLists {...props} />
        </Panel>
      )}
    </details>
  );
}

function FacetLists({ filter, onChange }: Props) {
  const facets = useQuery({
    ...facetsQuery(filter),
    refetchInterval: usePolling(60_000),
    placeholderData: (before) => before,
  });
  const { data, isPlaceholderData } = facets;
  if (facets.isError) return <p className={classes.note}>The jobs cannot be counted now.</p>;
  if (data === undefined) return <LoadingRows rows={5} />;
  if (data.total === 0) return <p className={classes.note}>No job to count.</p>;
  return (
    <div className={isPlaceholderData ? "ns-dimmed-data" : undefined}>
      <div className={classes.facets}>
        {facetsOf(data).map((facet) => (
          <FacetList key={facet.field} facet={facet} filter={filter} onChange={onChange} />
        ))}
      </div>
      {!data.complete && (
        <p className={classes.note}>
          There are more jobs than can be counted in a second: these are the newest.
        </p>
      )}
    </div>
  );
}

const first = 6;

function FacetList({ facet: { field, title, values }, filter, onChange }: { facet: Facet } & Props) {
  const [all, setAll] = useState(false);
  const rest = values.length - first;
  return (
    <section className={classes.facet} aria-label={title}>
      <div className={classes.name}>{title}</div>
      <ul>
        {values.slice(0, all ? undefined : first).map(({ value, count }) => (
          <li key={value}>
            <button
              type="button"
              aria-pressed={isChosen(filter, field, value)}
              aria-label={`${value}, ${countText(count, "job")}`}
              title={value}
              onClick={() => onChange(toggled(filter, field, value))}
            >
              <span>{value}</span>
              <b>{shortCount(count)}</b>
            </button>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" className={classes.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Fewer" : `${rest} more`}
          <span className="ns-hidden"> of {title}</span>
        </button>
      )}
    </section>
  );
}
