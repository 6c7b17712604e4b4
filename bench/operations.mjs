// How fast operations are, and what single submits notice of them.
//
//   node bench/operations.mjs [--jobs 100000] [--seconds 10] [--submits 200] [--fsync always|everysec]
//
// All jobs of a failure group are sent again, then canceled, sent again, given another priority, moved to another queue and deleted, each
// by one operation at full rate. Meanwhile jobs are submitted one by one at a steady rate, whether or not the answers to earlier ones have come. Their times
// are compared with those of the seconds before each operation, in the same run.
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

const count = async (url, state) => (await api(url, 'GET', `queues/${QUEUE}`)).counts[state] ?? 0;

await withServer({ name: 'operations', fsync: values.fsync, settings: { NIGHTSHIFT_DEMO: 'true' } }, async ({ url }) => {
  const line = `{"task":"demo.fail","args":{"times":99,"message":"no"},"maxAttempts":1,"queue":"${QUEUE}"}\n`;
  for (let left = jobs; left > 0; left -= LINES) {
    await post(url, 'jobs:batchCreate', 'application/x-ndjson', line.repeat(Math.min(left, LINES)));
  }
  await until(`${jobs} dead jobs`, async () => (await count(url, 'DEAD')) === jobs, 600);
  for (const queue of [QUEUE, OTHER, 'beside']) await api(url, 'POST', `queues/${queue}:pause`);
  await load(url).stop();
  const warm = load(url);
  await sleep(5000);
  await warm.stop();

  console.log('| action | jobs | s | jobs/s | submits before: p50, p99 | during: p50, p99 | p99 |');
  console.log('|---|---|---|---|---|---|---|');
  const { items: [{ fingerprint }] } = await api(url, 'GET', `failures?queue=${QUEUE}`);
  for (const operation of operations(fingerprint)) {
    const before = load(url);
    await sleep(Number(values.seconds) * 1000);
    const quiet = await before.stop();
    const during = load(url);
    const { id } = await api(url, 'POST', 'operations', operation);
    let it;
    await until('end of the operation', async () => {
      it = await api(url, 'GET', `operations/${id}`);
      return it.endedAt;
    }, 600);
    const busy = await during.stop();
    const seconds = (Date.parse(it.endedAt) - Date.parse(it.startedAt)) / 1000;
    const [a, b, c, d] = [quantile(quiet, 0.5), quantile(quiet, 0.99), quantile(busy, 0.5), quantile(busy, 0.99)];
    console.log(`| ${operation.action} | ${it.done} | ${seconds.toFixed(1)} | ${Math.round(it.done / seconds)} | ${a.toFixed(1)}, `
      + `${b.toFixed(1)} ms | ${c.toFixed(1)}, ${d.toFixed(1)} ms | ${(d / b).toFixed(2)} times |`);
  }
});
