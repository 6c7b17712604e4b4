// Failure groups of the stand-in: by task, type, and message without numbers.
import { createHash } from "node:crypto";
import { grouped } from "./text.mjs";

const HOUR = 3_600_000;
const plain = (message = "") => message.replace(/\d+/g, "<n>").slice(0, 300);

/** The fingerprint of the group that a job is in; undefined for jobs that are in none. */
export function groupOf({ state, task, failure }) {
  if (!failure || !["DEAD", "RETRYING", "RUNNING"].includes(state)) return undefined;
  const cause = [task, failure.type, plain(failure.message)].join("\n");
  return createHash("sha256").update(cause).digest("hex").slice(0, 16);
}

export function createFailures({ Problem, jobs, now }) {
  const mutes = new Map();

  function summary(fingerprint, members) {
    const [newest] = members;
    const dead = members.filter(({ state }) => state === "DEAD");
    const perHour = Array(24).fill(0);
    for (const job of members) {
      const age = Math.floor((Date.now() - Date.parse(lastOf(job))) / HOUR);
      if (age < 24) perHour[23 - age] += 1;
    }
    const queues = grouped(members, ({ queue }) => queue).map(([queue, own]) => ({
      queue,
      count: own.length,
    }));
    const seen = members.map(lastOf).toSorted();
    const message = plain(newest.failure.message);
    return {
      fingerprint,
      title: `${newest.failure.type}: ${message}`.slice(0, 160),
      task: newest.task,
      type: newest.failure.type,
      message,
      count: members.length,
      dead: dead.length,
      retrying: members.length - dead.length,
      queues: queues.toSorted((a, b) => b.count - a.count),
      failures: members.length,
      firstSeen: seen[0],
      lastSeen: seen.at(-1),
      perHour,
      sampleJob: (dead[0] ?? newest).id,
      muted: mutes.get(fingerprint),
    };
  }
  const lastOf = (job) => job.finishedAt ?? job.startedAt ?? job.createdAt;

  function all() {
    const members = [...jobs.values()].filter(groupOf).toSorted((a, b) => (a.id < b.id ? 1 : -1));
    return grouped(members, groupOf).map(([id, own]) => summary(id, own));
  }

  function list(query) {
    const orders = {
      count: (a, b) => b.count - a.count,
      lastSeen: (a, b) => (a.lastSeen < b.lastSeen ? 1 : -1),
    };
    const order = orders[query.get("sort") ?? "lastSeen"];
    if (!order) {
      throw new Problem(400, "The request cannot be understood: 1 field is wrong.", [
        { pointer: "?sort", detail: "must be lastSeen or count" },
      ]);
    }
    const { task, queue, state, muted } = Object.fromEntries(query);
    const items = all().filter(
      (group) =>
        (!task || group.task === task) &&
        (!queue || group.queues.some((own) => own.queue === queue)) &&
        (!state || (state === "DEAD" ? group.dead : group.retrying) > 0) &&
        (!muted || muted === String(group.muted !== undefined)),
    );
    return { items: items.toSorted(order) };
  }

  /** `[status, body]`, or undefined for other paths. */
  function answer({ method, path, query, body }) {
    if (path === "/failures") return [200, list(query)];
    const [, id, action] = /^\/failures\/([^:]+)(?::(mute|unmute))?$/.exec(path) ?? [];
    if (id === undefined) return undefined;
    const find = () => all().find(({ fingerprint }) => fingerprint === id);
    if (!find()) throw new Problem(404, "There is no such failure group.");
    if (method === "POST" && action === "mute") {
      const { reason, until } = JSON.parse(body);
      if (!(Date.parse(until) > Date.now())) {
        throw new Problem(422, "The group was not muted: 1 field is wrong.", [
          { pointer: "/until", detail: "must be in the future" },
        ]);
      }
      mutes.set(id, { reason, until, since: now(), by: "admin" });
    }
    if (method === "POST" && action === "unmute") mutes.delete(id);
    const group = find();
    return [200, action ? group : { ...group, common: { items: [], failed: group.count, succeeded: 0 } }];
  }
  return { answer };
}
