import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import type { SkippedJobs } from "../api/operation-queries";
import { reasonText } from "../api/operation-words";
import classes from "./operations.module.css";

const columns = [{ label: "Reason" }, { label: "Jobs", right: true }, { label: "Such as", wide: true }];

/** Why jobs that meet the filter stay as they are, with links to the first of them. */
export function SkippedTable({ skipped, label }: { skipped: SkippedJobs[]; label: string }) {
  return (
    <DataTable label={label} columns={columns}>
      {skipped.map(({ reason, count, sample }) => (
        <tr key={reason}>
          <td>{reasonText(reason)}</td>
          <td data-right>{count.toLocaleString("en")}</td>
          <td data-wide>
            <ul className={classes.ids}>
              {sample.map((id) => (
                <li key={id}>
                  <Link to="/jobs/$id" params={{ id }} className="ns-link ns-mono">
                    {id}
                  </Link>
                </li>
              ))}
            </ul>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
