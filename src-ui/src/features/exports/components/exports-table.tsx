import { Box } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import { ProgressBar } from "@/components/progress-bar";
import row from "@/components/row.module.css";
import { BulkBadge } from "@/components/state-badge";
import { TimeText } from "@/components/time-text";
import type { Export } from "@/lib/api/export";
import { exportWords } from "@/lib/filter-words";
import { useNow } from "@/lib/now";
import { zonePreference } from "@/lib/preferences";
import { progressText } from "../api/export-queries";
import { DownloadButton } from "./download-button";

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
  const words = exportWords(filter, now, zone);
  const download = job.file && <DownloadButton job={job} file={job.file} of={words} size="compact-sm" />;
  return (
    <tr>
      <td>
        <BulkBadge state={state} />
      </td>
      <td>
        <Link to="/exports/$id" params={{ id }} className={row.name}>
          {words}
        </Link>
        <div className={row.sub}>
          {format === "csv" ? "CSV" : "NDJSON"}
          {createdBy && ` · by ${createdBy}`}
        </div>
        <Box className={row.narrow} mt={6}>
          {download}
        </Box>
      </td>
      <td data-wide className={row.progress}>
        <ProgressBar
          size="sm"
          label={`Progress of the export of ${words}`}
          done={state === "SUCCEEDED" ? 1 : read}
          total={state === "SUCCEEDED" ? 1 : total}
          active={state === "RUNNING"}
        />
        <div className={row.sub}>{progressText(job)}</div>
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
