// How fast operations are, and what single submits notice of them.
//
//   node bench/operations.mjs [--jobs 100000] [--seconds 10] [--submits 200] [--fsync always|everysec]
//
// All jobs of a failure group are sent again, then canceled, sent again, given another priority, moved to another queue and deleted, each
// by one operation at full rate. Meanwhile jobs are submitted one by one at a steady rate, whether or not the answers to earlier ones have
// come. Their times are compared with those of the seconds before each operation, in the same run; the last line has all of them.
// Before that, the same is done to a tenth of the jobs without measuring, while Java still compiles.
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { api, KEY, until, withServer } from './server.mjs';

const { values } = parseArgs({ options: {
  jobs: { type: 'string', default: '100000' },
  seconds: { type: 'string', default: '10' },
  submits: { type: 'string', default: '200' },
  fsync: { type: 'string', default: 'always' },
} });
const jobs = Number(values.jobs);
const QUEUE = 'failing';
const OTHER = 'elsewhere';
const LINES = 10_000;
const operations = (failure) => [
  { action: 'retry', failure },
  { action: 'cancel', filter: { state: ['READY'], queue: QUEUE } },
  { action: 'retry', filter: { state: ['CANCELLED'], queue: QUEUE } },
  { action: 'reprioritize', filter: { state: ['READY'], queue: QUEUE }, priority: 3 },
  { action: 'move', filter: { state: ['READY'], queue: QUEUE }, queue: OTHER },
  { action: 'delete', filter: { queue: OTHER } },
];

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends a request, and answers the ms that it took. */
function post(url, path, type, body) {
  const begun = performance.now();
  return new Promise((done, fail) => {
    const headers = { Authorization: `Bearer ${KEY}`, 'Content-Type': type };
    request(`${url}/api/v1/${path}`, { agent, method: 'POST', headers }, (answer) => {
      answer.resume().once('error', fail).once('end', () => {
        if (answer.statusCode < 300) done(performance.now() - begun);
        else fail(new Error(`${path}: ${answer.statusCode}`));
      });
    }).once('error', fail).end(body);
  });
}

/** Submits jobs at a steady rate until it is told to stop; answers the times of the submits. */
function load(url) {
  const sent = [];
  let over = false;
  const running = (async () => {
    for (let next = performance.now(); !over; next += 1000 / Number(values.submits)) {
      const early = next - performance.now();
      if (early > 1) await sleep(early);
      sent.push(post(url, 'jobs', 'application/json', '{"task":"demo.noop","queue":"beside"}'));
    }
  })();
  return { stop: async () => { over = true; await running; return Promise.all(sent); } };
}

const quantile = (numbers, share) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? NaN;

const times = (submits) => `${quantile(submits, 0.5).toFixed(1)}, ${quantile(submits, 0.99).toFixed(1)} ms`;

function row(action, done, seconds, quiet, busy) {
  const ratio = quantile(busy, 0.99) / quantile(quiet, 0.99);
  console.log(`| ${action} | ${done} | ${seconds.toFixed(1)} | ${Math.round(done / seconds)} | ${times(quiet)} | ${times(busy)} | `
    + `${ratio.toFixed(2)} times |`);
}

const count = async (url, state) => (await api(url, 'GET', `queues/${QUEUE}`)).counts[state] ?? 0;

/** Stores dead jobs of one failure group. */
async function fill(url, size) {
  const line = `{"task":"demo.fail","args":{"times":99,"message":"no"},"maxAttempts":1,"queue":"${QUEUE}"}\n`;
  for (let left = size; left > 0; left -= LINES) {
    await post(url, 'jobs:batchCreate', 'application/x-ndjson', line.repeat(Math.min(left, LINES)));
  }
  await until(`${size} dead jobs`, async () => (await count(url, 'DEAD')) === size, 600);
  await api(url, 'POST', `queues/${QUEUE}:pause`);
  const { items: [{ fingerprint }] } = await api(url, 'GET', `failures?queue=${QUEUE}`);
  return fingerprint;
}

/** Does one operation while jobs are submitted. */
async function measured(url, operation) {
  const during = load(url);
  const { id } = await api(url, 'POST', 'operations', operation);
  let it;
  await until('end of the operation', async () => {
    it = await api(url, 'GET', `operations/${id}`);
    return it.endedAt;
  }, 600);
  const seconds = (Date.parse(it.endedAt) - Date.parse(it.startedAt)) / 1000;
  return { done: it.done, seconds, busy: await during.stop() };
}

await withServer({ name: 'operations', fsync: values.fsync, settings: { NIGHTSHIFT_DEMO: 'true' } }, async ({ url }) => {
  for (const queue of [OTHER, 'beside']) await api(url, 'POST', `queues/${queue}:pause`);
  for (const operation of operations(await fill(url, jobs / 10))) await measured(url, operation);
  await api(url, 'POST', `queues/${QUEUE}:resume`);

  const fingerprint = await fill(url, jobs);
  console.log('| action | jobs | s | jobs/s | submits before: p50, p99 | during: p50, p99 | p99 |');
  console.log('|---|---|---|---|---|---|---|');
  const all = { done: 0, seconds: 0, quiet: [], busy: [] };
  for (const operation of operations(fingerprint)) {
    const before = load(url);
    await sleep(Number(values.seconds) * 1000);
    const quiet = await before.stop();
    const { done, seconds, busy } = await measured(url, operation);
    row(operation.action, done, seconds, quiet, busy);
    all.done += done;
    all.seconds += seconds;
    all.quiet.push(...quiet);
    all.busy.push(...busy);
  }
  row('all', all.done, all.seconds, all.quiet, all.busy);
});
