// A game day on the testbed of the proof: its Redis hangs.
import { FAULTS } from '../gameday/faults.mjs';
import { perform } from '../gameday/perform.mjs';
import { redisOfStack } from '../gameday/places/stack-redis.mjs';
import { prepare } from '../gameday/prepare.mjs';
import { harmlessJob } from '../gameday/sample.mjs';
import { until } from './process.mjs';

/** Waits until nothing speaks against it, and gives the plan with what happened. `folder`: of the testbed's data. */
export async function hangRedis(bed, folder) {
  const faults = redisOfStack({ folder, port: bed.ports.redis, pid: () => bed.pid('redis') });
  const action = { ...FAULTS['hang-redis'], ...faults['hang-redis']() };
  const { times } = await until('nothing speaks against a game day', 120, async () => {
    const prepared = await prepare({ action, ...bed });
    return prepared.reasons.length === 0 && prepared;
  });
  const plan = {
    fault: 'hang-redis',
    action,
    times,
    urls: { nightshift: bed.links.console },
    hold: 0,
    job: await harmlessJob(bed.api),
  };
  return perform(plan, bed, { signal: AbortSignal.timeout(200_000), say: () => {}, every: 200 });
}
