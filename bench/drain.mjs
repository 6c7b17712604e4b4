// The first two rows of docs/performance.md: bulk submit over HTTP, and drain of no-op jobs through one server, beside
// what bare Redis does in the same run. Usage: node bench/drain.mjs [jobs] [always|everysec] [slots]
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ARGS_BYTES, round } from './round.mjs';
import { root, withServer } from './server.mjs';

const jobs = Number(process.argv[2] ?? 200_000);
const fsync = process.argv[3] ?? 'always';
const slots = process.argv[4] ?? '500';

function ceiling(redisPort) {
  const classpath = join(root, 'target', 'nightshift', 'WEB-INF', 'lib', '*');
  const out = execFileSync('java', ['-cp', classpath, join(root, 'bench', 'Ceiling.java'),
    `redis://127.0.0.1:${redisPort}`, String(jobs), '200'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [add, drain] = out.toString().trim().split(' ').map(Number);
  return { add, drain };
}

const per = (n) => `${Math.round(n).toLocaleString('en')} jobs/s`;
const bytes = (n) => `${Math.round(n - ARGS_BYTES)} bytes + args`;

const bare = await withServer({ fsync, alone: true }, ({ redisPort }) => ceiling(redisPort));
const ours = await withServer({ fsync, settings: { NIGHTSHIFT_CONCURRENCY: slots } }, async ({ url, redisPort }) => {
  await round(url, redisPort, Math.min(jobs, 50_000)); // warms the JVM up
  return round(url, redisPort, jobs);
});

console.log(`${jobs.toLocaleString('en')} no-op jobs with ${ARGS_BYTES} bytes of args, appendfsync ${fsync}, ${slots} slots`);
console.log(`bare Redis     add ${per(bare.add)}   drain ${per(bare.drain)}`);
console.log(`bulk submit    ${per(ours.submit)}   ${((100 * ours.submit) / bare.add).toFixed(0)} % of bare Redis`);
console.log(`drain          ${per(ours.drain)}   ${((100 * ours.drain) / bare.drain).toFixed(0)} % of bare Redis`);
console.log(`memory         queued ${bytes(ours.queued)}   finished ${bytes(ours.finished)}`);
