// Replaces running servers by those of another build and back, one after the other, as a rolling update does, under a steady
// load. Nothing may fail, be lost or be run twice. Usage: node bench/upgrade.mjs [other.war [its server-config]]
// Without an argument the other build is this one under another version.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBalancer } from './balancer.mjs';
import { api, ended, freePort, root, startLiberty, startRedis } from './server.mjs';
import { startSteady } from './steady.mjs';

const SERVERS = 2;
const PRE_STOP_MS = 5_000;
const BETWEEN_MS = 5_000;
const SETTINGS = { NIGHTSHIFT_CONCURRENCY: '100', NIGHTSHIFT_HTTP_ALLOW: '127.0.0.0/8' };

const folder = join(root, 'target', 'bench', 'upgrade');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** This build under another version. */
function renamed() {
  const war = join(folder, 'other.war');
  const properties = 'WEB-INF/classes/nightshift/app/build.properties';
  cpSync(join(root, 'target', 'nightshift.war'), war);
  mkdirSync(join(folder, 'WEB-INF/classes/nightshift/app'), { recursive: true });
  writeFileSync(join(folder, properties), 'version=0.0.0-other\nrevision=other\n');
  execFileSync('jar', ['--update', '--file', war, '-C', folder, properties]);
  return war;
}

const [otherWar, otherConfiguration] = process.argv.slice(2).map((path) => resolve(path));
const ours = { war: join(root, 'target', 'nightshift.war'), configuration: join(root, 'server-config') };
const other = { war: otherWar ?? renamed(), configuration: otherConfiguration ?? ours.configuration };

const { redis, redisPort } = await startRedis(folder, 'always');
const balancer = await startBalancer();
const running = [];
let started = 0;

async function build(url) {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const [, version, revision] = /^nightshift_build_info\{.*?revision="([^"]*)".*?version="([^"]*)"/m.exec(metrics) ?? [];
  return version ? `${revision} (${version})` : (await api(url, 'GET', 'status')).version;
}

async function start(of) {
  const port = await freePort();
  const begun = Date.now();
  const child = startLiberty(join(folder, `server-${++started}`), redisPort, port, SETTINGS, of);
  running.push(child);
  await balancer.add(port);
  console.log(`  started ${await build(`http://127.0.0.1:${port}`)}, ready after ${seconds(begun)}`);
  return { child, port };
}

async function stop({ child, port }) {
  balancer.remove(port);
  await sleep(PRE_STOP_MS);
  const begun = Date.now();
  child.kill('SIGTERM');
  await ended(child);
  running.splice(running.indexOf(child), 1);
  console.log(`  stopped one, ${seconds(begun)} from SIGTERM to its end`);
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

async function upgrade() {
  let servers = [];
  for (let i = 0; i < SERVERS; i++) servers.push(await start(ours));
  const load = await startSteady(balancer.url);
  await sleep(BETWEEN_MS);
  for (const to of [other, ours]) {
    const phase = to === other ? 'on the way to the other build' : 'on the way back';
    console.log(phase);
    load.enter(phase);
    const next = [];
    for (const old of servers) {
      next.push(await start(to));
      await stop(old);
    }
    servers = next;
    await sleep(BETWEEN_MS);
  }
  return load.stop();
}

function print({ seconds, kinds, ended, events, deliveries, deliveredTwice, millis }) {
  console.log(`${seconds.toFixed(0)} s of load; answers p50 ${millis.p50.toFixed(1)} ms, p99 ${millis.p99.toFixed(0)} ms, at most ${millis.max.toFixed(0)} ms`);
  for (const [kind, counts] of Object.entries(kinds)) {
    console.log(`${kind.padEnd(24)}${Object.entries(counts).map(([how, count]) => `${count} ${how}`).join(', ')}`);
  }
  for (const [queue, jobs] of Object.entries(ended)) {
    console.log(`jobs in ${queue.padEnd(16)}${jobs.submitted} submitted, ${jobs.lost} lost, ${jobs.notSucceeded} not succeeded, `
      + `${jobs.again} with more than one attempt, ${jobs.unasked} that nobody knows of`);
  }
  console.log(`deliveries              ${deliveries}, ${deliveredTwice} twice`);
  console.log(`event stream            ${events.connections} connections: ${events.ended} ended in order, ${events.broken} broken, `
    + `${events.refused} refused, ${events.resets} resets; ${events.missed} jobs whose end it did not report`);
  const failed = Object.entries(kinds).filter(([kind]) => !kind.startsWith('waits'))
    .flatMap(([, counts]) => Object.entries(counts)).filter(([how]) => how !== 'ok').reduce((sum, [, count]) => sum + count, 0);
  const wrong = Object.values(ended).some((jobs) => jobs.lost || jobs.notSucceeded || jobs.again || jobs.unasked);
  const good = !failed && !wrong && !deliveredTwice && !balancer.refused() && !events.broken && !events.refused;
  console.log(good ? 'nothing failed, nothing was lost, nothing ran twice' : `NOT as it should be: ${failed} requests failed`);
  process.exitCode = good ? 0 : 1;
}

async function end() {
  balancer.stop();
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(running.map(ended));
  redis.kill('SIGTERM');
  await ended(redis);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end().then(() => process.exit(1)));
try {
  print(await upgrade());
} finally {
  await end();
}
