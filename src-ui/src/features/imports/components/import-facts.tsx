import { Link } from "@tanstack/react-router";
import { Fact, Facts } from "@/components/facts";
import { DurationText, TimeText } from "@/components/time-text";
import { earlierChoices } from "../api/column-mapping";
import type { Import } from "../api/import";

export function ImportFacts({ job }: { job: Import }) {
  const { id, task, queue, format, columns, createdAt, createdBy, startedAt, endedAt, expiresAt } = job;
  const { targets, types } = earlierChoices(columns);
  return (
    <Facts>
      <Fact name="Task">
        <Link to="/jobs" search={{ task }} className="ns-link">
          {task}
        </Link>
      </Fact>
      <Fact name="Queue">
        <Link to="/queues/$name" params={{ name: queue }} className="ns-link">
          {queue}
        </Link>
      </Fact>
      <Fact name="Format">{format === "csv" ? "CSV" : "NDJSON"}</Fact>
      <Fact name="Created">
        <TimeText value={createdAt} />
      </Fact>
      {createdBy && <Fact name="By">{createdBy}</Fact>}
      {startedAt && (
        <Fact name={endedAt ? "Took" : "Running for"}>
          <DurationText from={startedAt} to={endedAt} />
        </Fact>
      )}
      {expiresAt && (
        <Fact name="Files are kept until">
          <TimeText value={expiresAt} />
        </Fact>
      )}
      <Fact name="Runs as">
        <Link to="/jobs/$id" params={{ id }} className="ns-link">
          Job nightshift.import
        </Link>
      </Fact>
      {columns && (
        <Fact name="Columns">
          {Object.entries(targets).map(([column, target]) => (
            <div key={column}>
              {column || "no name"} → {target ?? "left out"}
              {types[column] && ` (${types[column]})`}
            </div>
          ))}
        </Fact>
      )}
    </Facts>
  );
}
