import { DataTable } from "@/components/data-table";
import { LongText } from "@/components/long-text";
import type { Reject } from "../api/rows";
import classes from "./imports.module.css";

const columns = [
  { label: "Line", right: true },
  { label: "Column" },
  { label: "Reason" },
  { label: "Row", wide: true },
];

export function RejectTable({ rejects }: { rejects: Reject[] }) {
  return (
    <DataTable label="Rejected rows" columns={columns}>
      {rejects.map(({ line, column, reason, rowText }) => (
        <tr key={line}>
          <td data-right>{line.toLocaleString("en")}</td>
          <td>{column ?? "–"}</td>
          <td className={classes.reason}>
            <LongText text={reason} />
          </td>
          <td data-wide className={`${classes.row} ns-mono`} title={rowText}>
            {rowText}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
