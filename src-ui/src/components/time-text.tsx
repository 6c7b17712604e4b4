import { useNow } from "@/lib/now";
import { zonePreference } from "@/lib/preferences";
import { clockTime, durationText, relativeTime } from "@/lib/time";

interface Props {
  value: string | undefined;
  short?: boolean;
  /** What is shown on hover instead of the exact instant. */
  hover?: string;
}

/** `14:02:11 · 3 min ago` in the chosen zone; the exact instant on hover. */
export function TimeText({ value, short, hover = value }: Props) {
  const now = useNow();
  const [zone] = zonePreference.use();
  if (value === undefined) return <span>–</span>;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return <span>{value}</span>;
  const relative = relativeTime(at, now);
  return (
    <time dateTime={value} title={hover} className="ns-num" style={{ whiteSpace: "nowrap" }}>
      {short ? relative : `${clockTime(at, now, zone)} · ${relative}`}
    </time>
  );
}

/** The time from one instant to another, or to now while it still runs. */
export function DurationText({ from, to }: { from: string; to?: string }) {
  const now = useNow();
  const end = to === undefined ? now.getTime() : new Date(to).getTime();
  const millis = Math.max(0, end - new Date(from).getTime());
  return (
    <span className="ns-num">{durationText(to === undefined ? millis - (millis % 1_000) : millis)}</span>
  );
}
