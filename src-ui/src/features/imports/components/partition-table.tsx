import { DataTable } from "@/components/data-table";
import { ProgressBar } from "@/components/progress-bar";
import row from "@/components/row.module.css";
import { sizeText } from "@/lib/size";
import type { Partition } from "../api/import";

const columns = [
  { label: "Part", right: true },
  { label: "State" },
  { label: "Progress" },
  { label: "Submitted", right: true, wide: true },
  { label: "Rejected", right: true, wide: true },
  { label: "Worker", wide: true },
];

const words: Record<Partition["state"], string> = { WAITING: "Waits", RUNNING: "Running", DONE: "Done" };

export function PartitionTable({ partitions }: { partitions: Partition[] }) {
  return (
    <DataTable label="Partitions" columns={columns}>
      {partitions.map(({ index, state, bytes, bytesRead, submitted, rejected, worker }) => (
        <tr key={index}>
          <td data-right>{index + 1}</td>
          <td>{words[state] ?? state}</td>
          <td className={row.progress}>
            <ProgressBar
              size="sm"
              label={`Progress of part ${index + 1}`}
              done={bytesRead}
              total={bytes}
              active={state === "RUNNING"}
            />
            <div className={row.sub}>
              {sizeText(bytesRead)} of {sizeText(bytes)}
            </div>
          </td>
          <td data-wide data-right>
            {submitted.toLocaleString("en")}
          </td>
          <td data-wide data-right>
            {rejected.toLocaleString("en")}
          </td>
          <td data-wide className="ns-mono">
            {worker ?? "–"}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
