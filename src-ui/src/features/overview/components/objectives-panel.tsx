import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { GrafanaLink } from "@/components/grafana-link";
import { Icon } from "@/components/icon";
import { LoadedContent, Panel } from "@/components/panel";
import { TimeText } from "@/components/time-text";
import { type Objective, type ObjectivesReport, objectivesQuery } from "@/lib/api/objective";
import { budgetText, budgetTone, burnText, targetText } from "../api/budget";
import classes from "./objectives.module.css";

const shownAtFirst = 5;

export function ObjectivesPanel() {
  const objectives = useQuery(objectivesQuery);
  return (
    <Panel title="Objectives" actions={<GrafanaLink dashboard="objectives" of="the objectives" />}>
      <LoadedContent query={objectives} rows={3}>
        {(report) => <Report report={report} />}
      </LoadedContent>
    </Panel>
  );
}

function Report({ report: { items, source } }: { report: ObjectivesReport }) {
  const [all, setAll] = useState(false);
  const away = source.state === "UNAVAILABLE";
  return (
    <>
      {away && (
        <p className={classes.away} role="status">
          <Icon name="warning" size={15} />
          <span>
            {source.detail ?? "Prometheus cannot be read."}
            {source.asOf && (
              <>
                {" "}
                These are from <TimeText value={source.asOf} />.
              </>
            )}
          </span>
        </p>
      )}
      {!away && source.detail && <p className={classes.hint}>{source.detail}.</p>}
      {items.length > 0 && (
        <>
          <p className={classes.hint}>Error budget of the last 30 days</p>
          <ul className={classes.list} data-old={away || undefined}>
            {(all ? items : items.slice(0, shownAtFirst)).map((objective) => (
              <Row key={`${objective.name} ${objective.queue ?? ""}`} objective={objective} />
            ))}
          </ul>
        </>
      )}
      {items.length > shownAtFirst && (
        <Button size="compact-xs" variant="subtle" mt="xs" onClick={() => setAll(!all)}>
          {all ? "Show the worst only" : `Show all ${items.length}`}
        </Button>
      )}
    </>
  );
}

function Row({ objective }: { objective: Objective }) {
  const left = objective.errorBudgetRemaining ?? 0;
  const events = objective.events?.toLocaleString("en");
  return (
    <li data-tone={budgetTone(objective)} title={events && `of ${events} events`}>
      <span className={classes.name}>
        {objective.name}
        {objective.queue && (
          <>
            {" · "}
            <Link to="/queues/$name" params={{ name: objective.queue }} className="ns-link">
              {objective.queue}
            </Link>
          </>
        )}{" "}
        <small>{targetText(objective)}</small>
      </span>
      <span className={classes.left}>{budgetText(objective)}</span>
      <span className={classes.bar} aria-hidden="true">
        <span style={{ width: `${Math.min(1, Math.max(0, left)) * 100}%` }} />
      </span>
      <small className={classes.burn}>{burnText(objective)}</small>
    </li>
  );
}
