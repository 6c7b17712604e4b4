// How exactly a rate is kept: three servers run no-op jobs of a queue with a rate limit that has more jobs than the rate lets start.
// Ends with status 1 if the number of starts differs from the rate by more than 2 %, or if any second had more than 120 % of it.
//
//   node bench/rate.mjs [--rate 100] [--seconds 60] [--fsync always|everysec]
//
// A second is any span of 1,000 ms, wherever it begins. Times of the starts are those of Redis.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { conclude, withFleet } from './fleet.mjs';

const { values } = parseArgs({ options: {
  rate: { type: 'string', default: '100' },
  seconds: { type: 'string', default: '60' },
  fsync: { type: 'string', default: 'always' },
} });
const rate = Number(values.rate);
const seconds = Number(values.seconds);
const QUEUE = 'paced';
const SPAN_MS = 1000;

await withFleet({ name: 'rate', count: 3, fsync: values.fsync }, async (fleet) => {
  await fleet.call('PATCH', `queues/${QUEUE}`, { rateLimit: { permits: rate, per: 'PT1S' } });
  const jobs = Math.ceil(rate * (seconds + 5));
  const accepted = await fleet.submit(Array.from({ length: jobs }, () => ({ task: 'demo.noop', queue: QUEUE })));
  if (accepted !== jobs) throw new Error(`${accepted} of ${jobs} jobs were accepted`);
  while ((await fleet.counts(QUEUE)).SUCCEEDED < jobs) await sleep(500);

  const starts = [];
  const workers = {};
  for await (const { attempts } of fleet.jobs(QUEUE)) {
    for (const { startedAt, worker } of attempts) {
      starts.push(Date.parse(startedAt));
      workers[worker] = (workers[worker] ?? 0) + 1;
    }
  }
  starts.sort((a, b) => a - b);
  const within = starts.filter((at) => at < starts[0] + seconds * 1000).length;
  let most = 0;
  for (let from = 0, to = 0; to < starts.length; to++) {
    while (starts[to] - starts[from] >= SPAN_MS) from++;
    most = Math.max(most, to - from + 1);
  }
  const expected = rate * seconds;
  console.log(`${rate} starts/s, 3 servers, appendfsync ${values.fsync}: ${within.toLocaleString('en')} starts in ${seconds} s `
    + `(${(100 * (within / expected - 1)).toFixed(2)} %), at most ${most} in any second; by server ${Object.values(workers).join(', ')}`);
  const wrong = [];
  if (Math.abs(within / expected - 1) > 0.02) wrong.push(`${within} starts instead of ${expected}`);
  if (most > 1.2 * rate) wrong.push(`${most} starts in one second`);
  if (starts.length !== jobs) wrong.push(`${starts.length} attempts for ${jobs} jobs`);
  conclude(wrong, 'the rate was kept');
});
