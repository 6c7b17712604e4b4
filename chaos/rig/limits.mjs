// Looks every few ms at how many jobs run under a limit, as Redis counts them, and asks the receiver how many called it at once.
import { setTimeout as sleep } from 'node:timers/promises';
import { KEY_LIMIT, LIMIT, limitOf } from './load.mjs';
import { Resp } from './resp.mjs';

const LOOK_MS = 5;
/** Redis may be away for most of the time. */
const LOOKS_PER_SECOND_LEAST = 5;
const SCRIPT = `local most = 0
  for _, n in ipairs(redis.call('HVALS', KEYS[1] .. 'running:' .. ARGV[2])) do most = math.max(most, tonumber(n) or 0) end
  return {tonumber(redis.call('HGET', KEYS[1] .. 'counts', ARGV[1] .. ':X') or 0), most}`;

export function watchLimits(redis, receiver, name) {
  const begun = Date.now();
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
    async stop() {
      stopped = true;
      await Promise.race([looking, sleep(2_000)]);
    },
    /** What was seen until now. */
    seen: () => ({
      limits: [
        {
          what: 'a queue',
          limit: LIMIT,
          counted: most.queue,
          called: receiver.mostAtOnce((of) => of === limitOf(`${name}-limited`)),
        },
        {
          what: 'a key',
          limit: KEY_LIMIT,
          counted: most.key,
          called: receiver.mostAtOnce((of) => of.startsWith(limitOf(`${name}-keyed`, ''))),
        },
      ],
      looks: most.looks,
      looksLeast: (LOOKS_PER_SECOND_LEAST * (Date.now() - begun)) / 1000,
    }),
  };
}
