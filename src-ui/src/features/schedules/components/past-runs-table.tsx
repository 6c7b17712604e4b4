import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import { TimeText } from "@/components/time-text";
import { latenessText, type PastRun, runWords } from "../api/schedule";

const columns = [{ label: "Planned" }, { label: "Run" }, { label: "Late by", right: true }, { label: "Job" }];

export function PastRunsTable({ runs }: { runs: PastRun[] }) {
  if (runs.length === 0) {
    return (
      <Text c="dimmed" px="md" py="xs">
        It has not run yet.
      </Text>
    );
  }
  return (
    <DataTable label="History" columns={columns}>
      {runs.map((run) => (
        <tr key={`${run.at} ${run.plannedAt} ${run.kind}`}>
          <td>
            <TimeText value={run.plannedAt} />
          </td>
          <td>{runWords(run)}</td>
          <td data-right className="ns-num">
            {latenessText(run)}
          </td>
          <td>
            {run.job === undefined ? (
              "–"
            ) : (
              <Link to="/jobs/$id" params={{ id: run.job }} className="ns-link ns-mono" title={run.job}>
                …{run.job.slice(-8)}
              </Link>
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
