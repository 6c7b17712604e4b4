// How long the jobs of one key wait behind the flood of another in a fair queue. Key B submits 10 jobs at once, again and again: first to
// an empty queue, then while 100,000 jobs of key A are ahead. Ends with status 1 if B's p95 wait behind the flood is more than twice that
// of the empty queue.
//
//   node bench/fairness.mjs [--flood 100000] [--jobs 10] [--rounds 20] [--millis 20] [--servers 3] [--slots 50] [--fsync always|everysec]
//
// A wait lasts from when the job was stored until its attempt began, both by the clock of Redis. Every job sleeps for that many ms.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { conclude, withFleet } from './fleet.mjs';

const { values } = parseArgs({ options: {
  flood: { type: 'string', default: '100000' },
  jobs: { type: 'string', default: '10' },
  rounds: { type: 'string', default: '20' },
  millis: { type: 'string', default: '20' },
  servers: { type: 'string', default: '3' },
  slots: { type: 'string', default: '50' },
  fsync: { type: 'string', default: 'always' },
} });
const { flood, jobs, rounds, millis, servers } = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)]));
const QUEUE = 'shared';
const PART = 10_000;

const job = (key, tag) => ({ task: 'demo.sleep', queue: QUEUE, args: { duration: `PT${millis / 1000}S` }, key, tags: [tag] });
const many = (count, key, tag) => Array.from({ length: count }, () => job(key, tag));

async function tagged(fleet, tag) {
  for (;;) {
    const { items } = await fleet.call('GET', `jobs?queue=${QUEUE}&tag=${tag}&pageSize=${jobs}`);
    if (items.length === jobs && items.every(({ state }) => state === 'SUCCEEDED')) return items;
    await sleep(100);
  }
}

/** Waits in ms of B's jobs, over all rounds. */
async function waits(fleet, phase, ahead) {
  const all = [];
  for (let round = 0; round < rounds; round++) {
    const tag = `${phase}-${round}`;
    await sleep(100 + 200 * Math.random());
    if (await fleet.submit(many(jobs, 'B', tag)) !== jobs) throw new Error('jobs were not accepted');
    const { READY } = await fleet.counts(QUEUE);
    if (ahead && READY < flood / 10) throw new Error('the flood is over: give more with --flood, or longer jobs with --millis');
    const items = await tagged(fleet, tag);
    all.push(...items.map(({ createdAt, startedAt }) => Date.parse(startedAt) - Date.parse(createdAt)));
  }
  return all.toSorted((a, b) => a - b);
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const line = (sorted) => `p50 ${at(sorted, 0.5)} ms   p95 ${at(sorted, 0.95)} ms   longest ${sorted.at(-1)} ms`;

await withFleet({ name: 'fairness', count: servers, fsync: values.fsync, settings: { NIGHTSHIFT_CONCURRENCY: values.slots } },
  async (fleet) => {
    await fleet.call('PATCH', `queues/${QUEUE}`, { fair: true });
    await waits(fleet, 'warm', false);
    const empty = await waits(fleet, 'empty', false);
    for (let sent = 0; sent < flood; sent += PART) {
      if (await fleet.submit(many(Math.min(PART, flood - sent), 'A', 'flood')) === 0) throw new Error('the flood was not accepted');
    }
    const behind = await waits(fleet, 'behind', true);
    const { READY } = await fleet.counts(QUEUE);
    console.log(`${servers} servers, ${values.slots} slots each, jobs of ${millis} ms, appendfsync ${values.fsync}; ${rounds} times ${jobs} jobs of B`);
    console.log(`empty queue                       ${line(empty)}`);
    console.log(`behind ${flood.toLocaleString('en')} jobs of A, ${READY.toLocaleString('en')} left   ${line(behind)}`);
    const ratio = at(behind, 0.95) / Math.max(1, at(empty, 0.95));
    console.log(`p95 behind the flood is ${ratio.toFixed(2)} times that of the empty queue`);
    conclude(ratio > 2 ? ['more than twice'] : [], 'at most twice');
  });
