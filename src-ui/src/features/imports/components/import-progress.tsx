import { Text } from "@mantine/core";
import { ProgressBar } from "@/components/progress-bar";
import { sizeText } from "@/lib/size";
import type { Import } from "../api/import";
import classes from "./imports.module.css";

export function ImportProgress({ job }: { job: Import }) {
  const { state, rows, read, submitted, rejected, bytes, bytesRead, rowsPerSecond } = job;
  const number = (value: number) => value.toLocaleString("en");
  return (
    <>
      <dl className={classes.numbers}>
        <div>
          <dt>Rows read</dt>
          <dd>{number(read)}</dd>
        </div>
        <div>
          <dt>Jobs submitted</dt>
          <dd>{number(submitted)}</dd>
        </div>
        <div>
          <dt>Rows rejected</dt>
          <dd className={rejected > 0 ? classes.rejected : undefined}>{number(rejected)}</dd>
        </div>
      </dl>
      <ProgressBar label="Rows read" done={read} total={rows} active={state === "RUNNING"} />
      <Text c="dimmed" fz="sm" mt={6} className="ns-num">
        {number(read)} of {number(rows)} rows · {sizeText(bytesRead)} of {sizeText(bytes)}
        {rowsPerSecond !== undefined && ` · ${number(Math.round(rowsPerSecond))} rows/s`}
      </Text>
    </>
  );
}
