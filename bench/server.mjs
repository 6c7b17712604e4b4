// Starts what a bench needs on loopback: a redis-server with its own folder, and the built server on it.
import { spawn, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
export const KEY = 'key-of-the-bench-0123456789';

export const freePort = () => new Promise((found) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => found(port));
  });
});

export async function until(what, ready, seconds) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    if (await ready()) return;
    await sleep(100);
  }
  throw new Error(`no ${what} within ${seconds} s`);
}

export const ended = (child) => new Promise((done) => (child.exitCode === null && child.signalCode === null ? child.once('exit', done) : done()));

/** Runs `work({ redisPort, url, pids })` beside a redis-server and, unless `alone`, a server; stops both afterwards.
 *  Several can run at once under different names. */
export async function withServer({ name = 'server', fsync = 'always', alone = false, settings = {} }, work) {
  const folder = join(root, 'target', 'bench', name);
  rmSync(folder, { recursive: true, force: true });
  const { redis, redisPort } = await startRedis(folder, fsync);
  const children = [redis];
  const stop = async () => {
    for (const child of children.reverse()) {
      child.kill('SIGTERM');
      await ended(child);
    }
  };
  process.once('SIGINT', () => stop().then(() => process.exit(130)));
  try {
    if (alone) return await work({ redisPort });
    const httpPort = await freePort();
    const url = `http://127.0.0.1:${httpPort}`;
    const server = startLiberty(folder, redisPort, httpPort, settings);
    children.push(server);
    await until('server that is ready', () => isReady(url), 120);
    return await work({ redisPort, url, pids: { server: server.pid, redis: redis.pid } });
  } finally {
    await stop();
  }
}

/** Starts a redis-server that keeps its data under a folder, and waits until it answers. */
export async function startRedis(folder, fsync) {
  mkdirSync(join(folder, 'redis'), { recursive: true });
  const redisPort = await freePort();
  const redis = spawn('redis-server', ['--port', redisPort, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'yes',
    '--appendfsync', fsync, '--maxmemory-policy', 'noeviction', '--dir', join(folder, 'redis')], { stdio: 'ignore' });
  await until('redis-server', () => {
    try {
      return execFileSync('redis-cli', ['-p', redisPort, 'ping'], { stdio: 'pipe' }).toString().startsWith('PONG');
    } catch {
      return false;
    }
  }, 10);
  return { redis, redisPort };
}

export const isReady = (url) => fetch(`${url}/health/ready`).then((response) => response.ok, () => false);

const BUILT = { war: join(root, 'target', 'nightshift.war'), configuration: join(root, 'server-config') };

/** Starts a server, of this build unless another is named. */
export function startLiberty(folder, redisPort, httpPort, settings, { war, configuration } = BUILT) {
  const server = join(folder, 'usr', 'servers', 'nightshift');
  cpSync(configuration, server, { recursive: true });
  mkdirSync(join(server, 'apps'), { recursive: true });
  cpSync(war, join(server, 'apps', 'nightshift.war'));
  const log = openSync(join(folder, 'server.log'), 'a');
  // the script runs Java as its child; a group of their own lets one signal reach both
  const child = spawn(join(root, 'target', 'liberty', 'wlp', 'bin', 'server'), ['run', 'nightshift'], {
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      WLP_USER_DIR: join(folder, 'usr'),
      NIGHTSHIFT_REDIS_URL: `redis://127.0.0.1:${redisPort}`,
      NIGHTSHIFT_HTTP_HOST: '127.0.0.1',
      NIGHTSHIFT_HTTP_PORT: String(httpPort),
      NIGHTSHIFT_DATA_DIR: join(folder, 'data'),
      NIGHTSHIFT_DEMO: 'true',
      NIGHTSHIFT_ADMIN_PASSWORD: 'password-of-the-bench',
      NIGHTSHIFT_ADMIN_KEY: KEY,
      ...settings,
    },
  });
  child.kill = (signal) => process.kill(-child.pid, signal);
  return child;
}

/** Calls the API and gives the JSON of the answer. */
export async function api(url, method, path, body) {
  const response = await fetch(`${url}/api/v1/${path}`, {
    method,
    headers: { Authorization: `Bearer ${KEY}`, ...(body && { 'Content-Type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Sends lines, a text or a blob, to batchCreate as one stream; gives how many were accepted and refused. */
export async function submitLines(url, lines) {
  const response = await fetch(`${url}/api/v1/jobs:batchCreate`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/x-ndjson' },
    body: new Blob([lines]).stream(),
    duplex: 'half',
  });
  if (!response.ok) throw new Error(`batchCreate: ${response.status} ${await response.text()}`);
  let accepted = 0;
  let refused = 0;
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body) {
    const answers = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = answers.pop();
    for (const answer of answers) answer.includes('"id"') ? accepted++ : refused++;
  }
  return { accepted, refused };
}

export const usedMemory = (redisPort) => Number(
  /used_memory:(\d+)/.exec(execFileSync('redis-cli', ['-p', redisPort, 'info', 'memory']).toString())[1]);

/** Seconds of CPU that a redis-server has used. */
export function redisCpu(redisPort) {
  const info = execFileSync('redis-cli', ['-p', redisPort, 'info', 'cpu']).toString();
  return ['user', 'sys'].reduce((sum, part) => sum + Number(new RegExp(`used_cpu_${part}:([\\d.]+)`).exec(info)[1]), 0);
}
