// Schedules of the stand-in: in memory, with a small cron that knows numbers, ranges, steps and lists in five fields.
import { tasks } from "./seed.mjs";
import { argsTextOf } from "./text.mjs";

const kept = new Map();
const defaults = {
  jitter: "PT0S",
  overlap: "SKIP",
  catchup: "SKIP",
  catchupWindow: "P1D",
  pauseOnFailure: false,
  queue: "default",
  priority: 5,
  maxAttempts: 10,
  tags: [],
};
const retry = { initial: "PT5S", max: "PT1H", factor: 3, jitter: 1 };
const bounds = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
];
const minute = 60_000;

/** The values of one field of a cron expression; undefined if it is none. */
function valuesOf(text, [low, high]) {
  const values = new Set();
  for (const part of text.split(",")) {
    const [, from, to, step] = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? [part];
    if (from === undefined && !part.startsWith("*")) return undefined;
    const start = Number(from ?? low);
    const end = Number(to ?? (from === undefined || step ? high : from));
    if (start < low || end > high || step === "0") return undefined;
    for (let value = start; value <= end; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}

function offsetMillis(zone, at) {
  const name = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName").value;
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name);
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minute;
}

function runAt(at, zone) {
  const offset = offsetMillis(zone, at);
  const wall = new Date(at + offset).toISOString().slice(0, 19);
  const clock = new Date(Math.abs(offset)).toISOString().slice(11, 16);
  const localTime = offset === 0 ? `${wall}Z` : `${wall}${offset < 0 ? "-" : "+"}${clock}`;
  const planned = new Date(at).toISOString();
  return { plannedAt: planned, dueAt: planned, localTime };
}

export function createSchedules({ Problem, add, move, publish, millis, now }) {
  const text = (stored) => {
    const { argsText, rule, past, ...shown } = stored;
    const [next] = shown.state === "ENDED" ? [] : rule.next(Date.now(), 1);
    return `${JSON.stringify({ ...shown, next, last: past[0] }).slice(0, -1)},"args":${argsText}}`;
  };

  /** When it runs, or throws a problem that names the fields. */
  function ruleOf(body) {
    const errors = [];
    const wrong = (pointer, detail) => errors.push({ pointer, detail });
    const zone = body.timeZone ?? "UTC";
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
    } catch {
      wrong("/timeZone", "must be a time zone of the IANA database such as Europe/Berlin, or UTC");
    }
    const task = tasks.find(({ name }) => name === body.task);
    if (!task) wrong("/task", "is not a task of this server");
    for (const name of task?.argsSchema.required ?? [])
      if (body.args?.[name] === undefined) wrong(`/args/${name}`, "is required");
    const fields = body.cron
      ?.trim()
      .split(/\s+/)
      .map((field, at) => bounds[at] && valuesOf(field, bounds[at]));
    const step = body.every && millis(body.every);
    if (!body.cron === !body.every) wrong("/cron", "is required, or every");
    else if (body.cron && (fields.length !== 5 || fields.includes(undefined)))
      wrong("/cron", "must have five fields: minute, hour, day of month, month, day of week");
    else if (body.every && !(step >= 1000)) wrong("/every", "must be from PT1S to P366D");
    if (errors.length > 0)
      throw new Problem(422, `The schedule was not accepted: ${errors.length} wrong.`, errors);
    if (step) {
      const first = (from) => from - (from % step) + step;
      return {
        words: `every ${body.every.slice(2).toLowerCase()}`,
        next: (from, most) => Array.from({ length: most }, (_, at) => runAt(first(from) + at * step, "UTC")),
      };
    }
    const [minutes, hours, days, months, weekdays] = fields;
    const fits = (wall) =>
      minutes.has(wall.getUTCMinutes()) &&
      hours.has(wall.getUTCHours()) &&
      days.has(wall.getUTCDate()) &&
      months.has(wall.getUTCMonth() + 1) &&
      (weekdays.has(wall.getUTCDay()) || (wall.getUTCDay() === 0 && weekdays.has(7)));
    return {
      words: `at ${body.cron}, ${zone} time`,
      next(from, most) {
        const runs = [];
        let wall = from + offsetMillis(zone, from);
        wall += minute - (wall % minute);
        for (let tries = 0; tries < 366 * 24 * 60 && runs.length < most; tries++, wall += minute) {
          if (fits(new Date(wall))) runs.push(runAt(wall - offsetMillis(zone, wall), zone));
        }
        return runs;
      },
    };
  }

  function put(name, source) {
    const body = JSON.parse(source);
    const rule = ruleOf(body);
    const before = kept.get(name);
    const { args, ...fields } = body;
    const timeZone = body.cron ? (body.timeZone ?? "UTC") : undefined;
    kept.set(name, {
      name,
      ...defaults,
      ...fields,
      retry: { ...retry, ...body.retry },
      timeZone,
      words: rule.words,
      rule,
      state: before?.pause ? "PAUSED" : "ACTIVE",
      pause: before?.pause,
      origin: before && before.origin !== "API" ? "CODE_OVERRIDDEN" : "API",
      createdAt: before?.createdAt ?? now(),
      createdBy: before?.createdBy ?? "admin",
      changedAt: now(),
      changedBy: "admin",
      past: before?.past ?? [],
      argsText: argsTextOf(source) ?? "{}",
    });
    publish("schedule", { name, change: before ? "CHANGED" : "CREATED" });
    return [before ? 200 : 201, text(kept.get(name))];
  }

  function run(schedule, kind, run = runAt(Date.now(), "UTC")) {
    const { task, queue, priority, maxAttempts, tags, name, argsText } = schedule;
    const job = add({ task, queue, priority, maxAttempts, tags, schedule: name }, argsText);
    move(job, "READY");
    const { plannedAt, dueAt } = run;
    schedule.past.unshift({ kind, plannedAt, dueAt, at: now(), lateness: "PT0.04S", runs: 1, job: job.id });
    publish("schedule", { name, change: "FIRED" });
    schedule.past.length = Math.min(schedule.past.length, 100);
    return job.id;
  }

  let seen = Date.now();
  setInterval(() => {
    const time = Date.now();
    for (const schedule of kept.values()) {
      const [due] = schedule.state === "ACTIVE" ? schedule.rule.next(seen, 1) : [];
      if (due && Date.parse(due.dueAt) <= time) run(schedule, "PLANNED", due);
    }
    seen = time;
  }, 1000).unref();

  /** A few schedules to look at. */
  function seedSchedules() {
    put(
      "nightly-report",
      '{"cron":"30 2 * * *","timeZone":"Europe/Berlin","task":"http.request","args":{"url":"https://example.com/report"}}',
    );
    put("cleanup", '{"every":"PT15M","task":"demo.noop","overlap":"BUFFER_ONE"}');
    put("invoices", '{"cron":"0 6 * * 1-5","task":"demo.noop","queue":"mail"}');
    kept.get("invoices").origin = "CODE";
    Object.assign(kept.get("cleanup"), { state: "PAUSED", pause: { since: now(), by: "admin" } });
  }

  /** Answers `[status, text]` for a call of schedules, and undefined for others. */
  function answer({ method, path, query, body }) {
    if (path === "/schedules") {
      const after = query.get("pageToken") ?? "";
      const found = [...kept.values()]
        .filter(({ name }) => name > after)
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      const items = found.slice(0, 50);
      const next = found.length > 50 ? `,"nextPageToken":${JSON.stringify(items.at(-1).name)}` : "";
      return [200, `{"items":[${items.map(text).join(",")}]${next}}`];
    }
    const [, name, action] = /^\/schedules\/([^:/]+)(:\w+|\/runs)?$/.exec(path) ?? [];
    if (name === undefined) return undefined;
    if (method === "PUT" && query.get("validateOnly") === "true") {
      const rule = ruleOf(JSON.parse(body));
      return [200, { words: rule.words, next: rule.next(Date.now(), 10) }];
    }
    if (method === "PUT") return put(name, body);
    const schedule = kept.get(name);
    if (!schedule) throw new Problem(404, "There is no such schedule.");
    if (method === "DELETE") {
      if (schedule.origin === "CODE")
        throw new Problem(
          409,
          "The code of a task defines this schedule. Pause it, or remove the annotation from the code.",
        );
      if (schedule.origin === "CODE_OVERRIDDEN") {
        schedule.origin = "CODE";
        return [200, text(schedule)];
      }
      kept.delete(name);
      publish("schedule", { name, change: "DELETED" });
      return [204, ""];
    }
    if (action === ":run") return [200, { job: run(schedule, "MANUAL") }];
    if (action === ":pause")
      Object.assign(schedule, { state: "PAUSED", pause: { since: now(), by: "admin" } });
    if (action === ":resume") Object.assign(schedule, { state: "ACTIVE", pause: undefined });
    if (action === ":pause" || action === ":resume")
      publish("schedule", { name, change: action === ":pause" ? "PAUSED" : "RESUMED" });
    if (action !== "/runs") return [200, text(schedule)];
    const [next, last] = ["next", "last"].map((count) => Number(query.get(count) ?? 0));
    return [
      200,
      {
        next: next ? schedule.rule.next(Date.now(), next) : undefined,
        last: last ? schedule.past.slice(0, last) : undefined,
      },
    ];
  }

  return { answer, seedSchedules };
}
