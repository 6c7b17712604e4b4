import { Link } from "@tanstack/react-router";
import { Panel } from "@/components/panel";
import { type FailureGroup, jobsOf } from "@/lib/api/failure";
import classes from "./failures.module.css";

export function QueuesPanel({ group }: { group: FailureGroup }) {
  return (
    <Panel title="Queues">
      <ul className={classes.queues}>
        {group.queues.map(({ queue, count }) => (
          <li key={queue}>
            <Link to="/jobs" search={{ filter: `${jobsOf(group)} queue:${queue}` }} className="ns-link">
              {queue}
            </Link>
            <span className="ns-num">{count.toLocaleString("en")}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
