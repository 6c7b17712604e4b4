// What limits and fair turns cost beside none, in the store alone. Usage: node bench/limits.mjs [jobs] [always|everysec] [batch] [rounds]
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root, withServer } from './server.mjs';

const jobs = process.argv[2] ?? '50000';
const fsync = process.argv[3] ?? 'always';
const batch = process.argv[4] ?? '100';
const rounds = process.argv[5] ?? '3';

const classes = join(root, 'target', 'nightshift', 'WEB-INF', 'classes');
const libraries = join(root, 'target', 'nightshift', 'WEB-INF', 'lib', '*');
const lines = await withServer({ fsync, alone: true }, ({ redisPort }) =>
  execFileSync('java', ['-cp', `${classes}:${libraries}`, join(root, 'bench', 'Limits.java'),
    `redis://127.0.0.1:${redisPort}`, jobs, batch, rounds], { stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim().split('\n'));

const results = lines.map((line) => line.split('\t'))
  .map(([name, rate, micros, submit]) => ({ name, rate: Number(rate), micros: Number(micros), submit: Number(submit) }));
console.log(`${jobs} no-op jobs, batches of ${batch}, appendfsync ${fsync}, best of ${rounds} rounds`);
for (const { name, rate, micros, submit } of results) {
  const base = results.find((other) => other.name === (name.includes('keys') ? '10,000 keys, no limit' : 'no limit'));
  console.log(`${name.padEnd(34)} ${Math.round(rate).toLocaleString('en').padStart(8)} jobs/s (${((100 * rate) / base.rate).toFixed(0)} %)   `
    + `${micros.toFixed(1)} µs of Redis a job (${((100 * micros) / base.micros).toFixed(0)} %)   `
    + `submit ${submit.toFixed(1)} µs (${((100 * submit) / base.submit).toFixed(0)} %)`);
}
