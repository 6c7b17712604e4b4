import { Text } from "@mantine/core";
import { DataTable } from "@/components/data-table";
import { localText, type Run } from "../api/schedule";
import { RunTime } from "./run-time";

interface Props {
  runs: Run[];
  timeZone: string | undefined;
}

export function NextRunsTable({ runs, timeZone }: Props) {
  if (runs.length === 0) {
    return (
      <Text c="dimmed" px="md" py="xs">
        No run is ahead.
      </Text>
    );
  }
  const columns = [{ label: "Due" }, { label: `Planned, ${timeZone ?? "UTC"}`, wide: true }];
  return (
    <DataTable label="Next runs" columns={columns}>
      {runs.map((run) => (
        <tr key={run.plannedAt}>
          <td>
            <RunTime run={run} timeZone={timeZone} />
          </td>
          <td data-wide className="ns-num">
            {localText(run.localTime)}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
