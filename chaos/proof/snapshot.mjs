// A copy of all data at one moment, while servers continue to change it: Redis writes it from a fork, and another redis-server reads it.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, until } from '../../bench/server.mjs';
import { RedisServer } from '../rig/redis.mjs';
import { readStore } from './store.mjs';

const FILE = 'dump.rdb';

/** @param redis of the installation, with a folder of its own */
export async function readSnapshot(redis, folder) {
  const source = (await redis.master?.()) ?? redis;
  const written = join(source.folder, FILE);
  rmSync(written, { force: true });
  await source.call('BGSAVE', 'SCHEDULE');
  await until('snapshot of Redis', () => existsSync(written), 60);
  mkdirSync(folder, { recursive: true });
  renameSync(written, join(folder, FILE));
  const copy = new RedisServer(folder, await freePort(), { args: ['--appendonly', 'no'] });
  try {
    await copy.start();
    return await readStore(copy);
  } finally {
    await copy.stop();
  }
}
