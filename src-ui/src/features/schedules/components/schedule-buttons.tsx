import { Icon } from "@/components/icon";
import { WriteButton } from "@/components/write-button";
import type { Schedule } from "../api/schedule";
import { useRunSchedule, useSwitchSchedule } from "../api/schedule-actions";

interface Props {
  schedule: Schedule;
  size: "sm" | "compact-sm";
}

/** Run now, and pause or resume. */
export function ScheduleButtons({ schedule, size }: Props) {
  const { name, state, pause } = schedule;
  const verb = pause ? "Resume" : "Pause";
  const run = useRunSchedule(name);
  const change = useSwitchSchedule(name, pause ? "resume" : "pause");
  const iconSize = size === "sm" ? 15 : 14;
  return (
    <>
      <WriteButton
        size={size}
        variant="default"
        needs="operate"
        loading={run.isPending}
        leftSection={<Icon name="play" size={iconSize} />}
        aria-label={`Run now: schedule ${name}`}
        onClick={() => run.mutate()}
      >
        Run now
      </WriteButton>
      {(pause || state !== "ENDED") && (
        <WriteButton
          size={size}
          variant="default"
          needs="operate"
          loading={change.isPending}
          leftSection={<Icon name={pause ? "clock" : "pause"} size={iconSize} />}
          aria-label={`${verb} schedule ${name}`}
          onClick={() => change.mutate()}
        >
          {verb}
        </WriteButton>
      )}
    </>
  );
}
