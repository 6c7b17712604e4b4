// A stand-in for the server, for developing the console alone: docs/api.md with everything in memory and no durability.
// It serves dist/ too. Never part of the build. Settings: PORT (9080), MOCK_SEED=false for an empty start,
// NIGHTSHIFT_ADMIN_PASSWORD (admin). `POST /mock/redis?state=AWAY|HUNG|LOADING|REFUSES_WRITES|UP` plays an outage.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { createBulk } from "./bulk.mjs";
import { createDestinations } from "./destinations.mjs";
import { createFailures, groupOf } from "./failures.mjs";
import { createFilter } from "./filter.mjs";
import { createIncident } from "./incident.mjs";
import { createOperations } from "./operations.mjs";
import { configure } from "./queue-settings.mjs";
import { createSchedules } from "./schedules.mjs";
import { seed, tasks } from "./seed.mjs";
import { argsTextOf, uuid7 } from "./text.mjs";

const port = Number(process.env.PORT ?? 9080);
const password = process.env.NIGHTSHIFT_ADMIN_PASSWORD ?? "admin";
const states = [
  "SCHEDULED",
  "READY",
  "BLOCKED",
  "RUNNING",
  "RETRYING",
  "SUCCEEDED",
  "DEAD",
  "CANCELLED",
  "EXPIRED",
];
const final = ["SUCCEEDED", "DEAD", "CANCELLED", "EXPIRED"];
const jobs = new Map();
const queues = new Map();
const keys = new Map();
const minutes = new Map();
const streams = new Set();
const log = [];
let redis = { state: "UP", since: new Date().toISOString(), version: "7.4.1" };
const startedAt = new Date(Date.now() - 7_200_000).toISOString();
const workers = [
  { id: "k3v9x2ab", host: "nightshift-7d9f-1", pid: 21, state: "LIVE", concurrency: 8 },
  { id: "p8w2m4cd", host: "nightshift-7d9f-2", pid: 20, state: "DRAINING", concurrency: 8 },
  { id: "q1z7r5ef", host: "nightshift-6c1b-9", pid: 22, state: "LOST", concurrency: 8 },
];

const objectives = [
  { name: "job-start", queue: "mail", errorBudgetRemaining: -0.2, burnRate: 14.4, events: 51_234 },
  { name: "job-success", errorBudgetRemaining: 0.42, burnRate: 1.3, events: 51_234 },
  { name: "api-latency", errorBudgetRemaining: 0.97, burnRate: 0.1, events: 820_113 },
  { name: "schedule-start", errorBudgetRemaining: 0.88, burnRate: 0.3, events: 4_312 },
].map((objective) => ({ ...objective, objective: 0.99, window: "P30D" }));

const now = () => new Date().toISOString();
const millis = (iso) => {
  const [, h = 0, m = 0, s = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso) ?? [];
  return (h * 3600 + m * 60 + Number(s)) * 1000;
};
function count(name, at = Date.now()) {
  const minute = new Date(at - (at % 60_000)).toISOString().replace(".000", "");
  const row = minutes.get(minute) ?? { minute, submitted: 0, succeeded: 0, failed: 0, dead: 0 };
  row[name] += 1;
  minutes.set(minute, row);
}
function queueOf(name) {
  if (!queues.has(name)) queues.set(name, { name, paused: false });
  return queues.get(name);
}
function publish(event, data) {
  log.push({ event, data });
  const text = `id: ${log.length}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  for (const stream of streams) stream.write(text);
}
function move(job, state, more = {}) {
  Object.assign(job, { state, dueAt: undefined }, more);
  if (final.includes(state)) job.finishedAt = now();
  publish("job", { id: job.id, state, queue: job.queue, task: job.task });
}
function add(fields, argsText) {
  const job = {
    id: uuid7(),
    queue: "default",
    state: "READY",
    priority: 5,
    createdAt: now(),
    maxAttempts: 10,
    timeout: "PT30S",
    retry: { initial: "PT5S", max: "PT1H", factor: 3, jitter: 1 },
    attempt: 0,
    cancelRequested: false,
    attempts: [],
    used: 0,
    argsText,
    ...fields,
  };
  jobs.set(job.id, job);
  queueOf(job.queue);
  count("submitted", Date.parse(job.createdAt));
  return job;
}

async function run(job) {
  const attempt = { number: ++job.attempt, startedAt: now(), worker: "k3v9x2ab" };
  job.used += 1;
  job.attempts.push(attempt);
  move(job, "RUNNING", { startedAt: attempt.startedAt });
  const { outcome, retryable = true, ...found } = await perform(job);
  Object.assign(attempt, found.note, { outcome, endedAt: now() });
  if (job.cancelRequested) return move(job, "CANCELLED");
  if (outcome === "SUCCEEDED") {
    count("succeeded");
    return move(job, "SUCCEEDED", { failure: undefined, resultText: found.resultText });
  }
  count("failed");
  attempt.failure = found.failure;
  job.failure = { type: found.failure.type, message: found.failure.message };
  if (retryable && job.used < job.maxAttempts) {
    const wait = Math.min(
      millis(job.retry.initial) * job.retry.factor ** (job.used - 1),
      millis(job.retry.max),
    );
    return move(job, "RETRYING", { dueAt: new Date(Date.now() + wait).toISOString() });
  }
  count("dead");
  move(job, "DEAD", { deadReason: retryable ? "attempts-exhausted" : "not-retryable" });
}

async function perform(job) {
  const args = JSON.parse(job.argsText);
  if (job.task === "http.request") {
    try {
      const response = await fetch(args.url, { method: args.method ?? "GET", headers: args.headers });
      const body = await response.text();
      const note = {
        response: {
          status: response.status,
          headers: Object.fromEntries(response.headers),
          body,
          truncated: false,
        },
      };
      if (response.ok)
        return { outcome: "SUCCEEDED", note, resultText: JSON.stringify({ status: response.status }) };
      const retryable = [408, 425, 429].includes(response.status) || response.status >= 500;
      const failure = { type: "http-status", message: `${response.status} ${response.statusText}` };
      return { outcome: "FAILED", note, failure, retryable };
    } catch (error) {
      return { outcome: "FAILED", failure: { type: "connection", message: String(error.cause ?? error) } };
    }
  }
  await new Promise((done) =>
    setTimeout(done, args.duration ? millis(args.duration) : 300 + Math.random() * 900),
  );
  if (args.times && job.used <= args.times) {
    const stackTrace = `demo.DemoFailure: ${args.message}\n\tat demo.FailHandler.handle(FailHandler.java:31)\n\tat nightshift.engine.JobRunner.run(JobRunner.java:88)`;
    return {
      outcome: "FAILED",
      failure: { type: "demo.DemoFailure", message: args.message ?? "asked to fail", stackTrace },
    };
  }
  return { outcome: "SUCCEEDED", resultText: job.task === "demo.echo" ? job.argsText : undefined };
}

setInterval(() => {
  if (redis.state !== "UP") return;
  const time = now();
  for (const job of jobs.values()) {
    if (["SCHEDULED", "RETRYING"].includes(job.state) && job.dueAt <= time && !job.held) move(job, "READY");
    else if (job.state === "READY" && !queueOf(job.queue).paused && !job.held) void run(job);
  }
}, 200).unref();

function jobText(job, list) {
  const { used, held, argsText, resultText, attempts, ...fields } = job;
  const shown = {
    ...fields,
    tags: job.tags ?? [],
    attemptsUsed: used || job.attempt,
    failureGroup: groupOf(job),
  };
  if (list) {
    const { timeout, retry, cancelRequested, ...listed } = shown;
    return JSON.stringify(listed);
  }
  const raw = [`"attempts":${JSON.stringify(attempts)}`, `"args":${argsText}`];
  if (resultText !== undefined) raw.push(`"result":${resultText}`);
  return `${JSON.stringify(shown).slice(0, -1)},${raw.join(",")}}`;
}
function queueJson(queue) {
  const own = [...jobs.values()].filter((job) => job.queue === queue.name);
  const counts = Object.fromEntries(
    states.map((state) => [state, own.filter((job) => job.state === state).length]),
  );
  const oldest = own
    .filter((job) => job.state === "READY")
    .map((job) => Date.parse(job.createdAt))
    .toSorted()[0];
  const oldestReadyAge = oldest && `PT${((Date.now() - oldest) / 1000).toFixed(1)}S`;
  return { ...queue, counts, oldestReadyAge, rates: { submitted: 1.4, ended: 1.6 } };
}

class Problem extends Error {
  constructor(status, detail, errors) {
    super(detail);
    this.body = { type: "about:blank", title: titles[status] ?? "Error", status, detail, errors };
  }
}
const titles = {
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  409: "Conflict",
  422: "Unprocessable Content",
  503: "Service Unavailable",
};

function submit(text, key, dryRun) {
  const body = JSON.parse(text);
  if (key && keys.has(key)) {
    const [before, id] = keys.get(key);
    if (before === text) return [200, jobs.get(id)];
    throw new Problem(422, "The key was used with another body.", [
      { pointer: "Idempotency-Key", detail: "was used before with another body" },
    ]);
  }
  const errors = [];
  const task = tasks.find(({ name }) => name === body.task);
  if (!task) errors.push({ pointer: "/task", detail: "is not a task of this server" });
  for (const name of task?.argsSchema.required ?? []) {
    if (body.args?.[name] === undefined) errors.push({ pointer: `/args/${name}`, detail: "is required" });
  }
  if (body.priority !== undefined && !(body.priority >= 1 && body.priority <= 9))
    errors.push({ pointer: "/priority", detail: "must be from 1 to 9" });
  if (body.maxAttempts !== undefined && !(body.maxAttempts >= 1))
    errors.push({ pointer: "/maxAttempts", detail: "must be at least 1" });
  if (errors.length)
    throw new Problem(
      422,
      `The job was not accepted: ${errors.length} ${errors.length > 1 ? "fields are" : "field is"} wrong.`,
      errors,
    );
  const { args, delay, runAt, ...fields } = body;
  if (dryRun) return [204];
  const dueAt = runAt ?? (delay && new Date(Date.now() + millis(delay)).toISOString());
  const retry = { initial: "PT5S", max: "PT1H", factor: 3, jitter: 1, ...fields.retry };
  const job = add(
    { ...fields, retry, ...(dueAt ? { state: "SCHEDULED", dueAt } : {}) },
    argsTextOf(text) ?? "{}",
  );
  if (key) keys.set(key, [text, job.id]);
  move(job, job.state, { dueAt });
  return [201, job];
}

function select(query) {
  const wanted = query.getAll("state");
  for (const state of wanted) {
    if (!states.includes(state))
      throw new Problem(400, "The filter is wrong.", [
        { pointer: "?state", detail: `${state} is not a state` },
      ]);
  }
  const q = query.get("q")?.toLowerCase();
  const fits = query.has("filter") ? filter(query.get("filter")) : () => true;
  const before = query.get("pageToken") ?? "~";
  return [...jobs.values()]
    .filter(
      (job) =>
        job.id < before &&
        fits(job) &&
        (wanted.length === 0 || wanted.includes(job.state)) &&
        ["queue", "task"].every((name) => !query.get(name) || job[name] === query.get(name)) &&
        (!query.get("tag") || job.tags?.includes(query.get("tag"))) &&
        (!query.get("createdAfter") || job.createdAt >= query.get("createdAfter")) &&
        (!query.get("createdBefore") || job.createdAt < query.get("createdBefore")) &&
        (!q ||
          job.id.includes(q) ||
          job.tags?.some((tag) => tag.toLowerCase().includes(q)) ||
          job.failure?.message?.toLowerCase().includes(q)),
    )
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
}

const filter = createFilter({ Problem, states });

function list(query) {
  const size = Number(query.get("pageSize") ?? 50);
  const found = select(query);
  const items = found.slice(0, Math.min(size, 40));
  const next = found.length > items.length ? `,"nextPageToken":${JSON.stringify(items.at(-1).id)}` : "";
  return `{"items":[${items.map((job) => jobText(job, true)).join(",")}]${next}}`;
}

const schedules = createSchedules({ Problem, add, move, publish, millis, now });
const destinations = createDestinations({ Problem, millis, now });
const failures = createFailures({ Problem, jobs, now });
const operations = createOperations({ Problem, jobs, move, queueOf, select, publish, now });
const incident = createIncident({ Problem, queues, now });
const bulk = createBulk({ Problem, queueOf, add, move, jobs, select, now });

async function api(request, response, path, query, body) {
  const send = (status, text) => {
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(typeof text === "string" ? text : JSON.stringify(text));
  };
  const signedIn = request.headers.cookie?.includes("nightshift-session=mock");
  const user = { username: "admin", role: "admin" };
  if (path === "/session" && request.method === "POST") {
    const given = JSON.parse(body);
    if (given.username !== "admin" || given.password !== password)
      throw new Problem(401, "User name or password is wrong.");
    response.setHeader("Set-Cookie", "nightshift-session=mock; HttpOnly; SameSite=Strict; Path=/");
    return send(200, user);
  }
  if (!signedIn) throw new Problem(401, "Sign in first.");
  if (path === "/session" && request.method === "DELETE") {
    response.setHeader("Set-Cookie", "nightshift-session=; Max-Age=0; Path=/");
    response.writeHead(204);
    return response.end();
  }
  if (path === "/session") return send(200, user);
  if (path === "/status") {
    const degraded =
      redis.state !== "UP" ? [{ what: "redis", since: redis.since, detail: redis.detail }] : [];
    return send(200, {
      version: "0.1.0",
      worker: "k3v9x2ab",
      roles: ["api", "worker", "scheduler"],
      links: { grafana: "http://localhost:3000" },
      redis,
      degraded,
    });
  }
  if (path === "/objectives") return send(200, { items: objectives, source: { state: "OK", asOf: now() } });
  if (path === "/events") {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
    response.write("retry: 2000\n\n");
    const from = Number(request.headers["last-event-id"] ?? log.length);
    for (let i = from; i < log.length; i++)
      response.write(`id: ${i + 1}\nevent: ${log[i].event}\ndata: ${JSON.stringify(log[i].data)}\n\n`);
    streams.add(response);
    return response.on("close", () => streams.delete(response));
  }
  if (redis.state !== "UP") {
    response.setHeader("Retry-After", "2");
    throw new Problem(503, "Redis cannot be reached.");
  }
  if (path === "/tasks") return send(200, { items: tasks.map((task) => ({ ...task, internal: false })) });
  if (path === "/workers") {
    const running = [...jobs.values()].filter(({ state }) => state === "RUNNING").length;
    return send(200, {
      items: workers.map((worker, index) => ({
        ...worker,
        version: "0.1.0",
        startedAt,
        running: index === 0 ? Math.min(8, running) : 0,
        tasks: tasks.map(({ name }) => name),
        heartbeatAt: new Date(Date.now() - [800, 2_300, 340_000][index]).toISOString(),
      })),
    });
  }
  if (path === "/incident") {
    const report = incident(query);
    response.writeHead(200, { "Content-Type": "text/markdown; charset=utf-8" });
    return response.end(report);
  }
  if (path === "/throughput")
    return send(200, {
      items: [...minutes.values()].toSorted((a, b) => (a.minute < b.minute ? -1 : 1)).slice(-60),
    });
  if (path === "/queues") return send(200, { items: [...queues.values()].map(queueJson) });
  const answer = bulk({ method: request.method, path, query, headers: request.headers, body });
  if (answer?.file) response.setHeader("Content-Disposition", `attachment; filename="${answer.file}"`);
  if (answer) return send(answer.status ?? 200, answer.body);
  const [known, destination] = destinations.answer({ method: request.method, path, query, body }) ?? [];
  if (known !== undefined) return send(known, destination);
  for (const part of [failures.answer, operations]) {
    const [found, shown] = part({ method: request.method, path, query, body }) ?? [];
    if (found !== undefined) return send(found, shown);
  }
  const [status, text] = schedules.answer({ method: request.method, path, query, body }) ?? [];
  if (status !== undefined) return send(status, text);
  if (path === "/jobs" && request.method === "POST") {
    const dryRun = query.get("dryRun") === "true";
    const [submitted, job] = submit(body, request.headers["idempotency-key"], dryRun);
    return send(submitted, job ? jobText(job) : "");
  }
  if (path === "/jobs") return send(200, list(query));
  const [, kind, name, action] = /^\/(jobs|queues)\/([^:]+)(?::(\w+))?$/.exec(path) ?? [];
  if (kind === "queues" && request.method === "PATCH") {
    const queue = queueOf(decodeURIComponent(name));
    const errors = configure(queue, JSON.parse(body));
    if (errors.length > 0) throw new Problem(422, "The settings were not changed.", errors);
    return send(200, queueJson(queue));
  }
  const thing = (kind === "jobs" ? jobs : queues).get(decodeURIComponent(name ?? ""));
  if (!thing) throw new Problem(404, "There is no such thing.");
  if (kind === "queues") {
    if (request.method === "DELETE") {
      if ([...jobs.values()].some((job) => job.queue === thing.name))
        throw new Problem(409, "The queue has jobs.");
      queues.delete(thing.name);
      return send(204, "");
    }
    if (action === "purge") {
      const waiting = [...jobs.values()].filter(
        (job) => job.queue === thing.name && ["READY", "SCHEDULED", "RETRYING"].includes(job.state),
      );
      for (const { id } of waiting) jobs.delete(id);
      return send(200, { purged: waiting.length });
    }
    if (action) {
      Object.assign(
        thing,
        action === "pause"
          ? { paused: true, pausedAt: now(), pausedBy: "admin" }
          : { paused: false, pausedAt: undefined, pausedBy: undefined },
      );
      publish("queue", { name: thing.name, paused: thing.paused });
    }
    return send(200, queueJson(thing));
  }
  if (action === "explain") {
    const { paused, pausedAt } = queueOf(thing.queue);
    const detail = `The queue ${thing.queue} has been paused since ${pausedAt}, by admin.`;
    return send(200, {
      jobId: thing.id,
      state: thing.state,
      causes: thing.state === "READY" && paused ? [{ cause: "QUEUE_PAUSED", detail }] : [],
    });
  }
  if (action === "cancel") {
    if (final.includes(thing.state)) throw new Problem(409, `The job is ${thing.state}.`);
    if (thing.state === "RUNNING") thing.cancelRequested = true;
    else move(thing, "CANCELLED");
  }
  if (action === "retry") {
    if (!["DEAD", "CANCELLED", "EXPIRED", "RETRYING"].includes(thing.state))
      throw new Problem(409, `The job is ${thing.state}.`);
    move(thing, "READY", {
      used: 0,
      deadReason: undefined,
      finishedAt: undefined,
      cancelRequested: false,
      held: false,
    });
  }
  if (action === "run") {
    if (!["SCHEDULED", "READY", "RETRYING"].includes(thing.state))
      throw new Problem(409, `The job is ${thing.state}.`);
    if (thing.state !== "READY") move(thing, "READY", { held: false });
  }
  return send(200, jobText(thing));
}

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const server = createServer((request, response) => {
  const url = new URL(request.url, "http://localhost");
  if (url.pathname === "/mock/redis") {
    redis = { ...redis, state: url.searchParams.get("state"), since: now(), detail: "Connection refused" };
    return response.end();
  }
  if (!url.pathname.startsWith("/api/v1/")) {
    const asked = join("dist", normalize(url.pathname));
    const file = existsSync(asked) && statSync(asked).isFile() ? asked : "dist/index.html";
    response.writeHead(200, {
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'",
    });
    return createReadStream(file).pipe(response);
  }
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (part) => {
    body += part;
  });
  request.on("end", () => {
    api(request, response, url.pathname.slice("/api/v1".length), url.searchParams, body).catch((error) => {
      const problem = error instanceof Problem ? error.body : new Problem(400, String(error)).body;
      response.writeHead(problem.status, { "Content-Type": "application/problem+json" });
      response.end(JSON.stringify(problem));
    });
  });
});

if (process.env.MOCK_SEED !== "false") {
  seed({ add, count, queueOf, jobs });
  schedules.seedSchedules();
  destinations.seedDestinations();
  Object.assign(queueOf("mail"), {
    concurrency: 20,
    rateLimit: { permits: 600, per: "PT1M" },
    fair: true,
    description: "Mail to customers",
    owner: "billing",
    sources: {
      "/concurrency": "FILE",
      "/rateLimit/permits": "FILE",
      "/rateLimit/per": "FILE",
      "/fair": "API",
      "/description": "API",
      "/owner": "API",
    },
  });
}
server.listen(port, "127.0.0.1", () =>
  console.log(`Mock on http://localhost:${server.address().port}, admin / ${password}`),
);
