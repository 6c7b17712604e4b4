// The stand-in's operations: kept in memory, a few jobs at a time, without a canary or a rate.
import { grouped, uuid7 } from "./text.mjs";

const final = ["SUCCEEDED", "DEAD", "CANCELLED", "EXPIRED"];
const again = ["DEAD", "CANCELLED", "EXPIRED", "RETRYING"];
const step = 50;

const applies = {
  retry: ({ state }) => again.includes(state),
  cancel: ({ state }) => !final.includes(state),
  delete: ({ state }) => state !== "RUNNING",
  reprioritize: ({ state }) => !final.includes(state) && state !== "RUNNING",
  move: ({ state }) => state !== "RUNNING",
};

export function createOperations({ Problem, jobs, move, queueOf, select, publish, now }) {
  const operations = new Map();
  const act = {
    retry: (job) =>
      move(job, "READY", { used: 0, deadReason: undefined, finishedAt: undefined, held: false }),
    cancel: (job) => move(job, "CANCELLED"),
    delete: (job) => jobs.delete(job.id),
    reprioritize: (job, { priority }) => Object.assign(job, { priority }),
    move: (job, { queue }) => Object.assign(job, { queue: queueOf(queue).name }),
  };

  function read(body) {
    const asked = JSON.parse(body);
    const { filter } = asked;
    const { state = [], ...others } = typeof filter === "string" ? { filter } : (filter ?? {});
    const query = new URLSearchParams(Object.entries(others));
    for (const one of state) query.append("state", one);
    if (query.size === 0) {
      throw new Problem(400, "The operation was not begun: 1 field is wrong.", [
        { pointer: "/filter", detail: "must have at least one condition" },
      ]);
    }
    if (!applies[asked.action]) {
      throw new Problem(422, "The operation was not begun: 1 field is wrong.", [
        { pointer: "/action", detail: `must be one of ${Object.keys(applies).join(", ")}` },
      ]);
    }
    return {
      asked,
      filter: { state: state.length > 0 ? state : undefined, ...others },
      found: select(query),
    };
  }

  const counts = (found, name) =>
    grouped(found, (job) => job[name]).map(([value, own]) => ({
      [name]: value,
      count: own.length,
    }));
  function skippedOf(found, action) {
    const left = found.filter((job) => !applies[action](job));
    if (left.length === 0) return [];
    return [{ reason: "state", count: left.length, sample: left.slice(0, 5).map(({ id }) => id) }];
  }

  function preview({ asked: { action }, filter, found }) {
    const skipped = skippedOf(found, action);
    return {
      action,
      filter,
      looked: jobs.size,
      complete: true,
      matched: found.length,
      applies: found.length - (skipped[0]?.count ?? 0),
      failed: 0,
      skipped,
      byState: counts(found, "state"),
      byQueue: counts(found, "queue"),
      sample: found.slice(0, 5).map(({ id, task, queue, state, createdAt, failure }) => ({
        id,
        task,
        queue,
        state,
        createdAt,
        failure,
      })),
    };
  }

  function begin({ asked, filter, found }) {
    const { action, priority, queue, ratePerSecond } = asked;
    const shown = {
      id: uuid7(),
      action,
      state: "RUNNING",
      cancelRequested: false,
      filter,
      priority,
      queue,
      ratePerSecond,
      phase: "running",
      total: jobs.size,
      looked: 0,
      done: 0,
      failed: 0,
      skipped: skippedOf(found, action),
      createdAt: now(),
      createdBy: "admin",
      startedAt: now(),
    };
    const left = found.filter(applies[action]);
    operations.set(shown.id, shown);
    const timer = setInterval(() => {
      for (const job of left.splice(0, step)) {
        act[action](job, asked);
        shown.done += 1;
      }
      shown.looked = left.length > 0 ? shown.done : shown.total;
      if (left.length === 0 || shown.cancelRequested) {
        clearInterval(timer);
        const state = left.length === 0 ? "SUCCEEDED" : "CANCELLED";
        Object.assign(shown, { state, phase: "ended", cancelRequested: false, endedAt: now() });
      }
      publish("operation", { id: shown.id });
    }, 100);
    timer.unref();
    return shown;
  }

  /** `[status, body]`, or undefined for other paths. */
  return function answer({ method, path, body }) {
    if (path === "/operations" && method === "POST") {
      const asked = read(body);
      return asked.asked.validateOnly ? [200, preview(asked)] : [202, begin(asked)];
    }
    if (path === "/operations") return [200, { items: [...operations.values()].toReversed() }];
    const [, id, action] = /^\/operations\/([^:]+)(?::(cancel))?$/.exec(path) ?? [];
    if (id === undefined) return undefined;
    const operation = operations.get(id);
    if (!operation) throw new Problem(404, "There is no such operation.");
    if (action === "cancel") {
      if (operation.phase === "ended") throw new Problem(409, "The operation has ended already.");
      operation.cancelRequested = true;
    }
    return [200, operation];
  };
}
