// Redis dies with kill -9, and starts again from its log.
import { setTimeout as sleep } from 'node:timers/promises';

export default {
  what: 'kill -9 of Redis, which starts again from its log',
  full: { jobs: 12_000, perSecond: 100, schedules: 5, runs: 60, times: 10 },
  short: { jobs: 600, perSecond: 100, schedules: 1, runs: 3, times: 1 },
  async faults(trial, { times }) {
    for (let n = 1; n <= times; n++) {
      await sleep(1000 * (1 + 4 * trial.random()));
      trial.say(`kill -9 Redis (${n} of ${times})`);
      await trial.redis.kill();
      await sleep(3000 * trial.random());
      await trial.redis.start();
    }
    trial.facts.push(`${times} kills of Redis`);
  },
};
