// Looks every few ms at how many jobs run under a limit.
import { setTimeout as sleep } from 'node:timers/promises';
import { KEY_LIMIT, LIMIT } from './load.mjs';
import { Resp } from './resp.mjs';

const LOOK_MS = 5;
const SCRIPT = `local most = 0
  for _, n in ipairs(redis.call('HVALS', KEYS[1] .. 'running:' .. ARGV[2])) do most = math.max(most, tonumber(n) or 0) end
  return {tonumber(redis.call('HGET', KEYS[1] .. 'counts', ARGV[1] .. ':X') or 0), most}`;

export function watchLimits(redis, name) {
  const most = { queue: 0, key: 0, looks: 0 };
  let stopped = false;
  const look = async () => {
    while (!stopped) {
      const client = await (redis.master?.() ?? Promise.resolve(redis))
        .then(({ port }) => Resp.to(port))
        .catch(() => undefined);
      try {
        while (client && !stopped) {
          const [queue, key] = await client.call(
            'EVAL',
            SCRIPT,
            1,
            '{nightshift}:',
            `${name}-limited`,
            `${name}-keyed`,
          );
          Object.assign(most, {
            queue: Math.max(most.queue, queue),
            key: Math.max(most.key, key),
            looks: most.looks + 1,
          });
          await sleep(LOOK_MS);
        }
      } catch {
        // Redis was killed
      }
      client?.close();
      if (!stopped) await sleep(200);
    }
  };
  const looking = look();
  return {
    most,
    async stop() {
      stopped = true;
      await Promise.race([looking, sleep(2_000)]);
    },
    wrong: () => [
      ...(most.queue > LIMIT ? [`${most.queue} jobs ran in a queue with a limit of ${LIMIT}`] : []),
      ...(most.key > KEY_LIMIT ? [`${most.key} jobs of a key ran, with a limit of ${KEY_LIMIT}`] : []),
    ],
  };
}
