// A server stands still for far longer than its lease, and then continues as if nothing had happened.
import { setTimeout as sleep } from 'node:timers/promises';
import { DOUBLED } from '../proof/verdict.mjs';

export default {
  what: 'SIGSTOP of a server for far longer than its lease',
  doubled: DOUBLED.RESCUED,
  full: { jobs: 15_000, perSecond: 100, schedules: 5, runs: 60, times: 2, seconds: 60 },
  short: { jobs: 600, perSecond: 100, times: 1, seconds: 8 },
  async faults(trial, { times, seconds }) {
    for (let n = 1; n <= times; n++) {
      await sleep(2000);
      const server = trial.servers[Math.floor(trial.random() * trial.servers.length)];
      trial.say(`SIGSTOP ${server.name} for ${seconds} s (${n} of ${times})`);
      server.freeze();
      await sleep(1000 * seconds);
      server.thaw();
      trial.say(`${server.name} continues`);
    }
    trial.facts.push(`${times} freezes of ${seconds} s`);
  },
};
