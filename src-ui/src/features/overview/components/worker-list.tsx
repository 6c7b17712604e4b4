import { EmptyState } from "@/components/empty-state";
import { TimeText } from "@/components/time-text";
import { SlotsBar, WorkerMark } from "@/components/worker-mark";
import type { Worker } from "@/lib/api/worker";
import classes from "./overview.module.css";

export function WorkerList({ workers }: { workers: Worker[] }) {
  if (workers.length === 0) return <EmptyState icon="workers" title="No workers" />;
  return (
    <ul className={classes.workers}>
      {workers.map((worker) => (
        <li key={worker.id}>
          <WorkerMark state={worker.state} />
          <span>
            <span className="ns-mono">{worker.id}</span>
            <small>
              {worker.host} · heartbeat <TimeText value={worker.heartbeatAt} short />
            </small>
          </span>
          <SlotsBar worker={worker} />
        </li>
      ))}
    </ul>
  );
}
