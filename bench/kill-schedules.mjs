// Schedules while servers die and freeze: three servers and one redis-server, and schedules that run every second and catch up on all
// runs. Servers are killed (kill -9) and frozen at random moments in the first 300 ms of a second, in which runs are fired. Ends with
// status 1 unless every schedule ran once at each of its times.
//
//   node bench/kill-schedules.mjs [--schedules 1000] [--runs 60] [--fsync always|everysec] [--seed 1]
//
// The runs come from the history of each schedule, which keeps 100. The jobs come from an export of all jobs, so a job that no history
// has would be found, too.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { conclude, harm, QUICK_START, randomOf, withFleet } from './fleet.mjs';

const { values } = parseArgs({ options: {
  schedules: { type: 'string', default: '1000' },
  runs: { type: 'string', default: '60' },
  fsync: { type: 'string', default: 'always' },
  seed: { type: 'string', default: String(Date.now() % 100_000) },
} });
const runs = Number(values.runs);
const random = randomOf(Number(values.seed));
const names = Array.from({ length: Number(values.schedules) }, (_, n) => `tick-${n}`);
const QUEUE = 'ticks';
const AT_ONCE = 20;
const MOST_RUNS = 100;
if (runs < 1 || runs > MOST_RUNS) throw new Error(`--runs must be from 1 to ${MOST_RUNS}`);

/** Does something for each name, some at a time. */
async function each(work) {
  const left = names.values();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const name of left) await work(name);
  }));
}

const time = (ms) => new Date(ms).toISOString();

await withFleet({ name: 'kill-schedules', count: 3, fsync: values.fsync, settings: { ...QUICK_START, NIGHTSHIFT_LEASE: 'PT5S' } },
  async (fleet) => {
    console.log(`3 servers, ${names.length} schedules of one second, ${runs} runs each, appendfsync ${values.fsync}, seed ${values.seed}`);
    const first = 1000 * Math.ceil(Date.now() / 1000 + 5 + names.length / 50);
    const last = first + 1000 * (runs - 1);
    await each((name) => fleet.call('PUT', `schedules/${name}`, { every: 'PT1S', startAt: time(first), endAt: time(last),
      overlap: 'ALLOW', catchup: 'ALL', task: 'demo.noop', queue: QUEUE }));
    if (Date.now() > first) throw new Error('the schedules were not stored in time');
    await sleep(first - Date.now());
    const done = await harm(fleet, { kinds: ['freeze', 'kill', 'freeze', 'freeze'], seconds: runs, random, pauseSeconds: 1,
      freezeSeconds: () => 1 + 5 * random(), intoSecond: 300 });

    let left = names.length;
    for (const end = Date.now() + 300_000; left > 0 && Date.now() < end; await sleep(1000)) {
      left = 0;
      for (let token = ''; token !== undefined; ) {
        const page = await fleet.call('GET', `schedules?pageSize=1000${token && `&pageToken=${encodeURIComponent(token)}`}`);
        left += page.items.filter(({ state }) => state !== 'ENDED').length;
        token = page.nextPageToken;
      }
    }

    const wrong = [];
    if (left > 0) wrong.push(`${left} schedules have not ended`);
    const runOf = new Map(); // "schedule@time" by the id of the job
    const kinds = {};
    const lateness = [];
    let missing = 0;
    let twice = 0;
    await each(async (name) => {
      const planned = new Map();
      for (const run of (await fleet.call('GET', `schedules/${name}/runs?last=${MOST_RUNS}`)).last) {
        kinds[run.kind] = (kinds[run.kind] ?? 0) + 1;
        const at = Date.parse(run.plannedAt);
        planned.set(at, (planned.get(at) ?? 0) + 1);
        if (!run.job || runOf.has(run.job)) wrong.push(`${name} at ${run.plannedAt} has no job of its own`);
        runOf.set(run.job, `${name}@${run.plannedAt}`);
        lateness.push(Date.parse(run.at) - Date.parse(run.dueAt));
      }
      for (let at = first; at <= last; at += 1000) {
        const times = planned.get(at) ?? 0;
        if (times === 0) missing++;
        if (times > 1) twice += times - 1;
        planned.delete(at);
      }
      if (planned.size > 0) wrong.push(`${name} ran at ${planned.size} times that are not its own`);
    });
    if (missing) wrong.push(`${missing} runs are missing`);
    if (twice) wrong.push(`${twice} runs were fired twice`);

    let jobs = 0;
    const of = new Set();
    for await (const job of fleet.jobs(QUEUE)) {
      jobs++;
      const run = runOf.get(job.id);
      if (!run) wrong.push(`job ${job.id} of ${job.schedule} belongs to no run`);
      else if (!run.startsWith(`${job.schedule}@`)) wrong.push(`job ${job.id} says that it is of ${job.schedule}, and is of ${run}`);
      of.add(run);
    }
    if (of.size !== names.length * runs) wrong.push(`${of.size} runs of ${names.length * runs} have a job`);
    lateness.sort((a, b) => a - b);
    const at = (share) => `${(lateness[Math.min(lateness.length - 1, Math.floor(lateness.length * share))] / 1000).toFixed(1)} s`;
    console.log(Object.entries(done).map(([kind, count]) => `${count} ${kind}`).join(', '));
    console.log(`${runOf.size.toLocaleString('en')} runs, ${jobs.toLocaleString('en')} jobs; `
      + `${Object.entries(kinds).map(([kind, count]) => `${count.toLocaleString('en')} ${kind}`).join(', ')}; `
      + `late by p50 ${at(0.5)}, p99 ${at(0.99)}, at most ${at(1)}`);
    conclude(wrong.length > 10 ? [...wrong.slice(0, 10), `and ${wrong.length - 10} more`] : wrong, 'every run was fired exactly once');
  });
