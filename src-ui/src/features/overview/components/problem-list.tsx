import { Link } from "@tanstack/react-router";
import { Icon } from "@/components/icon";
import type { OverviewProblem } from "../api/problems";
import classes from "./overview.module.css";

interface Props {
  problems: OverviewProblem[];
  /** Everything that is judged has been loaded. */
  judged: boolean;
}

export function ProblemList({ problems, judged }: Props) {
  if (problems.length === 0) {
    return (
      <p className={classes.verdict} data-tone={judged ? "good" : "unknown"} role="status">
        {judged && <Icon name="check" size={17} />}
        {judged ? "All is well: nothing dead, nothing paused, no worker lost." : "Looking…"}
      </p>
    );
  }
  return (
    <section aria-label="Problems">
      <p className={classes.verdict} role="status">
        <Icon name="warning" size={17} />
        {problems.length === 1 ? "1 thing needs attention" : `${problems.length} things need attention`}
      </p>
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
          </li>
        ))}
      </ul>
    </section>
  );
}
