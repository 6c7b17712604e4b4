import { Stack, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { DataTable } from "@/components/data-table";
import { Panel } from "@/components/panel";
import { countText } from "@/lib/count";
import type { DryRun } from "../api/rows";
import classes from "./imports.module.css";
import { RejectTable } from "./reject-table";

export function CheckResult({ result }: { result: DryRun }) {
  const place = useRef<HTMLDivElement>(null);
  // It may appear below the visible part of the page.
  useEffect(() => {
    place.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const { rows, checked, valid, rejected, sample, rejects } = result;
  return (
    <Stack ref={place} gap="md" role="status" aria-label="Result of the check">
      <Panel title="Check">
        <Text>
          Checked {checked < rows ? `the first ${checked.toLocaleString("en")} of ` : ""}
          {countText(rows, "row")}: <b>{valid.toLocaleString("en")} valid</b>,{" "}
          <b>{rejected.toLocaleString("en")} rejected</b>. Nothing was stored.
        </Text>
      </Panel>
      {sample.length > 0 && (
        <Panel
          title={sample.length < valid ? `Args of the first ${countText(sample.length, "job")}` : "Args"}
          flush
        >
          <DataTable
            label="Args of the first jobs"
            columns={[{ label: "Line", right: true }, { label: "Args" }]}
          >
            {sample.map(({ line, argsText }) => (
              <tr key={line}>
                <td data-right>{line.toLocaleString("en")}</td>
                <td className={`${classes.args} ns-mono`}>{argsText}</td>
              </tr>
            ))}
          </DataTable>
        </Panel>
      )}
      {rejects.length > 0 && (
        <Panel
          title={rejects.length < rejected ? `The first ${rejects.length} rejected rows` : "Rejected rows"}
          flush
        >
          <RejectTable rejects={rejects} />
        </Panel>
      )}
    </Stack>
  );
}
