import { Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { DataTable } from "@/components/data-table";
import row from "@/components/row.module.css";
import { ScheduleBadge } from "@/components/state-badge";
import { TimeText } from "@/components/time-text";
import { originWord, type Schedule } from "../api/schedule";
import { Lateness, RunOutcome } from "./past-run";
import { PausedText } from "./paused-text";
import { RunTime } from "./run-time";
import { ScheduleButtons } from "./schedule-buttons";

const columns = [
  { label: "State" },
  { label: "Schedule" },
  { label: "Next run", wide: true },
  { label: "Last run", wide: true },
  { label: "Origin", wide: true },
  { label: "Actions", hiddenLabel: true },
];

export function SchedulesTable({ schedules }: { schedules: Schedule[] }) {
  return (
    <DataTable label="Schedules" columns={columns}>
      {schedules.map((schedule) => (
        <ScheduleRow key={schedule.name} schedule={schedule} />
      ))}
    </DataTable>
  );
}

function ScheduleRow({ schedule }: { schedule: Schedule }) {
  const { name, state, words, next, last, pause, timeZone } = schedule;
  return (
    <tr>
      <td>
        <ScheduleBadge state={state} />
        {pause && (
          <div className={row.sub}>
            <PausedText pause={pause} />
          </div>
        )}
      </td>
      <td>
        <Link to="/schedules/$name" params={{ name }} className={row.name}>
          {name}
        </Link>
        <div className={row.sub}>{words}</div>
        <div className={`${row.sub} ${row.narrow}`}>
          {next && (
            <>
              next <TimeText value={next.dueAt} short />
            </>
          )}
        </div>
      </td>
      <td data-wide>{next ? <RunTime run={next} timeZone={timeZone} /> : "–"}</td>
      <td data-wide>
        {last ? (
          <>
            <RunOutcome run={last} />
            <div className={row.sub}>
              <TimeText value={last.at} short /> · <Lateness run={last} />
            </div>
          </>
        ) : (
          "–"
        )}
      </td>
      <td data-wide>{originWord(schedule)}</td>
      <td data-right>
        <Group gap={6} wrap="nowrap" justify="flex-end">
          <ScheduleButtons schedule={schedule} size="compact-sm" />
        </Group>
      </td>
    </tr>
  );
}
