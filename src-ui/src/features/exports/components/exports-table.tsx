import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import { ProgressBar } from "@/components/progress-bar";
import { BulkBadge } from "@/components/state-badge";
import { TimeText } from "@/components/time-text";
import type { Export } from "@/lib/api/export";
import { filterWords } from "@/lib/filter-words";
import { useNow } from "@/lib/now";
import { zonePreference } from "@/lib/preferences";
import { progressText } from "../api/export-queries";
import { DownloadButton } from "./download-button";
import classes from "./exports.module.css";

const columns = [
  { label: "State" },
  { label: "Jobs" },
  { label: "Progress", wide: true },
  { label: "Created", wide: true },
  { label: "Kept until", wide: true },
  { label: "File", right: true, wide: true },
];

export function ExportsTable({ exports }: { exports: Export[] }) {
  return (
    <DataTable label="Exports" columns={columns}>
      {exports.map((job) => (
        <ExportRow key={job.id} job={job} />
      ))}
    </DataTable>
  );
}

function ExportRow({ job }: { job: Export }) {
  const now = useNow();
  const [zone] = zonePreference.use();
  const { id, state, format, filter, read, total, createdAt, createdBy, expiresAt } = job;
  const words = filterWords(filter, now, zone);
  const download = job.file && <DownloadButton job={job} file={job.file} of={words} size="compact-sm" />;
  return (
    <tr>
      <td>
        <BulkBadge state={state} />
      </td>
      <td>
        <Link to="/exports/$id" params={{ id }} className={classes.filter}>
          {words}
        </Link>
        <div className={classes.sub}>
          {format === "csv" ? "CSV" : "NDJSON"}
          {createdBy && ` · by ${createdBy}`}
        </div>
        <div className={classes.narrow}>{download}</div>
      </td>
      <td data-wide className={classes.progress}>
        <ProgressBar
          size="sm"
          label={`Progress of the export of ${words}`}
          done={state === "SUCCEEDED" ? 1 : read}
          total={state === "SUCCEEDED" ? 1 : total}
          active={state === "RUNNING"}
        />
        <div className={classes.sub}>{progressText(job)}</div>
      </td>
      <td data-wide>
        <TimeText value={createdAt} />
      </td>
      <td data-wide>
        <TimeText value={expiresAt} short />
      </td>
      <td data-right data-wide>
        {download ?? "–"}
      </td>
    </tr>
  );
}
