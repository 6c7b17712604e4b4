import { type BulkState, bulkStateWord } from "@/lib/api/bulk-job";
import { type FailureGroup, type Trend, trendOf } from "@/lib/api/failure";
import { type JobState, type Outcome, stateWord } from "@/lib/api/job";
import type { Schema } from "@/lib/api/schema";
import { useNow } from "@/lib/now";
import { Icon, type IconName } from "./icon";
import classes from "./state-badge.module.css";

const icons: Record<JobState, IconName> = {
  SCHEDULED: "clock",
  READY: "ready",
  BLOCKED: "lock",
  RUNNING: "spinner",
  RETRYING: "refresh",
  SUCCEEDED: "check",
  DEAD: "dead",
  CANCELLED: "stop",
  EXPIRED: "expired",
};

const outcomes: Record<Outcome, { icon: IconName; word: string; tone: JobState }> = {
  SUCCEEDED: { icon: "check", word: "Succeeded", tone: "SUCCEEDED" },
  FAILED: { icon: "close", word: "Failed", tone: "DEAD" },
  TIMED_OUT: { icon: "expired", word: "Timed out", tone: "DEAD" },
  LOST: { icon: "warning", word: "Lost", tone: "RETRYING" },
  INTERRUPTED: { icon: "pause", word: "Interrupted", tone: "SCHEDULED" },
  CANCELLED: { icon: "stop", word: "Canceled", tone: "CANCELLED" },
};

interface BadgeProps {
  tone: JobState;
  icon: IconName;
  word: string;
  variant?: "large" | "bare";
}

function Badge({ tone, icon, word, variant }: BadgeProps) {
  const shape = variant ? classes[variant] : "";
  return (
    <span className={`${classes.badge} ${shape}`} data-tone={tone}>
      <Icon
        name={icon}
        size={variant === "large" ? 17 : 13}
        className={icon === "spinner" ? classes.spin : undefined}
      />
      {word}
    </span>
  );
}

export function StateBadge({ state, variant }: { state: JobState; variant?: "large" | "bare" }) {
  return <Badge tone={state} icon={icons[state] ?? "clock"} word={stateWord(state)} variant={variant} />;
}

export function BulkBadge({ state, variant }: { state: BulkState; variant?: "large" }) {
  if (state !== "STOPPED") return <StateBadge state={state} variant={variant} />;
  return <Badge tone="CANCELLED" icon="stop" word={bulkStateWord(state)} variant={variant} />;
}

const operationIcons: Partial<Record<Schema<"Operation">["state"], BadgeProps>> = {
  STOPPED: { tone: "DEAD", icon: "warning", word: "Stopped by itself" },
  DEAD: { tone: "DEAD", icon: "dead", word: "Failed" },
};

export function OperationBadge({
  state,
  variant,
}: Pick<Schema<"Operation">, "state"> & { variant?: "large" }) {
  const own = operationIcons[state];
  return own ? (
    <Badge {...own} variant={variant} />
  ) : (
    <StateBadge state={state as JobState} variant={variant} />
  );
}

const failureStates: Record<Trend | "muted" | "empty", Omit<BadgeProps, "variant">> = {
  new: { tone: "DEAD", icon: "warning", word: "New" },
  growing: { tone: "DEAD", icon: "chart", word: "Growing" },
  steady: { tone: "CANCELLED", icon: "dead", word: "Known" },
  muted: { tone: "SCHEDULED", icon: "mute", word: "Muted" },
  empty: { tone: "SUCCEEDED", icon: "check", word: "No job left" },
};

/** What a failure group asks for at the moment. */
export function FailureBadge({ group, variant }: { group: FailureGroup; variant?: "large" }) {
  const now = useNow();
  const state = group.muted ? "muted" : group.count === 0 ? "empty" : trendOf(group, now);
  return <Badge {...failureStates[state]} variant={variant} />;
}

const scheduleStates: Record<Schema<"Schedule">["state"], { icon: IconName; word: string; tone: JobState }> =
  {
    ACTIVE: { icon: "clock", word: "Active", tone: "READY" },
    PAUSED: { icon: "pause", word: "Paused", tone: "RETRYING" },
    ENDED: { icon: "stop", word: "Ended", tone: "CANCELLED" },
  };

export function ScheduleBadge({ state, variant }: Pick<Schema<"Schedule">, "state"> & { variant?: "large" }) {
  return (
    <Badge
      {...(scheduleStates[state] ?? { icon: "clock", word: state, tone: "SCHEDULED" })}
      variant={variant}
    />
  );
}

const breakerStates: Record<
  Schema<"Destination">["state"],
  { icon: IconName; word: string; tone: JobState }
> = {
  CLOSED: { icon: "check", word: "Closed", tone: "SUCCEEDED" },
  OPEN: { icon: "dead", word: "Open", tone: "DEAD" },
  HALF_OPEN: { icon: "refresh", word: "Half open", tone: "RETRYING" },
};

export function BreakerBadge({
  state,
  variant,
}: Pick<Schema<"Destination">, "state"> & { variant?: "large" }) {
  return (
    <Badge
      {...(breakerStates[state] ?? { icon: "clock", word: state, tone: "SCHEDULED" })}
      variant={variant}
    />
  );
}

export function OutcomeBadge({ outcome }: { outcome: Outcome | undefined }) {
  if (outcome === undefined) return <StateBadge state="RUNNING" />;
  const { icon, word, tone } = outcomes[outcome] ?? { icon: "clock", word: outcome, tone: "SCHEDULED" };
  return <Badge tone={tone} icon={icon} word={word} />;
}
