// Servers die with kill -9, again and again, and start again.
import { setTimeout as sleep } from 'node:timers/promises';
import { DOUBLED } from '../proof/verdict.mjs';

export default {
  what: 'kill -9 of one of three servers, again and again',
  doubled: DOUBLED.RESCUED,
  full: { jobs: 50_000, perSecond: 220, schedules: 10, runs: 100, times: 20 },
  short: { jobs: 600, perSecond: 100, schedules: 2, runs: 5, times: 1, leave: true },
  async faults(trial, { times, leave = false }) {
    const starting = new Set();
    const failures = [];
    const check = () => {
      if (failures.length > 0) throw failures[0];
    };
    for (let n = 1; n <= times; n++) {
      await sleep(1000 * (1 + 4 * trial.random()));
      // The next one may die while the previous one still starts, but one is always up.
      while (starting.size >= trial.servers.length - 1) await Promise.race(starting);
      check();
      const up = trial.servers.filter((server) => server.up);
      const server = up[Math.floor(trial.random() * up.length)];
      trial.say(`kill -9 ${server.name} (${n} of ${times})`);
      await server.kill();
      const start = server
        .start()
        .catch((failure) => failures.push(failure))
        .finally(() => starting.delete(start));
      starting.add(start);
    }
    if (!leave) await Promise.all(starting);
    check();
    trial.facts.push(`${times} kills`);
  },
};
