import { oldestReadyMillis, type Queue, totalCounts } from "@/lib/api/queue";
import { redisTrouble } from "@/lib/api/redis-state";
import type { ServerStatus } from "@/lib/api/status";
import type { Worker } from "@/lib/api/worker";
import { durationText } from "@/lib/time";

export interface OverviewProblem {
  key: string;
  severity: "error" | "warning";
  text: string;
  detail?: string;
  /** Where to look, with its filter: survives a reload. */
  href?: string;
}

const staleMillis = 60_000;

interface Known {
  queues?: Queue[];
  workers?: Worker[];
  status?: ServerStatus;
}

/**
 * What an on-call engineer should look at, worst first. Data that is not loaded yet is not judged.
 */
export function findProblems({ queues = [], workers, status }: Known): OverviewProblem[] {
  const problems: OverviewProblem[] = [];
  const trouble = status && redisTrouble(status.redis);
  if (trouble) {
    problems.push({
      key: "redis",
      severity: "error",
      text: trouble.title,
      detail: status.redis.detail,
    });
  }
  for (const { what, detail } of status?.degraded ?? []) {
    if (what === "redis" && trouble) continue;
    problems.push(
      what === "redis-data"
        ? { key: what, severity: "error", text: "Redis lost data", detail, href: "/runbooks#redisdatalost" }
        : { key: `degraded ${what}`, severity: "error", text: `Degraded: ${what}`, detail },
    );
  }
  if (workers && !workers.some(({ state }) => state === "LIVE")) {
    problems.push({
      key: "no worker",
      severity: "error",
      text: "No worker is live: jobs wait",
      href: "/workers",
    });
  }
  for (const worker of workers ?? []) {
    if (worker.state === "LOST") {
      const detail = worker.host && `on ${worker.host}; its jobs run again elsewhere`;
      problems.push({
        key: worker.id,
        severity: "error",
        text: `Worker ${worker.id} is lost`,
        detail,
        href: "/workers",
      });
    }
  }
  const dead = totalCounts(queues).DEAD;
  if (dead > 0) {
    const where = queues.filter(({ counts }) => (counts.DEAD ?? 0) > 0).map(({ name }) => name);
    problems.push({
      key: "dead",
      severity: "error",
      text: `${dead.toLocaleString("en")} dead ${dead === 1 ? "job" : "jobs"}`,
      detail: `in ${where.length > 3 ? `${where.length} queues` : where.join(", ")}`,
      href: "/jobs?state=DEAD",
    });
  }
  for (const queue of queues) problems.push(...queueProblems(queue));
  return problems;
}

function queueProblems(queue: Queue): OverviewProblem[] {
  const ready = queue.counts.READY ?? 0;
  const oldest = oldestReadyMillis(queue);
  if (queue.paused) {
    const detail = ready > 0 ? `${ready.toLocaleString("en")} ready jobs wait` : "nothing waits";
    return [
      {
        key: `paused ${queue.name}`,
        severity: "warning",
        text: `Queue ${queue.name} is paused`,
        detail,
        href: "/queues",
      },
    ];
  }
  if (oldest === undefined || oldest < staleMillis) return [];
  const href = `/jobs?queue=${encodeURIComponent(queue.name)}&state=READY`;
  const text = `Queue ${queue.name} is behind`;
  return [
    {
      key: `stale ${queue.name}`,
      severity: "warning",
      text,
      detail: `oldest ready job waits ${durationText(oldest)}`,
      href,
    },
  ];
}
