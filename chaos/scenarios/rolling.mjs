// Servers stop in the orderly way and start again, one after the other: of the same build, or of two.
import { setTimeout as sleep } from 'node:timers/promises';
import { noOtherCommit, otherBuild } from '../rig/builds.mjs';

async function replace(trial, server, build) {
  const begun = Date.now();
  await server.stop();
  const stopped = Date.now();
  server.build = build;
  await server.start();
  trial.say(
    `${server.name} stopped in ${((stopped - begun) / 1000).toFixed(1)} s, ready again after ` +
      `${((Date.now() - stopped) / 1000).toFixed(1)} s${build?.commit ? `, of ${build.commit}` : ''}`,
  );
  await sleep(1000);
}

/** No request fails because servers stop: those that are under way are answered first. On a busy machine, one may take too long. */
function noneFailed(trial) {
  const { unknown, broken } = trial.load.counts;
  if (broken > 0) trial.load.wrong.push(`${broken} requests failed because a server stopped`);
  if (unknown > broken) trial.facts.push(`${unknown - broken} requests were too slow, or came before Redis answered`);
}

export const rolling = {
  what: 'rolling restart under load',
  full: { jobs: 12_000, perSecond: 60, schedules: 5, runs: 100, rounds: 2 },
  short: { jobs: 600, perSecond: 60, rounds: 1 },
  async faults(trial, { rounds }) {
    for (let n = 1; n <= rounds; n++) for (const server of trial.servers) await replace(trial, server);
    trial.facts.push(`${rounds * trial.servers.length} restarts`);
  },
  afterwards: noneFailed,
};

let other;

export const versions = {
  what: 'two versions side by side, there and back',
  unable: noOtherCommit,
  needs: () => {
    other = otherBuild();
    return {};
  },
  full: { jobs: 10_000, perSecond: 60, schedules: 5, runs: 100 },
  short: { jobs: 600, perSecond: 60 },
  async faults(trial) {
    for (const build of [other, undefined]) {
      for (const server of trial.servers) await replace(trial, server, build);
    }
    trial.facts.push(`to ${other.commit} and back`);
  },
  afterwards: noneFailed,
};
