import { Link } from "@tanstack/react-router";
import { StateBadge } from "@/components/state-badge";
import { type JobState, jobStates } from "@/lib/api/job";
import { shortCount } from "@/lib/count";
import classes from "./overview.module.css";

export function StateTiles({ counts }: { counts: Record<JobState, number> }) {
  return (
    <section className={classes.tiles} aria-label="Jobs by state">
      {jobStates.map((state) => (
        <Link key={state} to="/jobs" search={{ state: [state] }} className={classes.tile}>
          <StateBadge state={state} variant="bare" />
          <span
            className={classes.count}
            data-zero={counts[state] === 0 || undefined}
            title={counts[state].toLocaleString("en")}
          >
            {shortCount(counts[state])}
          </span>
        </Link>
      ))}
    </section>
  );
}
