import type { JobState } from "@/lib/api/job";
import type { Worker } from "@/lib/api/worker";
import { Icon, type IconName } from "./icon";
import classes from "./state-badge.module.css";

const marks: Record<Worker["state"], { icon: IconName; word: string; tone: JobState }> = {
  LIVE: { icon: "check", word: "Live", tone: "SUCCEEDED" },
  DRAINING: { icon: "pause", word: "Draining", tone: "RETRYING" },
  LOST: { icon: "warning", word: "Lost", tone: "DEAD" },
};

export function WorkerMark({ state }: { state: Worker["state"] }) {
  const { icon, word, tone } = marks[state];
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon name={icon} size={13} />
      {word}
    </span>
  );
}

/** How many of the worker's slots are in use. */
export function SlotsBar({ worker }: { worker: Worker }) {
  const { running = 0, concurrency = 0 } = worker;
  const share = concurrency > 0 ? Math.min(1, running / concurrency) : 0;
  return (
    <span className={classes.slots}>
      <span className={classes.track}>
        <span className={classes.fill} style={{ width: `${share * 100}%` }} />
      </span>
      <span className="ns-num">
        {running} / {concurrency}
      </span>
    </span>
  );
}
