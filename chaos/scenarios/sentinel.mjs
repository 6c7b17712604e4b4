// The master of Redis dies, and the sentinels choose another one. Submits wait for a replica, so that what was accepted is there.
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../bench/server.mjs';

const SERVERS = 3;
const SLOTS = 10;

export default {
  what: 'kill -9 of the master of Redis, with sentinels and replicas',
  needs: () => ({
    replicated: true,
    servers: SERVERS,
    settings: { NIGHTSHIFT_REDIS_WAIT_REPLICAS: '1', NIGHTSHIFT_CONCURRENCY: String(SLOTS) },
  }),
  // What only the dead master knew is not known: that a job was claimed or done in its last moments.
  doubledAtMost: ({ times }) => times * SERVERS * SLOTS,
  full: { jobs: 10_000, perSecond: 100, schedules: 5, runs: 60, times: 3 },
  short: { jobs: 600, perSecond: 100, times: 1 },
  async faults(trial, { times }) {
    for (let n = 1; n <= times; n++) {
      await sleep(5000);
      const master = await trial.redis.master();
      trial.say(`kill -9 the master of Redis (${n} of ${times})`);
      const begun = Date.now();
      await master.kill();
      await until('another master', async () => (await trial.redis.master()) !== master, 120);
      const accepted = trial.load.counts.accepted;
      await until('accepted job after the failover', () => trial.load.counts.accepted > accepted, 120);
      trial.facts.push(`submits again after ${((Date.now() - begun) / 1000).toFixed(1)} s`);
      await master.start();
      await trial.redis.follows(master);
      trial.say('the old master is a replica, and has all data');
    }
  },
};
