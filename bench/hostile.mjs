// How much do clients that are slow, many, or gone disturb the others?
//
//   node bench/hostile.mjs [--clients 300] [--seconds 30] [--rounds 2] [--url http://127.0.0.1:9080 --key KEY]
//
// Some ordinary clients submit jobs, read lists and ask for the health, first alone, then beside that many clients of each kind
// at once: small batches, bodies sent a byte at a time without credentials, answers nobody reads, waits that are given
// up, streams of events, and files uploaded slowly. Prints p50, p95 and p99 of the ordinary clients, and their
// ratio. Starts a server of its own unless it is given one.
import { setMaxListeners } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Agent, request } from 'node:http';
import { KEY, withServer } from './server.mjs';

const { values } = parseArgs({ options: {
  clients: { type: 'string', default: '300' },
  seconds: { type: 'string', default: '30' },
  rounds: { type: 'string', default: '2' },
  url: { type: 'string' },
  key: { type: 'string', default: KEY },
} });
const clients = Number(values.clients);
const seconds = Number(values.seconds);
const key = `Authorization: Bearer ${values.key}\r\n`;
const line = '{"task":"demo.noop"}\n';

/** Runs `work` on a socket again and again until `signal` is aborted; `work` ends when the socket does. */
async function again(url, signal, pause, work) {
  await sleep(Math.random() * pause);
  while (!signal.aborted) {
    const socket = connect({ host: url.hostname, port: url.port });
    const over = new Promise((done) => socket.once('close', done).on('error', () => {}));
    const stop = () => socket.destroy();
    signal.addEventListener('abort', stop);
    await Promise.race([over, work(socket, over).catch(() => {})]);
    socket.destroy();
    await over;
    signal.removeEventListener('abort', stop);
    await sleep(pause);
  }
}

async function drip(socket, over, every) {
  let open = true;
  void over.then(() => (open = false));
  while (open) {
    await sleep(every);
    if (open) socket.write(' ');
  }
}

const head = (what, headers) => `${what} HTTP/1.1\r\nHost: bench\r\n${headers}\r\n`;

const kinds = {
  batch: (url, signal) => again(url, signal, 2000, async (socket, over) => {
    socket.resume();
    socket.write(head('POST /api/v1/jobs:batchCreate', `${key}Connection: close\r\nContent-Type: application/x-ndjson\r\nContent-Length: ${line.length}\r\n`) + line);
    await over;
  }),
  'slow body': (url, signal) => again(url, signal, 500, async (socket, over) => {
    socket.resume();
    socket.write(`${head('POST /api/v1/session', 'Content-Type: application/json\r\nContent-Length: 1000\r\n')}{`);
    await drip(socket, over, 1000);
  }),
  'slow reader': (url, signal, { asset }) => again(url, signal, 10_000, async (socket, over) => {
    socket.pause();
    socket.write(head(`GET ${asset}`, '').repeat(2));
    await over;
  }),
  wait: (url, signal, { job }) => again(url, signal, 1000, async (socket) => {
    socket.resume();
    socket.write(head(`GET /api/v1/jobs/${job}?wait=PT60S`, key));
    await sleep(10_000);
  }),
  events: (url, signal) => again(url, signal, 10_000, async (socket, over) => {
    socket.resume();
    socket.write(head('GET /api/v1/events', `${key}Connection: close\r\n`));
    await over;
  }),
  upload: (url, signal) => again(url, signal, 10_000, async (socket, over) => {
    socket.resume();
    socket.write(`${head('POST /api/v1/imports?task=demo.noop&dryRun=true', `${key}Connection: close\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n`)}value\n`);
    await drip(socket, over, 1000);
  }),
};

function call(url, agent, method, path, body) {
  return new Promise((done) => {
    const begun = performance.now();
    const headers = { Authorization: `Bearer ${values.key}`, ...(body && { 'Content-Type': 'application/json' }) };
    const sent = request(new URL(path, url), { agent, method, headers, timeout: 10_000 }, (answer) => {
      answer.resume().once('end', () => done({ ok: answer.statusCode < 300, ms: performance.now() - begun }));
    });
    sent.once('timeout', () => sent.destroy()).once('error', () => done({ ok: false, ms: performance.now() - begun }));
    sent.end(body);
  });
}

/** What ordinary clients see. */
async function ordinary(url) {
  const agent = new Agent({ keepAlive: true });
  const end = Date.now() + seconds * 1000;
  const seen = [];
  const calls = [
    ['GET', '/health/live'],
    ['GET', '/health/ready'],
    ['GET', '/api/v1/queues'],
    ['POST', '/api/v1/jobs', line],
  ];
  await Promise.all(calls.map(async ([method, path, body]) => {
    while (Date.now() < end) {
      seen.push(await call(url, agent, method, path, body));
      await sleep(50);
    }
  }));
  agent.destroy();
  const times = seen.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { calls: seen.length, failed: seen.filter(({ ok }) => !ok).length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const show = (name, { calls, failed, p50, p95, p99 }) => console.log(
  `${name.padEnd(12)} ${String(calls).padStart(6)} calls ${failed} failed  p50 ${p50.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms`);

const measure = async ({ url }) => {
  const at = new URL(url);
  const page = await (await fetch(at)).text();
  const submitted = await fetch(new URL('/api/v1/jobs', at), {
    method: 'POST', headers: { Authorization: `Bearer ${values.key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ task: 'demo.noop', delay: 'PT10H' }) });
  const known = { asset: page.match(/\/assets\/index-[^"]+\.js/)[0], job: (await submitted.json()).id };
  await ordinary(at); // warms the server up
  for (let round = 0; round < Number(values.rounds); round++) {
    const alone = await ordinary(at);
    show('alone', alone);
    const all = new AbortController();
    setMaxListeners(0, all.signal);
    const others = Object.values(kinds).flatMap((kind) => Array.from({ length: clients }, () => kind(at, all.signal, known)));
    await sleep(3000);
    const beside = await ordinary(at);
    show('beside', beside);
    console.log(`p95 beside/alone: ${(beside.p95 / alone.p95).toFixed(2)}`);
    all.abort();
    await Promise.all(others);
  }
};

await (values.url ? measure({ url: values.url }) : withServer({ name: 'hostile' }, measure));
