import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import { ProgressBar } from "@/components/progress-bar";
import row from "@/components/row.module.css";
import { BulkBadge } from "@/components/state-badge";
import { TimeText } from "@/components/time-text";
import { countText } from "@/lib/count";
import { sizeText } from "@/lib/size";
import { type Import, importTitle } from "../api/import";
import classes from "./imports.module.css";

const columns = [
  { label: "State" },
  { label: "Import" },
  { label: "Progress", wide: true },
  { label: "Rejected", right: true },
  { label: "Created", wide: true },
  { label: "By", wide: true },
];

export function ImportsTable({ imports }: { imports: Import[] }) {
  return (
    <DataTable label="Imports" columns={columns}>
      {imports.map((job) => (
        <ImportRow key={job.id} job={job} />
      ))}
    </DataTable>
  );
}

function ImportRow({ job }: { job: Import }) {
  const { id, state, task, queue, bytes, bytesRead, rows, read, rejected, createdAt, createdBy } = job;
  const title = importTitle(job);
  const rowsText = `${read.toLocaleString("en")} of ${countText(rows, "row")}`;
  return (
    <tr>
      <td>
        <BulkBadge state={state} />
      </td>
      <td>
        <Link to="/imports/$id" params={{ id }} className={row.name}>
          {title}
        </Link>
        <div className={row.sub}>
          <span className="ns-mono">{task}</span> in queue {queue}
        </div>
        <div className={`${row.sub} ${row.narrow}`}>
          {rowsText} · <TimeText value={createdAt} short />
        </div>
      </td>
      <td data-wide className={row.progress}>
        <ProgressBar
          size="sm"
          label={`Progress of ${title}`}
          done={bytesRead}
          total={bytes}
          active={state === "RUNNING"}
        />
        <div className={row.sub}>
          {rowsText} · {sizeText(bytesRead)} of {sizeText(bytes)}
        </div>
      </td>
      <td data-right className={rejected > 0 ? classes.rejected : undefined}>
        {rejected.toLocaleString("en")}
      </td>
      <td data-wide>
        <TimeText value={createdAt} />
      </td>
      <td data-wide>{createdBy ?? "–"}</td>
    </tr>
  );
}
