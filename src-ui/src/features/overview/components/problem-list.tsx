import { Link } from "@tanstack/react-router";
import { Icon } from "@/components/icon";
import { MuteButton } from "@/components/mute-button";
import { OperationLink } from "@/components/operation-link";
import { Sparkline } from "@/components/sparkline";
import { type FailureGroup, replayOf } from "@/lib/api/failure";
import { countText } from "@/lib/count";
import type { OverviewProblem } from "../api/problems";
import classes from "./overview.module.css";

interface Props {
  problems: OverviewProblem[];
  /** Failure groups with jobs that are left out because they are muted. */
  muted: number;
  /** Everything that is judged has been loaded. */
  judged: boolean;
  /** Some of it could not be loaded. It is asked for again by itself. */
  unread: boolean;
}

const UNREAD = "Not everything could be loaded, so problems may be missing. The next try is soon.";

export function ProblemList({ problems, muted, judged, unread }: Props) {
  if (problems.length === 0) {
    return (
      <p className={classes.verdict} data-tone={judged ? "good" : "unknown"} role="status">
        {judged && <Icon name="check" size={17} />}
        {!judged && (unread ? UNREAD : "Looking…")}
        {judged && muted === 0 && "All is well: nothing dead, nothing paused, no worker lost."}
        {judged && muted > 0 && `Nothing else to look at: ${countText(muted, "muted failure group")}.`}
      </p>
    );
  }
  return (
    <section aria-label="Problems">
      <p className={classes.verdict} role="status">
        <Icon name="warning" size={17} />
        {problems.length === 1 ? "1 thing needs attention" : `${problems.length} things need attention`}
      </p>
      {unread && <p>{UNREAD}</p>}
      <ul className={classes.problems}>
        {problems.map((problem) => (
          <li key={problem.key} className={classes.problem} data-severity={problem.severity}>
            {problem.href ? (
              <Link to={problem.href} className={classes.problemLink}>
                {problem.text}
              </Link>
            ) : (
              <b>{problem.text}</b>
            )}
            {problem.detail && <span>{problem.detail}</span>}
            {problem.group && <Cures group={problem.group} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What can be done about a failure group without opening it. */
function Cures({ group }: { group: FailureGroup }) {
  const { title, perHour } = group;
  return (
    <>
      <Sparkline
        values={perHour}
        height={22}
        label={`Failures per hour, the latest ${perHour.at(-1) ?? 0}`}
      />
      <div className={classes.cures}>
        <OperationLink
          search={replayOf(group)}
          size="compact-sm"
          icon="refresh"
          aria-label={`Replay ${title}`}
        >
          Replay
        </OperationLink>
        <MuteButton group={group} size="compact-sm" of={title} />
      </div>
    </>
  );
}
