// Several servers on one redis-server, each of which can be killed, frozen, stopped and started again.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { ended, freePort, isReady, KEY, root, startLiberty, startRedis, until } from './server.mjs';

const READY_SECONDS = 300;

/** For servers that live for a minute: without the second compiler of the JVM, they start in a fraction of the CPU time. */
export const QUICK_START = { JVM_ARGS: '-XX:TieredStopAtLevel=1' };

class Server {
  #child;

  constructor(folder, redisPort, port, settings) {
    Object.assign(this, { folder, redisPort, port, settings, url: `http://127.0.0.1:${port}`, up: false });
  }

  async start() {
    this.#child = startLiberty(this.folder, this.redisPort, this.port, this.settings);
    await until(`${this.folder} that is ready`, () => isReady(this.url), READY_SECONDS);
    this.up = true;
  }

  async #end(signal) {
    this.up = false;
    if (!this.#child || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill(signal);
    await ended(this.#child);
  }

  kill() {
    return this.#end('SIGKILL');
  }

  stop() {
    return this.#end('SIGTERM');
  }

  freeze() {
    this.up = false;
    this.#child.kill('SIGSTOP');
  }

  thaw() {
    this.#child.kill('SIGCONT');
    this.up = true;
  }

  /** Log lines since its latest start that contain a text. */
  logged(text) {
    const log = join(this.folder, 'usr', 'servers', 'nightshift', 'logs', 'messages.log');
    return readFileSync(log, 'utf8').split('\n').filter((line) => line.includes(text));
  }
}

export class Fleet {
  constructor(servers, redisPort) {
    Object.assign(this, { servers, redisPort });
  }

  /** A server that answers, another one each time if there are several. */
  #any() {
    const up = this.servers.filter((server) => server.up);
    return up[Math.floor(Math.random() * up.length)];
  }

  /** Calls the API of any server until one accepts the call. Repeating it must do no harm. */
  async call(method, path, body, seconds = 120) {
    let last = 'no server is up';
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(200)) {
      const server = this.#any();
      if (!server) continue;
      try {
        const response = await fetch(`${server.url}/api/v1/${path}`, {
          method,
          headers: { Authorization: `Bearer ${KEY}`,
            ...(body && { 'Content-Type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }) },
          body: body && JSON.stringify(body),
          signal: AbortSignal.timeout(10_000),
        });
        if (response.ok) return response.status === 204 ? null : await response.json();
        last = `${response.status} ${await response.text()}`;
        if (response.status < 500 && response.status !== 429) break;
      } catch (failure) { // it was killed or frozen
        last = String(failure);
      }
    }
    throw new Error(`${method} ${path}: ${last}`);
  }

  /** Submits jobs and answers how many were accepted. Those whose answer is lost are not sent again. */
  async submit(jobs) {
    const server = this.#any();
    if (!server) return 0;
    try {
      const response = await fetch(`${server.url}/api/v1/jobs:batchCreate`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/x-ndjson' },
        body: jobs.map((job) => JSON.stringify(job)).join('\n'),
        signal: AbortSignal.timeout(20_000),
      });
      return (await response.text()).split('\n').filter((line) => line.includes('"id"')).length;
    } catch {
      return 0;
    }
  }

  async counts(queue) {
    return (await this.call('GET', `queues/${queue}`)).counts;
  }

  /** All jobs of a queue with their attempts, one after the other. */
  async *jobs(queue) {
    const { id } = await this.call('POST', 'exports', { format: 'ndjson', filter: { queue } });
    let found;
    do {
      await sleep(200);
      found = await this.call('GET', `exports/${id}`);
    } while (found.state === 'RUNNING' || found.state === 'READY');
    if (found.state !== 'SUCCEEDED') throw new Error(`export: ${JSON.stringify(found)}`);
    const file = await fetch(`${this.#any().url}${found.file}`, { headers: { Authorization: `Bearer ${KEY}` } });
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of file.body) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop();
      for (const line of lines) yield JSON.parse(line);
    }
  }

  /** Sum of a counter over the servers that are up, since each of them started. */
  async counter(name) {
    let sum = 0;
    for (const { url } of this.servers.filter((server) => server.up)) {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      for (const [, value] of metrics.matchAll(new RegExp(`^${name}\\S* (\\S+)$`, 'gm'))) sum += Number(value);
    }
    return sum;
  }
}

/** Runs a script in Redis again and again, and hands each answer, a text, to `take`. Answers what ends that. */
export function repeat(redisPort, seconds, script, take, key = '{nightshift}:', ...args) {
  const child = spawn('redis-cli', ['--raw', '-p', redisPort, '-r', '-1', '-i', seconds, 'EVAL', script, '1', key, ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', take);
  return async () => {
    child.kill();
    await ended(child);
  };
}

/** A script of the server, put together as the server does it. */
export function luaScript(name, ...shared) {
  const read = (part) => readFileSync(join(root, 'src', 'main', 'resources', 'lua', `${part}.lua`), 'utf8');
  const [first, ...body] = read(name).split('\n');
  return [first, ...['lib', ...shared].map(read), body.join('\n')].join('\n');
}

export const redisCli = (redisPort, ...args) => execFileSync('redis-cli', ['--raw', '-p', redisPort, ...args]).toString().trim();

/** Runs `work(fleet)` beside a redis-server and that many servers, which share a folder for exports; stops all afterwards. */
export async function withFleet({ name, count, fsync = 'always', settings = {} }, work) {
  const folder = join(root, 'target', 'bench', name);
  rmSync(folder, { recursive: true, force: true });
  const { redis, redisPort } = await startRedis(folder, fsync);
  const servers = [];
  const end = async () => {
    await Promise.all(servers.map((server) => server.kill()));
    redis.kill('SIGTERM');
    await ended(redis);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end().then(() => process.exit(1)));
  try {
    for (let n = 1; n <= count; n++) {
      servers.push(new Server(join(folder, `server-${n}`), redisPort, await freePort(),
        { NIGHTSHIFT_BULK_DIR: join(folder, 'bulk'), ...settings }));
    }
    await Promise.all(servers.map((server) => server.start()));
    return await work(new Fleet(servers, redisPort));
  } finally {
    await end();
  }
}

/** Numbers from 0 to 1 that are the same for the same seed. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => { // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Does harm to random servers, each kind in turn, until the time is over, and gets all up again. Kinds are 'kill' and 'stop', after
 * which a server starts again, and 'freeze', which lasts for `freezeSeconds`. With `intoSecond`, each comes that many ms after the
 * beginning of a second at most. Answers how often each was done.
 */
export async function harm(fleet, { kinds, seconds, freezeSeconds, random, pauseSeconds = 3, intoSecond }) {
  const done = Object.fromEntries(kinds.map((kind) => [kind, 0]));
  const begun = Date.now();
  const under = new Set();
  const say = (text) => console.log(`  ${((Date.now() - begun) / 1000).toFixed(1).padStart(5)} s  ${text}`);
  const one = async (kind, server) => {
    const name = `server ${fleet.servers.indexOf(server) + 1}`;
    done[kind]++;
    say(`${kind} ${name}`);
    if (kind === 'freeze') {
      server.freeze();
      await sleep(1000 * freezeSeconds());
      server.thaw();
      say(`thawed ${name}`);
    } else {
      await server[kind]();
      await sleep(1000 * random());
      await server.start();
      say(`${name} is ready again`);
    }
  };
  for (let n = 0; Date.now() - begun < seconds * 1000; n++) {
    await sleep(1000 * pauseSeconds * (0.3 + random()));
    while (under.size >= fleet.servers.length - 1) await Promise.race(under);
    if (intoSecond) await sleep(1000 - (Date.now() % 1000) + intoSecond * random());
    const up = fleet.servers.filter((server) => server.up);
    const work = one(kinds[n % kinds.length], up[Math.floor(random() * up.length)]);
    under.add(work);
    work.finally(() => under.delete(work));
  }
  await Promise.all(under);
  return done;
}

/** Prints what is wrong, and lets the process end with an error if there is anything. */
export function conclude(wrong, good) {
  for (const text of wrong) console.log(`NOT as it should be: ${text}`);
  if (wrong.length === 0) console.log(good);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
