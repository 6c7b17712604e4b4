// Delivers examples/webhooks.ndjson to bench/receiver.mjs and says what came of it.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startReceiver } from './receiver.mjs';
import { api, root, submitLines, withServer } from './server.mjs';

const lines = readFileSync(`${root}/examples/webhooks.ndjson`, 'utf8');
const receiver = await startReceiver();
const settings = { NIGHTSHIFT_HTTP_ALLOW: '127.0.0.0/8', NIGHTSHIFT_CONCURRENCY: process.argv[2] ?? '100' };

async function jobs(url, state) {
  const items = [];
  let token = '';
  do {
    const page = await api(url, 'GET', `jobs?queue=webhooks&state=${state}&pageSize=1000${token}`);
    items.push(...page.items);
    token = page.nextPageToken ? `&pageToken=${encodeURIComponent(page.nextPageToken)}` : '';
  } while (token);
  return items;
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];

try {
  await withServer({ settings }, async ({ url }) => {
    const start = Date.now();
    const { accepted, refused } = await submitLines(url, lines);
    const submitted = Date.now();
    let counts;
    do {
      await sleep(100);
      ({ counts } = await api(url, 'GET', 'queues/webhooks'));
    } while (counts.SUCCEEDED + counts.DEAD < accepted);
    const seconds = (Date.now() - start) / 1000;

    const delivered = await jobs(url, 'SUCCEEDED');
    const dead = await jobs(url, 'DEAD');
    const delays = delivered.map((job) => Date.parse(job.finishedAt) - Date.parse(job.createdAt)).sort((a, b) => a - b);
    const arrived = [...receiver.seen.values()].filter((entry) => entry.acceptedAt).length;

    console.log(`accepted    ${accepted} (${refused} refused) in ${((submitted - start) / 1000).toFixed(1)} s`);
    console.log(`delivered   ${delivered.length}   (the receiver accepted ${arrived})`);
    console.log(`dead        ${dead.length}`);
    console.log(`duplicates  ${receiver.duplicates()}`);
    console.log(`jobs/s      ${Math.round(accepted / seconds)}   over ${seconds.toFixed(1)} s, retries and slow answers included`);
    console.log(`submit to delivery   p50 ${quantile(delays, 0.5)} ms   p99 ${quantile(delays, 0.99)} ms`);
    const good = accepted === delivered.length + dead.length && dead.length === 500 && arrived === delivered.length
      && receiver.duplicates() === 0 && refused === 0;
    console.log(good ? 'as it should be' : 'NOT as it should be');
    process.exitCode = good ? 0 : 1;
  });
} finally {
  await receiver.stop();
}
