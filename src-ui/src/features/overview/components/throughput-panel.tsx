import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { LoadedContent, Panel } from "@/components/panel";
import { usePolling } from "@/lib/live-status";
import { zonePreference } from "@/lib/preferences";
import { minuteTime } from "@/lib/time";
import { type Minute, throughputQuery } from "../api/throughput";
import classes from "./overview.module.css";
import { ThroughputChart } from "./throughput-chart";

export function ThroughputPanel() {
  const throughput = useQuery({ ...throughputQuery, refetchInterval: usePolling(10_000) });
  const [view, setView] = useState("chart");
  return (
    <Panel
      title="Jobs per minute, last hour"
      actions={
        <>
          <Legend />
          <SegmentedControl
            size="xs"
            aria-label="Show as"
            value={view}
            onChange={setView}
            data={[
              { value: "chart", label: "Chart" },
              { value: "table", label: "Table" },
            ]}
          />
        </>
      }
    >
      <LoadedContent query={throughput} rows={5}>
        {(minutes) => {
          if (minutes.length === 0) return <EmptyState icon="overview" title="No jobs in the last hour" />;
          return view === "chart" ? <ThroughputChart minutes={minutes} /> : <MinuteTable minutes={minutes} />;
        }}
      </LoadedContent>
    </Panel>
  );
}

function Legend() {
  return (
    <span className={classes.legend}>
      <span data-series="submitted">Submitted</span>
      <span data-series="succeeded">Succeeded</span>
      <span data-series="failed">Failed attempts</span>
      <span data-series="dead">Dead</span>
    </span>
  );
}

const columns = [
  { label: "Minute" },
  { label: "Submitted", right: true },
  { label: "Succeeded", right: true },
  { label: "Failed attempts", right: true },
  { label: "Dead", right: true },
];

function MinuteTable({ minutes }: { minutes: Minute[] }) {
  const [zone] = zonePreference.use();
  return (
    <div style={{ maxHeight: 260, overflowY: "auto" }}>
      <DataTable label="Jobs per minute" columns={columns}>
        {minutes.toReversed().map((minute) => (
          <tr key={minute.minute}>
            <td title={minute.minute}>{minuteTime(new Date(minute.minute), zone)}</td>
            <td data-right>{minute.submitted.toLocaleString("en")}</td>
            <td data-right>{minute.succeeded.toLocaleString("en")}</td>
            <td data-right>{minute.failed.toLocaleString("en")}</td>
            <td data-right>{minute.dead.toLocaleString("en")}</td>
          </tr>
        ))}
      </DataTable>
    </div>
  );
}
