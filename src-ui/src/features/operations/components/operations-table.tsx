import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import { ProgressBar } from "@/components/progress-bar";
import row from "@/components/row.module.css";
import { OperationBadge } from "@/components/state-badge";
import { TimeText } from "@/components/time-text";
import type { Operation } from "@/lib/api/operation";
import { useNow } from "@/lib/now";
import { zonePreference } from "@/lib/preferences";
import { doneText, operationWords } from "../api/operation-words";

const columns = [
  { label: "State" },
  { label: "Operation" },
  { label: "Progress", wide: true },
  { label: "Requested", wide: true },
];

export function OperationsTable({ operations }: { operations: Operation[] }) {
  return (
    <DataTable label="Operations" columns={columns}>
      {operations.map((operation) => (
        <OperationRow key={operation.id} operation={operation} />
      ))}
    </DataTable>
  );
}

function OperationRow({ operation }: { operation: Operation }) {
  const now = useNow();
  const [zone] = zonePreference.use();
  const { id, state, looked, total, createdAt, createdBy } = operation;
  const words = operationWords(operation, now, zone);
  return (
    <tr>
      <td>
        <OperationBadge state={state} />
      </td>
      <td>
        <Link to="/operations/$id" params={{ id }} className={row.name}>
          {words}
        </Link>
        <div className={row.sub}>by {createdBy}</div>
        <div className={`${row.sub} ${row.narrow}`}>{doneText(operation)}</div>
      </td>
      <td data-wide className={row.progress}>
        <ProgressBar
          size="sm"
          label={`Progress: ${words}`}
          done={state === "SUCCEEDED" ? 1 : looked}
          total={state === "SUCCEEDED" ? 1 : total}
          active={state === "RUNNING"}
        />
        <div className={row.sub}>{doneText(operation)}</div>
      </td>
      <td data-wide>
        <TimeText value={createdAt} />
      </td>
    </tr>
  );
}
