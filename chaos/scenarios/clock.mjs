// The clock of one machine is wrong, or somebody sets it.
import { setTimeout as sleep } from 'node:timers/promises';
import { DOUBLED } from '../proof/verdict.mjs';
import { movableClock, noClock } from '../rig/clock.mjs';

let clock;

export const clockServer = {
  what: 'the clock of one server is off by 5 minutes',
  unable: noClock,
  needs: () => {
    clock = movableClock('server');
    return { environment: { 1: clock.environment } };
  },
  full: { jobs: 6_000, perSecond: 80, schedules: 5, runs: 60, seconds: 30 },
  short: { jobs: 400, perSecond: 80, seconds: 4 },
  async faults(trial, { seconds }) {
    for (const minutes of [5, -5, 0]) {
      trial.say(`the clock of server 1 is off by ${minutes} min`);
      clock.moveTo(minutes * 60_000);
      await sleep(1000 * seconds);
    }
  },
};

export const clockRedis = {
  what: 'the clock of Redis is set 120 s ahead, then 240 s back',
  unable: noClock,
  needs: () => {
    clock = movableClock('redis');
    return { environment: { redis: clock.environment } };
  },
  // A clock that is set ahead ends leases.
  doubled: DOUBLED.RESCUED,
  // A job with a delay that is submitted while the clock is ahead waits for it when it is set back.
  full: { jobs: 5_000, perSecond: 80, schedules: 5, runs: 40, seconds: 20, drainSeconds: 420 },
  short: { jobs: 400, perSecond: 80, seconds: 4, drainSeconds: 420 },
  async faults(trial, { seconds }) {
    await sleep(1000 * seconds);
    trial.say('the clock of Redis is 120 s ahead');
    clock.moveTo(120_000);
    await sleep(1000 * seconds);
    trial.say('the clock of Redis is set 240 s back');
    clock.moveTo(-120_000);
    await sleep(1000 * seconds);
  },
};
