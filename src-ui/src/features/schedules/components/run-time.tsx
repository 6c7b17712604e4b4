import { TimeText } from "@/components/time-text";
import { localText, type Run } from "../api/schedule";

interface Props {
  run: Run;
  /** The zone of the schedule; it has none if it counts elapsed time. */
  timeZone: string | undefined;
}

/** When a run comes; the clock of the schedule's zone on hover. */
export function RunTime({ run, timeZone }: Props) {
  const local = localText(run.localTime);
  return <TimeText value={run.dueAt} hover={timeZone ? `${local}, ${timeZone}` : local} />;
}
