// Breaks on purpose what the proof looks at: it must find each fault, or it proves nothing.
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../bench/server.mjs';
import { readStore } from '../proof/store.mjs';

const PREFIX = '{nightshift}:';

export default {
  what: 'jobs are removed, run again and moved behind the back of the servers, which the proof must notice',
  full: { jobs: 2_000, perSecond: 100 },
  short: { jobs: 300, perSecond: 100 },
  /** What the verdict must complain of. */
  mustFind: [
    /accepted jobs are gone/,
    /jobs had more effects than they may|the effect of one attempt twice/,
    /counts or lists/,
  ],
  async faults(trial) {
    await until('job that has succeeded', async () => trial.effects.length > 50, 60);
    const [lost, again, moved] = await this.victims(trial);
    const { redis } = trial;
    trial.say(`remove job ${lost.id}, let ${again.id} run again, and put ${moved.id} among the dead`);
    await redis.call('DEL', `${PREFIX}job:${lost.short}`);
    await redis.call('SETRANGE', `${PREFIX}job:${again.short}`, 1, 'R');
    await redis.call('LPUSH', `${PREFIX}ready:${again.queue}:${again.priority}`, again.short);
    for (const of of [again.queue, '*']) {
      await redis.call('HINCRBY', `${PREFIX}counts`, `${of}:D`, -1);
      await redis.call('HINCRBY', `${PREFIX}counts`, `${of}:R`, 1);
    }
    await redis.call('SADD', `${PREFIX}active`, again.queue);
    await redis.call('ZADD', `${PREFIX}state:F:${moved.queue}`, 0, moved.short);
    await sleep(1000);
  },
  /** Jobs that have succeeded, in a queue without limits. */
  async victims(trial) {
    let found = [];
    await until(
      'jobs that have succeeded',
      async () => {
        found = (await readStore(trial.redis)).jobs.filter(
          ({ queue, code }) => queue === `${trial.name}-plain` && code === 'D',
        );
        return found.length >= 3;
      },
      60,
    );
    return found;
  },
};
