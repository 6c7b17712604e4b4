// Breaks on purpose what the proof looks at: it must find each fault, or it proves nothing.
import { until } from '../../bench/server.mjs';
import { readStore } from '../proof/store.mjs';
import { DOUBLED } from '../proof/verdict.mjs';
import { sabotagedBuild } from '../rig/builds.mjs';
import freeze from './freeze.mjs';
import kill from './kill.mjs';

/** Enough jobs run at any moment that each server has some. */
const RUNNING = { slowShare: 0.3 };
const PREFIX = '{nightshift}:';

export const sabotage = {
  what: 'jobs are removed, run again and moved behind the back of the servers, which the proof must notice, and so are a failure group and the index for search',
  full: { jobs: 2_000, perSecond: 100 },
  short: { jobs: 300, perSecond: 100 },
  /** What the verdict must complain of. */
  mustFind: [
    /accepted jobs are gone/,
    /jobs had more effects than they may|the effect of one attempt twice/,
    /counts or lists/,
    /failed:F:0123456789abcdef has/,
    /the index for search: columns:x has 5-5/,
    /state:F:\S+ has/,
    /the self-audit found/,
  ],
  async faults(trial) {
    const [lost, again, moved] = await victims(trial);
    const { redis } = trial;
    trial.say(`remove job ${lost.id}, let ${again.id} run again, and put ${moved.id} among the dead`);
    await redis.call('DEL', `${PREFIX}job:${lost.short}`);
    await redis.call('SETRANGE', `${PREFIX}job:${again.short}`, 1, 'R');
    await redis.call('LPUSH', `${PREFIX}ready:${again.queue}:${again.priority}`, again.short);
    for (const of of [again.queue, '*']) {
      await redis.call('HINCRBY', `${PREFIX}counts`, `${of}:D`, -1);
      await redis.call('HINCRBY', `${PREFIX}counts`, `${of}:R`, 1);
    }
    await redis.call('SADD', `${PREFIX}active`, again.queue);
    await redis.call('ZADD', `${PREFIX}state:F:${moved.queue}`, 0, moved.short);
    await redis.call('ZADD', `${PREFIX}failed:F:0123456789abcdef`, 0, moved.short);
    await redis.call('HSET', `${PREFIX}columns:x`, '5-5', 'nothing');
    await redis.call('HINCRBY', `${PREFIX}counts`, `${moved.queue}:F`, 1); // else servers may notice, and take it out before the judge looks
  },
};

/** Jobs that have succeeded, in a queue without limits. */
async function victims(trial) {
  let found = [];
  await until('jobs that have succeeded', () => trial.effects.length > 50, 60);
  await until(
    'jobs whose end is stored',
    async () => {
      const { jobs } = await readStore(trial.redis);
      found = jobs.filter(({ queue, code }) => queue === `${trial.name}-plain` && code === 'D');
      return found.length >= 3;
    },
    60,
  );
  return found;
}

/** A frozen server that continues settles jobs that another one has done meanwhile. */
export const noFence = {
  what: 'a build whose settlements need no lease, which the proof must notice',
  needs: () => ({
    build: sabotagedBuild('no-fence', 'settle', {
      'if not rec or lease_of(rec) ~= ARGV[i + 1] then': 'if not rec then',
      "elseif state_of(rec) ~= 'X' then": 'elseif false then',
    }),
  }),
  doubled: DOUBLED.RESCUED,
  mustFind: [/several attempts that succeeded/],
  full: { ...freeze.short, ...RUNNING, jobs: 3_000, times: 3 },
  short: { ...freeze.short, ...RUNNING, times: 3 },
  faults: freeze.faults,
};

/** Nobody takes over the jobs of a server that has died. */
export const noRescue = {
  what: 'a build that rescues no jobs, which the proof must notice',
  needs: () => ({
    build: sabotagedBuild('no-rescue', 'rescue', { "if rec and state_of(rec) == 'X' then": 'if false then' }),
  }),
  doubled: DOUBLED.RESCUED,
  mustFind: [/jobs have not ended as they must: .*\S+ RUNNING/],
  full: { ...kill.short, ...RUNNING, jobs: 1_500, times: 3, leave: false, drainSeconds: 30 },
  short: { ...kill.short, ...RUNNING, leave: false, drainSeconds: 30 },
  faults: kill.faults,
};
