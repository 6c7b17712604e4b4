// How much do clients that are slow, many, or gone disturb the others?
//
//   node bench/hostile.mjs [--clients 300] [--seconds 30] [--rounds 2] [--kinds batch,events] [--pause batch=2]
//     [--url http://127.0.0.1:9080 --key KEY]
//
// Four ordinary clients submit jobs, read queues, and ask for the health: first alone, then beside that many clients of
// each kind. Prints their p50, p95, and p99, and the ratio of the p95. Also prints the CPU of each process, in percent of
// one core, and what the crowd sent and was answered. The crowd runs in a process of its own (bench/crowd.mjs) at the
// lowest priority: in the process of the ordinary clients, it would delay them, and the bench would measure itself.
//
//   batch        a batchCreate of one job, again 30 s after its answer: accepted work, so its rate is a load, not an attack
//   slow body    a sign-in without credentials, one byte a second
//   slow reader  two large files of which nothing is read
//   wait         a wait for a job that does not end, left after 10 s
//   events       a stream of all events
//   upload       a file, one byte a second
//
// --pause changes the seconds after which a client comes again; batch=2 makes 150 batches a second of 300 clients. With
// --kinds one kind can be measured by itself. Starts a server of its own unless it is given one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { kinds } from './crowd.mjs';
import { KEY, root, withServer } from './server.mjs';

const { values } = parseArgs({ options: {
  clients: { type: 'string', default: '300' },
  seconds: { type: 'string', default: '30' },
  rounds: { type: 'string', default: '2' },
  kinds: { type: 'string', default: Object.keys(kinds).join() },
  pause: { type: 'string', default: '' },
  url: { type: 'string' },
  key: { type: 'string', default: KEY },
} });
const seconds = Number(values.seconds);
const pauses = { batch: 30_000, 'slow body': 500, 'slow reader': 10_000, wait: 1000, events: 10_000, upload: 10_000 };
for (const [kind, pause] of values.pause.split(',').filter(Boolean).map((part) => part.split('='))) pauses[kind] = pause * 1000;

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
    ['POST', '/api/v1/jobs', '{"task":"demo.noop"}'],
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

/** Seconds of CPU that a process has used. */
function cpu(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const show = (name, { calls, failed, p50, p95, p99 }, used) => console.log(
  `${name.padEnd(12)} ${String(calls).padStart(6)} calls ${failed} failed  p50 ${p50.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms  CPU ${used}`);

const measure = async ({ url, pids = {} }) => {
  const at = new URL(url);
  const page = await (await fetch(at)).text();
  const submitted = await fetch(new URL('/api/v1/jobs', at), {
    method: 'POST', headers: { Authorization: `Bearer ${values.key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ task: 'demo.noop', delay: 'PT10H' }) });
  const known = { asset: page.match(/\/assets\/index-[^"]+\.js/)[0], job: (await submitted.json()).id };
  const measured = async (name, all) => {
    const before = Object.entries(all).map(([who, pid]) => [who, pid, cpu(pid)]);
    const seen = await ordinary(at);
    show(name, seen, before.map(([who, pid, from]) => `${who} ${((cpu(pid) - from) / seconds * 100).toFixed(0)} %`).join(', '));
    return seen;
  };
  const all = { ...pids, calls: process.pid };
  await ordinary(at); // warms the server up
  for (let round = 0; round < Number(values.rounds); round++) {
    const alone = await measured('alone', all);
    const crowd = spawn(process.execPath, [join(root, 'bench', 'crowd.mjs'), JSON.stringify({ ...known, url, key: values.key,
      clients: Number(values.clients), kinds: values.kinds.split(','), pauses })], { stdio: ['pipe', 'pipe', 'inherit'] });
    let said = '';
    crowd.stdout.on('data', (text) => (said += text));
    const begun = Date.now();
    await sleep(3000);
    const beside = await measured('beside', { ...all, crowd: crowd.pid });
    crowd.stdin.end();
    await once(crowd, 'close');
    const took = (Date.now() - begun) / 1000;
    for (const [kind, { requests, bytes, ...statuses }] of Object.entries(JSON.parse(said))) {
      console.log(`  ${kind.padEnd(12)} ${(requests / took).toFixed(0)} requests/s, ${(bytes / took / 1024).toFixed(0)} KiB/s, ${JSON.stringify(statuses)}`);
    }
    console.log(`p95 beside/alone: ${(beside.p95 / alone.p95).toFixed(2)}`);
    await sleep(2000);
  }
};

await (values.url ? measure({ url: values.url }) : withServer({ name: 'hostile' }, measure));
