import { clockRedis, clockServer } from './clock.mjs';
import freeze from './freeze.mjs';
import kill from './kill.mjs';
import { cut, latency, oneWay } from './network.mjs';
import poison from './poison.mjs';
import redisFull from './redis-full.mjs';
import redisHang from './redis-hang.mjs';
import redisKill from './redis-kill.mjs';
import { rolling, versions } from './rolling.mjs';
import { noFence, noRescue, sabotage } from './sabotage.mjs';
import sentinel from './sentinel.mjs';

/** All scenarios by their names, in the order in which they run. */
export const SCENARIOS = {
  kill,
  freeze,
  'redis-kill': redisKill,
  'redis-full': redisFull,
  'redis-hang': redisHang,
  cut,
  'one-way': oneWay,
  latency,
  sentinel,
  rolling,
  versions,
  poison,
  'clock-server': clockServer,
  'clock-redis': clockRedis,
  sabotage,
  'no-fence': noFence,
  'no-rescue': noRescue,
};
