// A steady load over HTTP on connections that are kept alive. Nothing is retried: each failed request counts.
import { Agent, createServer, request as send } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { KEY } from './server.mjs';

const SUBMITS_PER_SECOND = 200;
const READS_PER_SECOND = 100;
const WATCHED_PER_SECOND = 5;
const WAITING = 10;
const TICK_MS = 20;
/**
 * Shorter than the server keeps an idle connection open: otherwise a request may cross with the server's
 * close.
 */
const IDLE_MS = 20_000;
const DELIVERY = 0.05;

/** Milliseconds that jobs run, and what share of them. */
const DURATIONS = [[0.7, 10], [0.2, 100], [0.07, 1000], [0.03, 5000]];
const JOBS_END_SECONDS = 60;

function duration() {
  let left = Math.random();
  for (const [share, ms] of DURATIONS) {
    left -= share;
    if (left < 0) return ms;
  }
  return DURATIONS[0][1];
}

const iso = (ms) => `PT${ms / 1000}S`;
const isFinal = (state) => ['SUCCEEDED', 'DEAD', 'CANCELLED', 'EXPIRED'].includes(state);

/** Receives deliveries, and notes those that come twice or while the previous one is still being answered. */
async function startReceiver() {
  const seen = new Map();
  let twice = 0;
  const server = createServer((request, response) => {
    const job = request.headers['nightshift-job-id'];
    if (seen.has(job)) twice++;
    seen.set(job, true);
    request.resume().on('end', () => setTimeout(() => response.writeHead(204).end(), duration()));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    seen,
    twice: () => twice,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Follows the events of a queue; comes back with Last-Event-ID whenever the stream ends. */
function follow(url, queue) {
  const seen = { connections: 0, ended: 0, broken: 0, refused: 0, resets: 0, jobs: new Map() };
  let cursor;
  let stopped = false;
  let current;
  const open = () => new Promise((over) => {
    const headers = { Authorization: `Bearer ${KEY}`, ...(cursor && { 'Last-Event-ID': cursor }) };
    current = send(`${url}/api/v1/events?queue=${queue}`, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) seen.refused++;
      seen.connections++;
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        const events = (text + chunk).split('\n\n');
        text = events.pop();
        for (const event of events) hear(event);
      });
      response.once('end', () => seen.ended++).once('error', () => seen.broken++).once('close', over);
    });
    current.once('error', () => {
      seen.broken++;
      over();
    }).end();
  });
  const hear = (event) => {
    const fields = Object.fromEntries(event.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
    if (fields.id) cursor = fields.id;
    if (fields.event === 'reset') seen.resets++;
    if (fields.event === 'job') {
      const { id, state } = JSON.parse(fields.data);
      seen.jobs.set(id, state);
    }
  };
  const run = (async () => {
    while (!stopped) {
      await open();
      if (!stopped) await sleep(50);
    }
  })();
  return {
    seen,
    async stop() {
      stopped = true;
      const { broken } = seen;
      current.destroy();
      await run;
      seen.broken = broken;
    },
  };
}

/** Starts the load; `stop` waits for what is under way and says what came of it. */
export async function startSteady(url) {
  const receiver = await startReceiver();
  const agent = new Agent({ keepAlive: true, maxSockets: 50, timeout: IDLE_MS });
  const waitAgent = new Agent({ keepAlive: true, timeout: 2 * IDLE_MS });
  const kinds = {};
  let phase = 'before';
  const submitted = { load: [], watched: [], waited: [] };
  const slow = [];
  const under = new Set();
  let stopping = false;

  function count(kind, how) {
    kinds[kind] ??= {};
    kinds[kind][how] = (kinds[kind][how] ?? 0) + 1;
  }

  function call(kind, method, path, body, from = agent) {
    const started = performance.now();
    const answer = new Promise((done) => {
      const failed = (error) => {
        count(kind, `${error.code ?? error.message} ${phase}`);
        done(undefined);
      };
      const request = send(`${url}/api/v1/${path}`, {
        method,
        agent: from,
        headers: { Authorization: `Bearer ${KEY}`, ...(body && { 'Content-Type': 'application/json' }) },
      }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk)).once('error', failed).once('end', () => {
          const { statusCode } = response;
          count(kind, statusCode < 300 ? 'ok' : `${statusCode} ${phase}`);
          if (from === agent) slow.push(performance.now() - started);
          done(statusCode < 300 ? JSON.parse(text) : undefined);
        });
      });
      request.once('error', failed).end(body && JSON.stringify(body));
    });
    under.add(answer);
    answer.finally(() => under.delete(answer));
    return answer;
  }

  async function submit(kind, queue, ms, from) {
    const job = kind === 'submit' && Math.random() < DELIVERY
      ? { task: 'http.request', queue, args: { url: receiver.url } }
      : { task: 'demo.sleep', queue, args: { duration: iso(ms) } };
    const accepted = await call(kind, 'POST', 'jobs', job, from);
    if (accepted) submitted[queue].push(accepted.id);
    return accepted;
  }

  async function wait() {
    while (!stopping) {
      const job = await submit('submit and wait', 'waited', 1000 + Math.floor(Math.random() * 4000), waitAgent);
      let state = job?.state;
      while (job && !isFinal(state)) {
        const now = await call('wait', 'GET', `jobs/${job.id}?wait=PT20S`, undefined, waitAgent);
        state = now?.state;
        if (now && !isFinal(state)) count('waits to repeat', 'all');
        if (!now) await sleep(100);
      }
      if (!job) await sleep(100);
    }
  }

  const begun = performance.now();
  const done = { submits: 0, reads: 0, watched: 0 };
  const ticks = setInterval(() => {
    const seconds = (performance.now() - begun) / 1000;
    for (; done.submits < seconds * SUBMITS_PER_SECOND; done.submits++) submit('submit', 'load', duration());
    for (; done.watched < seconds * WATCHED_PER_SECOND; done.watched++) submit('submit watched', 'watched', 20);
    for (; done.reads < seconds * READS_PER_SECOND; done.reads++) {
      const { load } = submitted;
      if (load.length > 0) call('read', 'GET', `jobs/${load[Math.floor(Math.random() * load.length)]}`);
    }
  }, TICK_MS);
  const stream = follow(url, 'watched');
  const waits = Array.from({ length: WAITING }, wait);

  async function jobs(queue) {
    const items = [];
    let token = '';
    do {
      const page = await call('list', 'GET', `jobs?queue=${queue}&pageSize=1000${token}`);
      items.push(...page.items);
      token = page.nextPageToken ? `&pageToken=${encodeURIComponent(page.nextPageToken)}` : '';
    } while (token);
    return items;
  }

  async function allOf(queue) {
    const ids = submitted[queue];
    const end = Date.now() + JOBS_END_SECONDS * 1000;
    let found;
    do {
      await sleep(500);
      found = await jobs(queue);
    } while (Date.now() < end && found.filter((job) => isFinal(job.state)).length < ids.length);
    const byId = new Map(found.map((job) => [job.id, job]));
    return {
      submitted: ids.length,
      lost: ids.filter((id) => !byId.has(id)).length,
      notSucceeded: found.filter((job) => job.state !== 'SUCCEEDED').length,
      again: found.filter((job) => job.attempt !== 1).length,
      unasked: found.length - ids.length,
    };
  }

  return {
    /** What failures from now on are noted under. */
    enter: (next) => (phase = next),
    async stop() {
      clearInterval(ticks);
      const seconds = (performance.now() - begun) / 1000;
      stopping = true;
      await Promise.all(waits);
      while (under.size > 0) await Promise.all(under);
      const ended = { load: await allOf('load'), watched: await allOf('watched'), waited: await allOf('waited') };
      await sleep(1000);
      await stream.stop();
      agent.destroy();
      waitAgent.destroy();
      receiver.stop();
      slow.sort((a, b) => a - b);
      const missed = submitted.watched.filter((id) => stream.seen.jobs.get(id) !== 'SUCCEEDED').length;
      return { seconds, kinds, ended, events: { ...stream.seen, jobs: stream.seen.jobs.size, missed },
        deliveries: receiver.seen.size, deliveredTwice: receiver.twice(),
        millis: { p50: slow[Math.floor(slow.length * 0.5)], p99: slow[Math.floor(slow.length * 0.99)], max: slow.at(-1) } };
    },
  };
}
