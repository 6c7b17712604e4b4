import { Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/code-text";
import { Panel } from "@/components/panel";
import { countText } from "@/lib/count";
import type { DryRun } from "../api/import";
import { RejectTable } from "./reject-table";

export function CheckResult({ result }: { result: DryRun }) {
  const { rows, checked, valid, rejected, sample, rejects } = result;
  const sampleText = sample.map(({ args }) => JSON.stringify(args)).join("\n");
  return (
    <Stack gap="md" role="status" aria-label="Result of the check">
      <Panel title="Check">
        <Text>
          Checked {checked < rows ? `the first ${checked.toLocaleString("en")} of ` : ""}
          {countText(rows, "row")}: <b>{valid.toLocaleString("en")} valid</b>,{" "}
          <b>{rejected.toLocaleString("en")} rejected</b>. Nothing was stored.
        </Text>
        {sample.length > 0 && (
          <>
            <Text c="dimmed" fz="sm" mt="sm" mb={4}>
              Args of the first {sample.length === 1 ? "job" : `${sample.length} jobs`}:
            </Text>
            <CodeText text={sampleText} label="Args of the first jobs" />
          </>
        )}
      </Panel>
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
