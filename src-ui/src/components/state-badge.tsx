import type { BulkState } from "@/lib/api/bulk-job";
import type { JobState, Outcome } from "@/lib/api/job";
import { Icon, type IconName } from "./icon";
import classes from "./state-badge.module.css";

const states: Record<JobState, { icon: IconName; word: string }> = {
  SCHEDULED: { icon: "clock", word: "Scheduled" },
  READY: { icon: "ready", word: "Ready" },
  BLOCKED: { icon: "lock", word: "Blocked" },
  RUNNING: { icon: "spinner", word: "Running" },
  RETRYING: { icon: "refresh", word: "Retrying" },
  SUCCEEDED: { icon: "check", word: "Succeeded" },
  DEAD: { icon: "dead", word: "Dead" },
  CANCELLED: { icon: "stop", word: "Cancelled" },
  EXPIRED: { icon: "expired", word: "Expired" },
};

const outcomes: Record<Outcome, { icon: IconName; word: string; tone: JobState }> = {
  SUCCEEDED: { icon: "check", word: "Succeeded", tone: "SUCCEEDED" },
  FAILED: { icon: "close", word: "Failed", tone: "DEAD" },
  TIMED_OUT: { icon: "expired", word: "Timed out", tone: "DEAD" },
  LOST: { icon: "warning", word: "Lost", tone: "RETRYING" },
  INTERRUPTED: { icon: "pause", word: "Interrupted", tone: "SCHEDULED" },
  CANCELLED: { icon: "stop", word: "Cancelled", tone: "CANCELLED" },
};

export const stateWord = (state: JobState | BulkState) =>
  state === "STOPPED" ? "Stopped" : (states[state]?.word ?? state);

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
  // A newer server may know a state that this console does not.
  const { icon, word } = states[state] ?? { icon: "clock", word: state };
  return <Badge tone={state} icon={icon} word={word} variant={variant} />;
}

export function BulkBadge({ state, variant }: { state: BulkState; variant?: "large" }) {
  if (state !== "STOPPED") return <StateBadge state={state} variant={variant} />;
  return <Badge tone="CANCELLED" icon="stop" word={stateWord(state)} variant={variant} />;
}

export function OutcomeBadge({ outcome }: { outcome: Outcome | undefined }) {
  if (outcome === undefined) return <StateBadge state="RUNNING" />;
  const { icon, word, tone } = outcomes[outcome] ?? { icon: "clock", word: outcome, tone: "SCHEDULED" };
  return <Badge tone={tone} icon={icon} word={word} />;
}
