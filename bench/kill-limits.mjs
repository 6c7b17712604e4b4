// Limits while servers die and freeze: three servers with 50 slots each and one redis-server; queues with limits of 1, 7 and 100
// jobs, and one with a limit of 3 for each key. Servers are killed (kill -9), frozen for longer than their lease, and stopped in the
// middle of jobs. Ends with status 1 unless every limit was kept and every job succeeded.
//
//   node bench/kill-limits.mjs [--seconds 60] [--lease 5] [--fsync always|everysec] [--seed 1]
//
// How many jobs run is measured twice: by the counts in Redis, every few ms, and by the start and end of every attempt in the
// histories of all jobs. There, the job of a dead server counts as running until another server has taken it over.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { conclude, harm, luaScript, QUICK_START, randomOf, repeat, withFleet } from './fleet.mjs';

const { values } = parseArgs({ options: {
  seconds: { type: 'string', default: '60' },
  lease: { type: 'string', default: '5' },
  fsync: { type: 'string', default: 'always' },
  seed: { type: 'string', default: String(Date.now() % 100_000) },
} });
const lease = Number(values.lease);
const random = randomOf(Number(values.seed));

const KEYS = ['a', 'b', 'c', 'd', 'e'];
/** Jobs sleep for up to `most` ms. `ready` jobs at least are kept waiting, so that the limit is what holds them. */
const QUEUES = {
  one: { limit: 1, most: 10, ready: 200 },
  seven: { limit: 7, most: 30, ready: 600 },
  hundred: { limit: 100, most: 150, ready: 2_000 },
  keyed: { limit: 3, most: 30, ready: 600, keys: KEYS },
};
const ENDINGS = { queue: 'endings', limit: 6 };

const text = (ms) => `PT${(ms / 1000).toFixed(3)}S`;
const jobOf = (queue, { most, keys }) => ({ task: 'demo.sleep', queue, args: { duration: text(1 + Math.floor(Math.random() * most)) },
  ...(keys && { key: keys[Math.floor(Math.random() * keys.length)] }) });

/** Keeps a queue filled; `stop` ends it. */
async function fill(fleet, queue, settings, stopped) {
  let sent = 0;
  while (!stopped()) {
    const { READY } = await fleet.counts(queue);
    if (READY < settings.ready) sent += await fleet.submit(Array.from({ length: settings.ready }, () => jobOf(queue, settings)));
    await sleep(300);
  }
  return sent;
}

/** Jobs of which some end by their timeout, some are canceled, and some run long enough to be lost or interrupted. */
async function fillEndings(fleet, stopped) {
  const { queue } = ENDINGS;
  while (!stopped()) {
    const { READY } = await fleet.counts(queue);
    if (READY < 12) {
      await fleet.submit(Array.from({ length: 12 }, (_, n) => ({ task: 'demo.sleep', queue, args: { duration: text(700) },
        ...(n % 3 === 0 && { timeout: 'PT0.050S', maxAttempts: 1 }) })));
    }
    const { items } = await fleet.call('GET', `jobs?queue=${queue}&state=RUNNING&pageSize=10`);
    if (items.length > 0) {
      const { id } = items[Math.floor(Math.random() * items.length)];
      await fleet.call('POST', `jobs/${id}:cancel`).catch(() => {}); // it may have ended
    }
    await sleep(400);
  }
}

/** The most jobs that ran at once by the histories of a queue, for each key if it has keys; and how attempts and jobs ended. */
async function histories(fleet, queue) {
  const changes = new Map();
  const outcomes = {};
  const states = {};
  for await (const { state, key = '', attempts } of fleet.jobs(queue)) {
    states[state] = (states[state] ?? 0) + 1;
    if (!changes.has(key)) changes.set(key, []);
    for (const { startedAt, endedAt, outcome } of attempts) {
      changes.get(key).push([Date.parse(startedAt), 1], [Date.parse(endedAt), -1]);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
  }
  let most = 0;
  for (const list of changes.values()) {
    let running = 0;
    for (const [, by] of list.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) most = Math.max(most, running += by);
  }
  return { most, outcomes, states };
}

const sum = (counts) => Object.values(counts).reduce((a, b) => a + b, 0);
const list = (counts) => Object.entries(counts).map(([name, count]) => `${count.toLocaleString('en')} ${name}`).join(', ');

/** Reads the counts of Redis again and again. */
function watch(fleet) {
  const names = [...Object.keys(QUEUES), ENDINGS.queue];
  const most = Object.fromEntries(names.map((name) => [name, 0]));
  const seen = { counts: 0, audits: 0, differences: 0 };
  const counts = names.map((name) => `'${name}:X'`).join(', ');
  const stopCounts = repeat(fleet.redisPort, '0.001',
    `local c = redis.call('HMGET', KEYS[1] .. 'counts', ${counts})
     local k = 0
     for _, n in ipairs(redis.call('HVALS', KEYS[1] .. 'running:keyed')) do k = math.max(k, tonumber(n) or 0) end
     for n = 1, ${names.length} do c[n] = c[n] or 0 end
     return table.concat(c, ' ') .. ' ' .. k`, (line) => {
      const found = line.split(' ').map(Number);
      seen.counts++;
      names.forEach((name, n) => (most[name] = Math.max(most[name], found[name === 'keyed' ? names.length : n])));
    });
  const stopAudits = repeat(fleet.redisPort, '0.25', luaScript('audit', 'limits'), (line) => {
    seen.audits++;
    seen.differences += Number(line);
  }, '{nightshift}:', '2000');
  return { most, seen, stop: () => Promise.all([stopCounts(), stopAudits()]) };
}

const settings = { ...QUICK_START, NIGHTSHIFT_CONCURRENCY: '50', NIGHTSHIFT_LEASE: `PT${lease}S`, NIGHTSHIFT_DRAIN_GRACE: 'PT0S' };
await withFleet({ name: 'kill-limits', count: 3, fsync: values.fsync, settings }, async (fleet) => {
  for (const [queue, { limit, keys }] of Object.entries(QUEUES)) {
    await fleet.call('PATCH', `queues/${queue}`, keys ? { perKey: { concurrency: limit } } : { concurrency: limit });
  }
  await fleet.call('PATCH', `queues/${ENDINGS.queue}`, { concurrency: ENDINGS.limit });
  console.log(`3 servers, 50 slots each, lease ${lease} s, appendfsync ${values.fsync}, seed ${values.seed}`);
  const watched = watch(fleet);
  let over = false;
  const filling = [...Object.entries(QUEUES).map(([queue, settings]) => fill(fleet, queue, settings, () => over)),
    fillEndings(fleet, () => over)];
  const done = await harm(fleet, { kinds: ['kill', 'freeze', 'stop', 'freeze'], seconds: Number(values.seconds), random,
    freezeSeconds: () => lease * (1.4 + random()) });
  over = true;
  await Promise.all(filling);
  const queues = [...Object.keys(QUEUES), ENDINGS.queue];
  for (const queue of queues) {
    let counts;
    do {
      await sleep(300);
      counts = await fleet.counts(queue);
    } while (counts.READY + counts.RUNNING + counts.SCHEDULED + counts.RETRYING > 0);
  }

  const wrong = [];
  let total = 0;
  console.log(list(done));
  for (const queue of queues) {
    const limit = (QUEUES[queue] ?? ENDINGS).limit;
    const { most, outcomes, states } = await histories(fleet, queue);
    total += sum(states);
    console.log(`${queue.padEnd(8)} limit ${String(limit).padStart(3)}   at most ${watched.most[queue]} by Redis, ${most} by histories   `
      + `${list(states)}   attempts: ${list(outcomes)}`);
    if (Math.max(watched.most[queue], most) > limit) wrong.push(`the limit of ${queue} was exceeded`);
    if (Math.max(watched.most[queue], most) < limit) wrong.push(`the limit of ${queue} was never reached`);
    if (queue !== ENDINGS.queue && states.SUCCEEDED !== sum(states)) wrong.push(`jobs of ${queue} have not succeeded`);
    if (queue === ENDINGS.queue) {
      for (const outcome of ['SUCCEEDED', 'TIMED_OUT', 'CANCELLED', 'LOST', 'INTERRUPTED']) {
        if (!outcomes[outcome]) wrong.push(`no attempt ended ${outcome}`);
      }
    }
  }

  // Every place has come back: as many run as before, and no more.
  watched.most[ENDINGS.queue] = 0;
  await fleet.submit(Array.from({ length: 30 }, () => ({ task: 'demo.sleep', queue: ENDINGS.queue, args: { duration: 'PT1S' } })));
  await sleep(3_000);
  if (watched.most[ENDINGS.queue] !== ENDINGS.limit) {
    wrong.push(`${watched.most[ENDINGS.queue]} of ${ENDINGS.limit} places of ${ENDINGS.queue} are there at the end`);
  }
  await watched.stop();
  const repairs = await fleet.counter('nightshift_invariant_repairs_total');
  const logged = fleet.servers.flatMap((server) => server.logged('counts of running jobs were wrong')).length;
  console.log(`${total.toLocaleString('en')} jobs; ${watched.seen.counts.toLocaleString('en')} looks at the counts; `
    + `${watched.seen.audits} audits found ${watched.seen.differences} differences; nightshift_invariant_repairs_total ${repairs}`);
  if (watched.seen.differences || repairs || logged) wrong.push('an audit found differences');
  conclude(wrong, 'every limit was kept, every job succeeded, every place came back');
});
