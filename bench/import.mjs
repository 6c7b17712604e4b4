// Import of a CSV file beside bulk submit over HTTP of the same jobs: same server, same Redis, same run, in turns.
// Usage: node bench/import.mjs [rows] [rounds] [always|everysec] [slots]
import { createWriteStream, mkdirSync, openAsBlob, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpu } from './round.mjs';
import { api, KEY, redisCpu, root, submitLines, withServer } from './server.mjs';

const rows = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 1);
const fsync = process.argv[4] ?? 'always';
const slots = process.argv[5] ?? '50';
const file = join(root, 'target', 'bench', 'rows.csv');
const QUEUE = 'bench';

const args = (row) => ({ row: String(row), name: `customer-${row}`, mail: `customer-${row}@example.com` });

/** A file, written in pieces: at no time is all of it in memory. */
async function write(path, count, line, head = '') {
  mkdirSync(dirname(path), { recursive: true });
  const out = createWriteStream(path);
  out.write(head);
  for (let row = 1; row <= count; ) {
    let piece = '';
    for (const end = Math.min(count, row + 9_999); row <= end; row++) piece += line(row);
    if (!out.write(piece)) await new Promise((drained) => out.once('drain', drained));
  }
  await new Promise((done) => out.end(done));
}

const csvLine = (row) => `${Object.values(args(row)).join(',')}\n`;
const jobLine = (row) => `${JSON.stringify({ task: 'demo.noop', queue: QUEUE, args: args(row) })}\n`;

async function upload(url, path, query) {
  const response = await fetch(`${url}/api/v1/imports?${query}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'text/csv' },
    body: await openAsBlob(path),
  });
  if (response.status !== 202) throw new Error(`import: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Imports a file; gives seconds of the upload, and from its end until the last row is a job. */
async function imported(url, path, count) {
  const start = performance.now();
  const { id } = await upload(url, path, `task=demo.noop&queue=${QUEUE}`);
  const accepted = performance.now();
  for (;;) {
    const now = await api(url, 'GET', `imports/${id}`);
    if (now.state === 'SUCCEEDED') {
      if (now.submitted !== count) throw new Error(`${now.submitted} of ${count} submitted`);
      break;
    }
    if (now.state === 'DEAD') throw new Error(JSON.stringify(now));
    await sleep(50);
  }
  return { upload: (accepted - start) / 1000, work: (performance.now() - accepted) / 1000 };
}

async function submitted(url, path, count) {
  const start = performance.now();
  const { accepted } = await submitLines(url, await openAsBlob(path));
  if (accepted !== count) throw new Error(`${accepted} of ${count} accepted`);
  return (performance.now() - start) / 1000;
}

const per = (count, seconds) => `${Math.round(count / seconds).toLocaleString('en')}/s`;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Does something; gives what it gave, and what a row of it cost in CPU. */
async function costed(url, redisPort, work) {
  const before = [await cpu(url), redisCpu(redisPort)];
  const result = await work();
  const used = [(await cpu(url)) - before[0], redisCpu(redisPort) - before[1]];
  return [result, used.map((seconds) => `${((1e6 * seconds) / rows).toFixed(1)} us`).join(' + ')];
}

const warm = Math.min(rows, 50_000);
const lines = `${file}.ndjson`;
await write(file, rows, csvLine, 'row,name,mail\n');
await write(lines, rows, jobLine);
await write(`${file}.warm`, warm, csvLine, 'row,name,mail\n');
await write(`${lines}.warm`, warm, jobLine);

await withServer({ fsync, settings: { NIGHTSHIFT_CONCURRENCY: slots } }, async ({ url, redisPort }) => {
  await api(url, 'POST', 'jobs', { task: 'demo.noop', queue: QUEUE }); // a queue is there from its first job on
  await api(url, 'POST', `queues/${QUEUE}:pause`);
  await submitted(url, `${lines}.warm`, warm);
  await imported(url, `${file}.warm`, warm);
  console.log(`${rows.toLocaleString('en')} rows, ${(statSync(file).size / 1e6).toFixed(1)} MB, appendfsync ${fsync}, ${slots} slots`);
  const submits = [];
  const imports = [];
  for (let round = 1; round <= rounds; round++) {
    const [submit, submitCost] = await costed(url, redisPort, () => submitted(url, lines, rows));
    const [done, importCost] = await costed(url, redisPort, () => imported(url, file, rows));
    console.log(`round ${round}   bulk submit ${per(rows, submit)}   import ${per(rows, done.work)} after ${done.upload.toFixed(1)} s of upload` +
      `   ratio ${((100 * submit) / done.work).toFixed(0)} %, with the upload ${((100 * submit) / (done.work + done.upload)).toFixed(0)} %`);
    console.log(`          CPU of server + Redis for a row   bulk submit ${submitCost}   import ${importCost}`);
    submits.push(submit);
    imports.push(done.work);
  }
  console.log(`median    bulk submit ${per(rows, median(submits))}   import ${per(rows, median(imports))}` +
    `   ${((100 * median(submits)) / median(imports)).toFixed(0)} %`);
});
