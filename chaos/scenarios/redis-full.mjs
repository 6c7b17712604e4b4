// Redis reaches maxmemory under load. New jobs are refused, and all that is stored is done while Redis stays full.
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../bench/server.mjs';
import { readStore } from '../proof/store.mjs';

const ROOM_BYTES = 1_500_000;
const ENDED = ['SUCCEEDED', 'DEAD'];

async function usedMemory(redis) {
  return Number(/used_memory:(\d+)/.exec(await redis.call('INFO', 'memory'))[1]);
}

/** Waits for the end of all jobs that are accepted now. Others come as finished jobs take less room. */
async function allEnd(trial) {
  const stored = new Set([...trial.load.accepted.values()].flatMap((ids) => [...ids]));
  await until(
    'effects of all jobs while Redis is full',
    () => {
      const done = new Set(trial.effects.map(({ id }) => id));
      return [...stored].every((id) => done.has(id));
    },
    300,
  );
  await until(
    'end of all jobs while Redis is full',
    async () => (await readStore(trial.redis)).jobs.every(({ id, state }) => !stored.has(id) || ENDED.includes(state)),
    60,
  );
}

export default {
  what: 'Redis is full',
  full: { jobs: 10_000, perSecond: 150, times: 3, giveUpShare: 0.5, atLeast: 500 },
  short: { jobs: 500, perSecond: 150, times: 1, giveUpShare: 0.5, atLeast: 30 },
  async faults(trial, { times, atLeast }) {
    const { redis, load } = trial;
    for (let n = 1; n <= times; n++) {
      await sleep(2000);
      const before = load.counts.refused;
      await redis.call('CONFIG', 'SET', 'maxmemory', (await usedMemory(redis)) + ROOM_BYTES);
      await until('refusal because Redis is full', () => load.counts.refused >= before + atLeast, 300);
      trial.say(`Redis is full, and has refused ${atLeast} submits (${n} of ${times})`);
      const begun = Date.now();
      await allEnd(trial);
      trial.facts.push(`drained in ${((Date.now() - begun) / 1000).toFixed(1)} s while full`);
      await redis.call('CONFIG', 'SET', 'maxmemory', 0);
      const accepted = load.counts.accepted;
      await until('accepted job after there is room', () => load.counts.accepted > accepted, 60);
    }
  },
};
