// A receiver is down while deliveries for it pile up, then it is back; another one is well all the time.
// Usage: node bench/outage.mjs [minutes of the outage] [deliveries]
// Prints the calls that the first receiver got in each part, the second with the most calls after the outage, and how long deliveries to
// the other one took before, during and after.
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { api, submitLines, until, withServer } from './server.mjs';

const minutes = Number(process.argv[2] ?? 10);
const deliveries = Number(process.argv[3] ?? 20_000);
const STEADY_PER_SECOND = 50;
const PARTS = ['before', 'down', 'after'];

let part = PARTS[0];
const calls = []; // of the receiver that goes down: the time of each
const took = { before: [], down: [], after: [] }; // of the other: ms from the submit to the call

const listen = (answer) => new Promise((ready) => {
  const server = createServer((request, response) => request.resume().on('end', () => answer(request, response)));
  server.listen(0, '127.0.0.1', () => ready({ server, port: server.address().port }));
});
const failing = await listen((request, response) => {
  calls.push(Date.now());
  response.writeHead(part === 'down' ? 500 : 204).end();
});
const healthy = await listen((request, response) => {
  took[part].push(Date.now() - Number(request.url.slice(1)));
  response.writeHead(204).end();
});

const job = (port, path, queue) => JSON.stringify({
  task: 'http.request', queue, args: { url: `http://127.0.0.1:${port}/${path}`, body: {} }, maxAttempts: 20, retry: { initial: 'PT1S', max: 'PT1M' },
});
const submit = (url, lines) => submitLines(url, `${lines.join('\n')}\n`);
const quantile = (values, q) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))];
const settings = { NIGHTSHIFT_HTTP_ALLOW: '127.0.0.0/8', NIGHTSHIFT_CONCURRENCY: '50' };

async function deliverSteadily(url, running) {
  while (running()) {
    const next = sleep(200);
    await submit(url, Array.from({ length: STEADY_PER_SECOND / 5 }, () => job(healthy.port, Date.now(), 'healthy')));
    await next;
  }
}

try {
  await withServer({ settings }, async ({ url }) => {
    let running = true;
    const steady = deliverSteadily(url, () => running);
    await sleep(20_000);
    took.before.splice(0, took.before.length / 4); // the server warms up
    await sleep(10_000);

    part = 'down';
    const began = Date.now();
    for (let sent = 0; sent < deliveries; sent += 1000) {
      await submit(url, Array.from({ length: Math.min(1000, deliveries - sent) }, (_, n) => job(failing.port, sent + n, 'failing')));
    }
    await sleep(began + minutes * 60_000 - Date.now());
    const during = calls.length;
    const counts = (await api(url, 'GET', 'queues/failing')).counts;
    part = 'after';
    const back = Date.now();
    await until('end of the deliveries', async () => (await api(url, 'GET', 'queues/failing')).counts.SUCCEEDED === deliveries, 900);
    const seconds = (Date.now() - back) / 1000;
    running = false;
    await steady;

    const perSecond = new Map();
    for (const at of calls.slice(during)) perSecond.set(Math.floor((at - back) / 1000), (perSecond.get(Math.floor((at - back) / 1000)) ?? 0) + 1);
    const most = Math.max(...perSecond.values());
    console.log(`${deliveries} deliveries, ${minutes} min without an answer`);
    console.log(`calls during the outage    ${during} (${counts.READY} deliveries waited, ${counts.RETRYING} were to be retried)`);
    console.log(`first call after it        ${((calls[during] - back) / 1000).toFixed(1)} s`);
    console.log(`all delivered after        ${seconds.toFixed(1)} s, ${calls.length - during} calls`);
    console.log(`most calls in one second   ${most} (${((100 * most) / deliveries).toFixed(1)} %)`);
    for (const name of PARTS) {
      console.log(`other receiver, ${name.padEnd(10)} p50 ${quantile(took[name], 0.5)} ms   p95 ${quantile(took[name], 0.95)} ms   (${took[name].length} calls)`);
    }
    const good = during <= 200 && most <= 0.05 * deliveries;
    console.log(good ? 'as it should be' : 'NOT as it should be');
    process.exitCode = good ? 0 : 1;
  });
} finally {
  for (const { server } of [failing, healthy]) {
    server.close();
    server.closeAllConnections();
  }
}
