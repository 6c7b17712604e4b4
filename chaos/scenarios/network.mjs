// What proxies between the servers and Redis do to their connections.
import { setTimeout as sleep } from 'node:timers/promises';
import { DOUBLED } from '../proof/verdict.mjs';

const proxied = () => ({ proxied: true });

/** Applies a mode to one or to all proxies for a while. */
async function during(trial, mode, proxies, seconds, after = 3) {
  const whom = proxies.length === 1 ? `server ${trial.proxies.indexOf(proxies[0]) + 1}` : 'all servers';
  trial.say(`${mode} between ${whom} and Redis for ${seconds} s`);
  for (const proxy of proxies) proxy.set(mode);
  await sleep(1000 * seconds);
  for (const proxy of proxies) proxy.heal();
  await sleep(1000 * after);
}

const one = (trial) => [trial.proxies[Math.floor(trial.random() * trial.proxies.length)]];

export const cut = {
  what: 'one server, then all are cut off from Redis',
  needs: proxied,
  doubled: DOUBLED.RESCUED,
  full: { jobs: 10_000, perSecond: 100, schedules: 5, runs: 60, seconds: 15 },
  short: { jobs: 500, perSecond: 100, seconds: 6, brief: true },
  async faults(trial, { seconds, brief }) {
    const { proxies } = trial;
    await sleep(1000);
    await during(trial, 'black-hole', one(trial), seconds, brief ? 0 : 3);
    if (brief) return;
    await during(trial, 'refuse', one(trial), seconds);
    await during(trial, 'refuse', proxies, seconds);
    await during(trial, 'black-hole', proxies, seconds);
    await during(trial, 'reset-mid-reply', proxies, seconds);
    trial.facts.push(`${proxies.reduce((sum, { resets }) => sum + resets, 0)} replies cut in half`);
  },
};

export const oneWay = {
  what: 'replies, then requests are lost between servers and Redis',
  needs: proxied,
  doubled: DOUBLED.RESCUED,
  full: { jobs: 10_000, perSecond: 100, schedules: 5, runs: 60, seconds: 15, rounds: 1 },
  short: { jobs: 600, perSecond: 100, seconds: 3, rounds: 1 },
  async faults(trial, { seconds, rounds }) {
    await sleep(1000);
    for (let n = 0; n < rounds; n++) {
      for (const mode of ['drop-replies', 'drop-requests']) {
        await during(trial, mode, one(trial), seconds);
        await during(trial, mode, trial.proxies, seconds);
      }
    }
  },
};

export const latency = {
  what: '200 ms more for each call of Redis',
  needs: proxied,
  full: { jobs: 3_000, perSecond: 30, schedules: 5, runs: 60, seconds: 90 },
  short: { jobs: 200, perSecond: 30, seconds: 5 },
  async faults(trial, { seconds }) {
    for (const proxy of trial.proxies) proxy.delayMs = 100; // each way
    trial.say('200 ms more until all jobs have ended');
    await sleep(1000 * seconds);
  },
  afterwards(trial) {
    for (const proxy of trial.proxies) proxy.delayMs = 0;
  },
};
