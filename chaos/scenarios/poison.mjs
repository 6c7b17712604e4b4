// A job ends the process of each server that runs it. It must not take the fleet with it.
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../bench/server.mjs';
import { DOUBLED } from '../proof/verdict.mjs';
import { call } from '../rig/api.mjs';
import { poisonedBuild } from '../rig/builds.mjs';

const LOST_MOST = 3;

/** Starts servers again that have ended, as an orchestrator does. */
function supervise(trial) {
  let stopped = false;
  let ended = 0;
  const watch = async (server) => {
    while (!stopped) {
      if (server.up && !server.isRunning) {
        server.up = false;
        ended++;
        trial.say(`${server.name} has ended, and starts again`);
        await server.start();
      }
      await sleep(100);
    }
  };
  const watching = trial.servers.map(watch);
  return {
    ended: () => ended,
    async stop() {
      stopped = true;
      await Promise.all(watching);
    },
  };
}

export default {
  what: 'a job ends the process of each server that runs it',
  needs: () => ({ build: poisonedBuild() }),
  doubled: DOUBLED.RESCUED,
  full: { jobs: 8_000, perSecond: 60, schedules: 5, runs: 60, pills: 2 },
  short: { jobs: 600, perSecond: 60, pills: 1 },
  async faults(trial, { pills }) {
    const supervisor = supervise(trial);
    const poisoned = new Set();
    trial.ends = (id) => (poisoned.has(id) ? 'DEAD' : 'SUCCEEDED');
    for (let n = 1; n <= pills; n++) {
      await sleep(2000);
      const { id } = await call(trial.servers, 'POST', 'jobs', {
        task: 'chaos.poison',
        queue: `${trial.name}-plain`,
        args: {},
        priority: 1,
      });
      poisoned.add(id);
      trial.load.accepted.set(`${trial.name}:pill-${n}`, new Set([id]));
      trial.say(`job ${id} is poisonous`);
      let job;
      await until(
        'poisonous job that is dead',
        async () => {
          job = await call(trial.servers, 'GET', `jobs/${id}`);
          return job.state === 'DEAD';
        },
        600,
      );
      if (job.deadReason !== 'worker-lost')
        trial.load.wrong.push(`the poisonous job is dead because of ${job.deadReason}`);
      const lost = job.attempts.filter(({ outcome }) => outcome === 'LOST').length;
      if (lost !== LOST_MOST || supervisor.ended() !== n * LOST_MOST) {
        trial.load.wrong.push(
          `${lost} attempts of the poisonous job were lost, and ${supervisor.ended()} servers ended in all`,
        );
      }
    }
    await until('fleet that is complete', () => trial.servers.every(({ up, isRunning }) => up && isRunning), 300);
    await supervisor.stop();
    trial.facts.push(`${pills} poisonous jobs ended ${supervisor.ended()} servers`);
  },
};
