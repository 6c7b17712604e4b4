// Redis keeps its connections and answers nothing, for longer than a lease.
import { setTimeout as sleep } from 'node:timers/promises';

export default {
  what: 'Redis hangs for longer than a lease',
  full: { jobs: 10_000, perSecond: 100, schedules: 5, runs: 60, times: 3, seconds: 25 },
  short: { jobs: 600, perSecond: 100, times: 1, seconds: 7 },
  async faults(trial, { times, seconds }) {
    for (let n = 1; n <= times; n++) {
      await sleep(3000);
      trial.say(`SIGSTOP Redis for ${seconds} s (${n} of ${times})`);
      trial.redis.freeze();
      await sleep(1000 * seconds);
      trial.redis.thaw();
    }
    await sleep(3000);
    trial.facts.push(`${times} hangs of ${seconds} s`);
  },
};
