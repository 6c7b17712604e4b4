// How late jobs start, how fast single submits are, and what an idle server costs.
//
//   node bench/latency.mjs [--seconds 20] [--loads 0.1,0.5,0.9] [--fsync always|everysec] [--slots 50]
//
// Jobs that sleep for 100 ms come at random times, so many per second that they fill the given share of the slots: half of them
// ready at once, half due three seconds later. The wait is from when a job was ready, or due, until its attempt began, both by the
// clock of Redis. "For a slot alone" is how long the same jobs would wait if all else took no time. Submits come from 64 connections, each of which sends the next job after the answer, to a paused queue.
import { execFileSync } from 'node:child_process';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { cpu } from './round.mjs';
import { api, KEY, withServer } from './server.mjs';

const { values } = parseArgs({ options: {
  seconds: { type: 'string', default: '20' },
  loads: { type: 'string', default: '0.1,0.5,0.9' },
  fsync: { type: 'string', default: 'always' },
  slots: { type: 'string', default: '50' },
} });
const seconds = Number(values.seconds);
const JOB_MS = 100;
const DUE_IN_MS = 3000;
const CONNECTIONS = 64;

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

function submit(url, job) {
  return new Promise((done, fail) => {
    const headers = { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' };
    request(`${url}/api/v1/jobs`, { agent, method: 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk)).once('error', fail).once('end', () => {
        if (answer.statusCode === 201) done(JSON.parse(text));
        else fail(new Error(`${answer.statusCode} ${text}`));
      });
    }).once('error', fail).end(JSON.stringify(job));
  });
}

function quantiles(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: at(0.5), p99: at(0.99), most: sorted.at(-1) };
}

async function jobsOf(url, queue) {
  const jobs = [];
  let token = '';
  do {
    const page = await api(url, 'GET', `jobs?queue=${queue}&pageSize=1000${token}`);
    jobs.push(...page.items);
    token = page.nextPageToken ? `&pageToken=${encodeURIComponent(page.nextPageToken)}` : '';
  } while (token);
  return jobs;
}

/** How long jobs wait for a slot, in the order in which they come, if they take JOB_MS each and nothing else takes time. */
function slotWaits(times) {
  const free = Array(Number(values.slots)).fill(0);
  return times.toSorted((a, b) => a - b).map((time) => {
    const first = free.indexOf(Math.min(...free));
    const start = Math.max(time, free[first]);
    free[first] = start + JOB_MS;
    return start - time;
  });
}

/** Waits of jobs that were ready at once, and of jobs that became due, in ms. */
async function waits(url, load) {
  const queue = `load${load * 100}`;
  const perMs = (load * Number(values.slots)) / JOB_MS;
  const end = performance.now() + seconds * 1000;
  const dueOf = new Map();
  const sent = [];
  for (let next = performance.now(); next < end; next += -Math.log(1 - Math.random()) / perMs) {
    const early = next - performance.now();
    if (early > 1) await sleep(early);
    const due = sent.length % 2 ? Date.now() + DUE_IN_MS : undefined;
    const job = { task: 'demo.sleep', queue, args: { duration: `PT${JOB_MS / 1000}S` },
      ...(due && { runAt: new Date(due).toISOString() }) };
    sent.push(submit(url, job).then(({ id }) => due && dueOf.set(id, due)));
  }
  await Promise.all(sent);
  let jobs;
  do {
    await sleep(500);
    jobs = await jobsOf(url, queue);
  } while (jobs.some((job) => job.state !== 'SUCCEEDED'));
  const from = (job) => dueOf.get(job.id) ?? Date.parse(job.createdAt);
  const wait = (job) => Date.parse(job.startedAt) - from(job);
  return {
    perSecond: Math.round(sent.length / seconds),
    ready: quantiles(jobs.filter((job) => !dueOf.has(job.id)).map(wait)),
    due: quantiles(jobs.filter((job) => dueOf.has(job.id)).map(wait)),
    slots: quantiles(slotWaits(jobs.map(from))),
  };
}

async function submits(url) {
  await submit(url, { task: 'demo.noop', queue: 'submits' });
  await api(url, 'POST', 'queues/submits:pause');
  const millis = [];
  const end = performance.now() + seconds * 1000;
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    for (let begun = performance.now(); begun < end; begun = performance.now()) {
      await submit(url, { task: 'demo.noop', queue: 'submits', args: { n: millis.length } });
      millis.push(performance.now() - begun);
    }
  }));
  return { perSecond: Math.round(millis.length / seconds), ...quantiles(millis) };
}

/** How often Redis has executed each command, those in scripts included. */
function commands(redisPort) {
  const info = execFileSync('redis-cli', ['-p', redisPort, 'info', 'commandstats']).toString();
  return new Map([...info.matchAll(/cmdstat_(\S+):calls=(\d+)/g)].map(([, name, calls]) => [name, Number(calls)]));
}

async function idle(url, redisPort) {
  const [before, cpuBefore] = [commands(redisPort), await cpu(url)];
  await sleep(seconds * 1000);
  const used = ((await cpu(url)) - cpuBefore) / seconds;
  const rates = [...commands(redisPort)].filter(([name]) => name !== 'info')
    .map(([name, calls]) => [name, (calls - (before.get(name) ?? 0)) / seconds])
    .filter(([, rate]) => rate > 0).sort(([, a], [, b]) => b - a);
  return { all: rates.reduce((sum, [, rate]) => sum + rate, 0), rates, cpu: used };
}

async function report(what, url, redisPort) {
  const { all, rates, cpu: used } = await idle(url, redisPort);
  console.log(`${what}: ${all.toFixed(1)} Redis commands/s   ${(100 * used).toFixed(1)} % of a core`);
  console.log(`  ${rates.map(([name, rate]) => `${name} ${rate.toFixed(1)}`).join('   ')}`);
}

const ms = ({ p50, p99, most }) => `p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms   longest ${most.toFixed(1)} ms`;

await withServer({ fsync: values.fsync, settings: { NIGHTSHIFT_CONCURRENCY: values.slots } }, async ({ url, redisPort }) => {
  await waits(url, 0.31); // warms the JVM up
  for (const load of values.loads.split(',').map(Number)) {
    const { perSecond, ready, due, slots } = await waits(url, load);
    console.log(`${load * 100} % of ${values.slots} slots, ${perSecond} jobs/s`);
    console.log(`  ready to started  ${ms(ready)}`);
    console.log(`  due to started    ${ms(due)}`);
    console.log(`  for a slot alone  ${ms(slots)}`);
  }
  const single = await submits(url);
  console.log(`single submits, ${CONNECTIONS} connections: ${single.perSecond}/s   ${ms(single)}`);
  await sleep(5000);
  await report('idle, with the jobs in the paused queue', url, redisPort);
  await api(url, 'POST', 'queues/submits:purge');
  await sleep(5000);
  await report('idle, without', url, redisPort);
});
agent.destroy();
