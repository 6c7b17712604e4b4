import { useLiveStatus } from "@/lib/live-status";
import { useNow } from "@/lib/now";
import { durationText } from "@/lib/time";
import classes from "./shell.module.css";

const words = { connecting: "Connecting", live: "Live", offline: "Offline", paused: "Paused" };

export function LivePill() {
  const { state, dataAt } = useLiveStatus();
  const now = useNow();
  const age = dataAt ? Math.max(0, now.getTime() - dataAt.getTime()) : undefined;
  const ageText =
    age === undefined ? "no data yet" : age < 2_000 ? "just now" : `${durationText(age - (age % 1_000))} old`;
  return (
    <span
      className={classes.pill}
      data-live={state}
      title={
        state === "offline" ? `No event stream; asking every 10 s. Data: ${ageText}` : `Data: ${ageText}`
      }
    >
      <span className={classes.dot} />
      <span role="status">{words[state]}</span>
      <span className={`${classes.age} ns-num`}>{ageText}</span>
    </span>
  );
}
