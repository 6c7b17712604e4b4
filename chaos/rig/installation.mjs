// Redis, servers and a receiver on loopback, as a scenario needs them.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, root } from '../../bench/server.mjs';
import { NetworkProxy } from './proxy.mjs';
import { startReceiver } from './receiver.mjs';
import { ReplicatedRedis, startRedis } from './redis.mjs';
import { Server } from './servers.mjs';

export const LEASE_SECONDS = 5;

const SETTINGS = {
  NIGHTSHIFT_LEASE: `PT${LEASE_SECONDS}S`,
  NIGHTSHIFT_CONCURRENCY: '30',
  NIGHTSHIFT_HTTP_ALLOW: '127.0.0.0/8',
  NIGHTSHIFT_DRAIN_GRACE: 'PT10S',
  // The self-audit looks at the beginning and when the rig asks it to: it must not repair what the judge has not seen. It may be quick.
  NIGHTSHIFT_INTEGRITY_INTERVAL: 'P1D',
  NIGHTSHIFT_INTEGRITY_SHARE: '0.5',
};

/**
 * @param servers how many
 * @param proxied whether each reaches Redis through a proxy of its own
 * @param replicated whether Redis has replicas and sentinels
 * @param settings of all servers
 * @param environment of each process, by what it is: redis, or the number of a server
 */
export async function install(
  name,
  { servers: count = 3, proxied = false, replicated = false, settings = {}, environment = {}, build },
) {
  const folder = join(root, 'target', 'chaos', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const proxies = [];
  const servers = [];
  const receiver = await startReceiver();
  const installation = {
    folder,
    receiver,
    proxies,
    servers,
    async end() {
      await Promise.all(servers.map((server) => server.close()));
      await this.redis?.stop();
      receiver.stop();
      for (const proxy of proxies) proxy.close();
    },
  };
  try {
    const redis = replicated
      ? await ReplicatedRedis.start(folder)
      : await startRedis(folder, { environment: environment.redis });
    installation.redis = redis;
    for (let n = 1; n <= count; n++) {
      if (proxied) proxies.push(await NetworkProxy.to(redis.port));
      servers.push(
        new Server({
          name: `server ${n}`,
          folder: join(folder, `server-${n}`),
          port: await freePort(),
          build,
          settings: {
            ...SETTINGS,
            NIGHTSHIFT_BULK_DIR: join(folder, 'bulk'),
            NIGHTSHIFT_REDIS_URL: redis.url ?? `redis://127.0.0.1:${proxied ? proxies[n - 1].port : redis.port}`,
            ...settings,
            ...environment[n],
          },
        }),
      );
    }
    await Promise.all(servers.map((server) => server.start()));
    return installation;
  } catch (failure) {
    await installation.end();
    throw failure;
  }
}
