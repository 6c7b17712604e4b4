// Many clients that are slow, busy, or gone, each kind at once. bench/hostile.mjs runs this as a process of its own:
//
//   node bench/crowd.mjs '{"url":"http://127.0.0.1:9080","key":"KEY","clients":300,"kinds":["batch"],"pauses":{"batch":2000}}'
//
// "asset" (a large file) and "job" (an id) are for the kinds that need one; a pause is in ms. Runs until its standard input ends, then prints how many requests each kind has sent and what was answered.
import { setMaxListeners } from 'node:events';
import { connect } from 'node:net';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const line = '{"task":"demo.noop"}\n';
const head = (what, headers) => `${what} HTTP/1.1\r\nHost: bench\r\n${headers}\r\n`;
const post = (path, type, length, key) =>
  head(`POST ${path}`, `${key}Connection: close\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n`);

/** What one client of each kind does: what it sends at once, what it sends each second from then on, and how it reads. */
export const kinds = {
  batch: ({ key }) => ({ sends: post('/api/v1/jobs:batchCreate', 'application/x-ndjson', line.length, key) + line }),
  'slow body': () => ({ sends: `${post('/api/v1/session', 'application/json', 1000, '')}{`, drips: true }),
  'slow reader': ({ asset }) => ({ sends: head(`GET ${asset}`, '').repeat(2), reads: false }),
  wait: ({ key, job }) => ({ sends: head(`GET /api/v1/jobs/${job}?wait=PT60S`, key), leavesAfter: 10_000 }),
  events: ({ key }) => ({ sends: head('GET /api/v1/events', `${key}Connection: close\r\n`) }),
  upload: ({ key }) => ({ sends: `${post('/api/v1/imports?task=demo.noop&dryRun=true', 'text/csv', 1_000_000, key)}value\n`, drips: true }),
};

/** One request on a connection of its own; gives the status, or 0 if nothing was answered. */
async function send(url, signal, { sends, drips, reads = true, leavesAfter }) {
  const socket = connect({ host: url.hostname, port: url.port });
  let status = 0;
  let bytes = 0;
  const over = new Promise((done) => socket.once('close', done).on('error', () => {}));
  const stop = () => socket.destroy();
  signal.addEventListener('abort', stop);
  if (reads) {
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      if (status === 0) status = Number(/^HTTP\/1.1 (\d+)/.exec(chunk.toString('latin1', 0, 20))?.[1] ?? 0);
    });
  }
  socket.write(sends);
  const timer = drips ? setInterval(() => socket.write(' '), 1000) : leavesAfter && setTimeout(stop, leavesAfter);
  await over;
  clearInterval(timer);
  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
  return { status, bytes };
}

if (process.argv[1] === import.meta.filename) {
  setPriority(19); // where CPU is short, the server comes first
  const given = JSON.parse(process.argv[2]);
  const known = { ...given, key: `Authorization: Bearer ${given.key}\r\n` };
  const url = new URL(given.url);
  const all = new AbortController();
  setMaxListeners(0, all.signal);
  const seen = Object.fromEntries(given.kinds.map((kind) => [kind, { requests: 0, bytes: 0 }]));
  const client = async (kind) => {
    const { [kind]: count } = seen;
    const pause = given.pauses[kind];
    const wait = (ms) => sleep(ms, undefined, { signal: all.signal }).catch(() => {});
    await wait(Math.random() * pause);
    while (!all.signal.aborted) {
      const { status, bytes } = await send(url, all.signal, kinds[kind](known));
      count.requests++;
      count.bytes += bytes;
      count[status] = (count[status] ?? 0) + 1;
      await wait(pause);
    }
  };
  const clients = given.kinds.flatMap((kind) => Array.from({ length: given.clients }, () => client(kind)));
  process.stdin.resume().once('end', () => all.abort());
  await Promise.all(clients);
  console.log(JSON.stringify(seen));
  process.exit();
}
