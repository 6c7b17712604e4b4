// A job ends the process of each server that runs it. It must not take the fleet with it.
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../bench/server.mjs';
import { DOUBLED } from '../proof/verdict.mjs';
import { call } from '../rig/api.mjs';
import { poisonedBuild } from '../rig/builds.mjs';

const LOST_MOST = 3;

/** Starts servers again whose process has ended, as an orchestrator does. They may end while they start: they work before they are ready. */
function supervise(trial) {
  let stopped = false;
  let ended = 0;
  const watch = async (server) => {
    while (!stopped && !server.closed) {
      if (!server.isRunning) {
        server.up = false;
        ended++;
        trial.say(`${server.name} has ended, and starts again`);
        await server.start().catch(() => {}); // if it has ended, the next look finds that
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

const isComplete = (trial) => () => trial.servers.every(({ up, isRunning }) => up && isRunning);

/** Submits a poisonous job, and waits for its end. */
async function poison(trial, n) {
  const key = `${trial.name}:pill-${n}`;
  const body = { task: 'chaos.poison', queue: `${trial.name}-plain`, args: {}, priority: 1 };
  // The server that stores the job may run it before it answers.
  const { id } = await call(trial.servers, 'POST', 'jobs', body, { headers: { 'Idempotency-Key': key }, seconds: 300 });
  trial.load.accepted.set(key, new Set([id]));
  trial.poisonous.add(id);
  trial.say(`job ${id} is poisonous`);
  let job;
  await until(
    'poisonous job that is dead',
    async () => {
      job = await call(trial.servers, 'GET', `jobs/${id}`, undefined, { seconds: 5 }).catch(() => undefined); // no server is up
      return job?.state === 'DEAD';
    },
    400,
  );
  if (job.deadReason !== 'worker-lost') trial.load.wrong.push(`the poisonous job is dead because of ${job.deadReason}`);
  return job.attempts.filter(({ outcome }) => outcome === 'LOST').length;
}

export default {
  what: 'a job ends the process of each server that runs it',
  needs: () => ({ build: poisonedBuild() }),
  doubled: DOUBLED.RESCUED,
  full: { jobs: 8_000, perSecond: 60, schedules: 5, runs: 60, pills: 2 },
  short: { jobs: 600, perSecond: 60, pills: 1 },
  async faults(trial, { pills }) {
    trial.poisonous = new Set();
    trial.ends = (id) => (trial.poisonous.has(id) ? 'DEAD' : 'SUCCEEDED');
    const supervisor = supervise(trial);
    try {
      for (let n = 1; n <= pills; n++) {
        await until('effect of a job', () => trial.effects.length > 50, 60);
        const before = supervisor.ended();
        const lost = await poison(trial, n);
        await until('fleet that is complete', isComplete(trial), 400);
        const ended = supervisor.ended() - before;
        if (lost !== LOST_MOST || ended !== LOST_MOST)
          trial.load.wrong.push(`${lost} attempts of a poisonous job were lost, and it ended ${ended} servers`);
      }
      trial.facts.push(`${pills} poisonous jobs ended ${supervisor.ended()} servers`);
    } finally {
      await supervisor.stop();
    }
  },
};
