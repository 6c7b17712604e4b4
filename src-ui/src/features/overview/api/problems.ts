import { type FailureGroup, statesText, trendOf } from "@/lib/api/failure";
import { oldestReadyMillis, type Queue, totalCounts } from "@/lib/api/queue";
import { redisTrouble } from "@/lib/api/redis-state";
import type { ServerStatus } from "@/lib/api/status";
import type { Worker } from "@/lib/api/worker";
import { countText } from "@/lib/count";
import { durationText, relativeTime } from "@/lib/time";

export interface OverviewProblem {
  key: string;
  severity: "error" | "warning";
  text: string;
  detail?: string;
  /** Where to look, with its filter: survives a reload. */
  href?: string;
  /** The failure group that it is: its cures are beside it. */
  group?: FailureGroup;
}

const staleMillis = 60_000;
/** More groups are one line that leads to all of them. */
const groupsShown = 5;

interface Known {
  queues?: Queue[];
  workers?: Worker[];
  status?: ServerStatus;
  /** The failure groups with the most jobs, muted ones too. */
  failures?: FailureGroup[];
  now?: Date;
}

/**
 * What an on-call engineer should look at, worst first. Data that is not loaded yet is not judged.
 */
export function findProblems({
  queues = [],
  workers,
  status,
  failures,
  now = new Date(),
}: Known): OverviewProblem[] {
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
  problems.push(...failureProblems(failures ?? [], now));
  // Jobs in no group: those of a version without groups, until they are put into theirs.
  if ((failures ?? []).every(({ dead }) => dead === 0)) problems.push(...deadProblem(queues));
  for (const queue of queues) problems.push(...queueProblems(queue));
  return problems;
}

/** New and growing causes each, with the ways out; the others, that are known, together. */
function failureProblems(groups: FailureGroup[], now: Date): OverviewProblem[] {
  const open = groups.filter(({ muted, count }) => muted === undefined && count > 0);
  const urgent = open.filter((group) => trendOf(group, now) !== "steady").slice(0, groupsShown);
  const others = open.filter((group) => !urgent.includes(group) && group.dead > 0);
  const problems = urgent.map((group): OverviewProblem => {
    const since = relativeTime(new Date(group.firstSeen), now);
    const trend = trendOf(group, now) === "new" ? `new, first seen ${since}` : "growing";
    return {
      key: group.fingerprint,
      severity: group.dead > 0 ? "error" : "warning",
      text: group.title,
      detail: `${statesText(group)} · ${trend}`,
      href: `/failures/${group.fingerprint}`,
      group,
    };
  });
  if (others.length > 0) {
    const dead = others.reduce((sum, group) => sum + group.dead, 0);
    const causes = countText(others.length, urgent.length > 0 ? "other cause" : "known cause");
    problems.push({
      key: "other causes",
      severity: "error",
      text: `${countText(dead, "dead job")} of ${causes}`,
      detail: others.length > 3 ? undefined : others.map(({ title }) => title).join(" · "),
      href: "/failures?state=DEAD",
    });
  }
  return problems;
}

function deadProblem(queues: Queue[]): OverviewProblem[] {
  const dead = totalCounts(queues).DEAD;
  if (dead === 0) return [];
  const where = queues.filter(({ counts }) => (counts.DEAD ?? 0) > 0).map(({ name }) => name);
  return [
    {
      key: "dead",
      severity: "error",
      text: countText(dead, "dead job"),
      detail: `in ${where.length > 3 ? `${where.length} queues` : where.join(", ")}`,
      href: "/jobs?state=DEAD",
    },
  ];
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
