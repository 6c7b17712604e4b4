// redis-servers of the rig, and the sentinels that watch them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, until } from '../../bench/server.mjs';
import { end, isRunning, start } from './processes.mjs';
import { Resp } from './resp.mjs';

const MASTER = 'nightshift';

export class RedisServer {
  #child;

  constructor(folder, port, { args = [], environment = {} } = {}) {
    Object.assign(this, { folder, port, args, environment });
  }

  async start() {
    if (this.closed) throw new Error(`redis-server on ${this.port} is no longer needed`);
    mkdirSync(this.folder, { recursive: true });
    this.#child = start(
      'redis-server',
      [
        '--port',
        this.port,
        '--bind',
        '127.0.0.1',
        '--dir',
        this.folder,
        '--save',
        '',
        '--appendonly',
        'yes',
        '--appendfsync',
        'always',
        '--maxmemory-policy',
        'noeviction',
        '--logfile',
        'redis.log',
        ...this.args,
      ],
      { env: { ...process.env, ...this.environment } },
    );
    await until(`redis-server on ${this.port}`, () => this.#answers(), 60);
  }

  async #answers() {
    if (!isRunning(this.#child)) throw new Error(`redis-server has ended; see ${join(this.folder, 'redis.log')}`);
    try {
      return (await this.call('PING')) === 'PONG';
    } catch {
      return false; // not yet, or it still reads its log
    }
  }

  async call(...words) {
    const client = await Resp.to(this.port);
    try {
      return await client.call(...words);
    } finally {
      client.close();
    }
  }

  kill() {
    return end(this.#child, 'SIGKILL');
  }

  freeze() {
    this.#child.kill('SIGSTOP');
  }

  thaw() {
    this.#child.kill('SIGCONT');
  }

  /** For good: nobody reads its data after that, and a scenario that still wants to start it gets an error. */
  stop() {
    this.closed = true;
    return end(this.#child, 'SIGKILL');
  }
}

export async function startRedis(folder, options) {
  const redis = new RedisServer(join(folder, 'redis'), await freePort(), options);
  await redis.start();
  return redis;
}

/**
 * A master with two replicas and three sentinels. They take a master for gone that was silent for five seconds: on a busy machine, one
 * that lives can be silent for a second.
 */
export class ReplicatedRedis {
  servers = [];
  sentinels = [];

  static async start(folder) {
    const all = new ReplicatedRedis();
    try {
      await all.#start(folder);
      return all;
    } catch (failure) {
      await all.stop();
      throw failure;
    }
  }

  async #start(folder) {
    for (let n = 1; n <= 3; n++) {
      const args = n === 1 ? [] : ['--replicaof', `127.0.0.1 ${this.servers[0].port}`];
      const server = new RedisServer(join(folder, `redis-${n}`), await freePort(), {
        args: [...args, '--repl-diskless-sync-delay', '0'],
      });
      this.servers.push(server);
      await server.start();
    }
    for (let n = 1; n <= 3; n++)
      this.sentinels.push(await sentinel(join(folder, `sentinel-${n}`), this.servers[0].port));
    await until('replicas and sentinels that know each other', () => this.#complete(), 60);
    await Promise.all(this.servers.slice(1).map((replica) => this.follows(replica)));
  }

  /** Resolves when a server has all data of the master, and gets what is new. */
  async follows(replica) {
    const isComplete = async () => {
      const master = await this.master();
      const info = await replica.call('INFO', 'replication');
      return info.includes('master_link_status:up') && info.includes(`master_port:${master.port}\r`);
    };
    await until('replica that has all data of the master', () => isComplete().catch(() => false), 120);
  }

  async #complete() {
    const known = await Promise.all(
      this.sentinels.map(async ({ port }) => fields(await ask(port, 'SENTINEL', 'MASTER', MASTER))),
    );
    return known.every((of) => of['num-slaves'] === '2' && of['num-other-sentinels'] === '2');
  }

  get url() {
    return `redis+sentinel://${this.sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')}/${MASTER}`;
  }

  /** The server that the sentinels take for the master. */
  async master() {
    const [, port] = await ask(this.sentinels[0].port, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', MASTER);
    return this.servers.find((server) => server.port === Number(port));
  }

  async call(...words) {
    return (await this.master()).call(...words);
  }

  async stop() {
    await Promise.all([
      ...this.sentinels.map(({ child }) => end(child, 'SIGKILL')),
      ...this.servers.map((server) => server.stop()),
    ]);
  }
}

async function sentinel(folder, masterPort) {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const file = join(folder, 'sentinel.conf');
  writeFileSync(
    file,
    [
      `port ${port}`,
      'bind 127.0.0.1',
      `dir ${folder}`,
      'logfile sentinel.log',
      `sentinel monitor ${MASTER} 127.0.0.1 ${masterPort} 2`,
      `sentinel down-after-milliseconds ${MASTER} 5000`,
      `sentinel failover-timeout ${MASTER} 10000`,
      '',
    ].join('\n'),
  );
  const child = start('redis-server', [file, '--sentinel']);
  await until(
    `sentinel on ${port}`,
    () =>
      ask(port, 'PING').then(
        () => true,
        () => false,
      ),
    60,
  );
  return { port, child };
}

async function ask(port, ...words) {
  const client = await Resp.to(port);
  try {
    return await client.call(...words);
  } finally {
    client.close();
  }
}

const fields = (list) =>
  Object.fromEntries(Array.from({ length: list.length / 2 }, (_, n) => [list[2 * n], list[2 * n + 1]]));
