import { Button, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { DetailHead } from "@/components/detail-head";
import { Icon } from "@/components/icon";
import layout from "@/components/layout.module.css";
import { ScheduleBadge } from "@/components/state-badge";
import { useNow } from "@/lib/now";
import { type Schedule, scheduleStep } from "../api/schedule";
import { DeleteButton } from "./delete-button";
import { PausedText } from "./paused-text";
import { ScheduleButtons } from "./schedule-buttons";

const originTexts: Partial<Record<Schedule["origin"], string>> = {
  CODE: "The code of a task defines this schedule. An override changes it without a new version of the code.",
  CODE_OVERRIDDEN: "The code of a task defines this schedule, and a client has overridden it.",
};

export function ScheduleHead({ schedule }: { schedule: Schedule }) {
  const { name, state, words, pause, origin } = schedule;
  const now = useNow();
  return (
    <DetailHead
      title={name}
      tabTitle={`Schedule ${name}`}
      badgeLabel="State of the schedule"
      badge={<ScheduleBadge state={state} variant="large" />}
      buttons={
        <>
          <ScheduleButtons schedule={schedule} size="sm" />
          <Button
            component={Link}
            to={`/schedules/${encodeURIComponent(name)}/edit`}
            size="sm"
            variant="default"
            leftSection={<Icon name="edit" size={15} />}
          >
            {origin === "CODE" ? "Override" : "Edit"}
          </Button>
          <DeleteButton schedule={schedule} />
        </>
      }
    >
      <Text className={layout.next}>Runs {words}.</Text>
      <Text mt={3}>{scheduleStep(schedule, now)}</Text>
      {pause && (
        <Text c="dimmed" fz="sm" component="div" data-sentence mt={3}>
          Paused <PausedText pause={pause} />
        </Text>
      )}
      {originTexts[origin] && (
        <Text c="dimmed" fz="sm" mt={3}>
          {originTexts[origin]}
        </Text>
      )}
    </DetailHead>
  );
}
