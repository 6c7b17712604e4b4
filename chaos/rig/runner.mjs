// Runs a scenario on an installation, and says what came of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { DOUBLED, judge } from '../proof/verdict.mjs';
import { install } from './installation.mjs';
import { Trial } from './trial.mjs';

const SERVERS_TOGETHER = { full: 3, short: 2 };
const DRAIN_SECONDS = { full: 300, short: 120 };
/** For all that follows the start of the servers. Far more than any scenario needs. */
const LIMIT_SECONDS = { full: 1200, short: 600 };
const number = (n) => n.toLocaleString('en');

/** Runs a scenario on an installation of its own. */
export async function runAlone(name, scenario, { size, seed }) {
  announce(name, scenario, { size, seed });
  const reason = await scenario.unable?.();
  if (reason) return skipped(name, size, reason);
  let installation;
  try {
    installation = await install(name, (await scenario.needs?.(size)) ?? {});
    return await runOn(installation, name, scenario, { size, seed });
  } catch (failure) {
    return failed(name, size, failure);
  } finally {
    await installation?.end();
  }
}

/**
 * Runs scenarios one after the other on one installation, which saves the start of the servers. What a scenario needs of its own does
 * not count then. A scenario that fails before its verdict leaves nothing behind: the next one gets another installation.
 */
export async function runTogether(scenarios, { size, seed }) {
  let installation;
  const results = [];
  try {
    for (const [name, scenario] of scenarios) {
      announce(name, scenario, { size, seed });
      try {
        installation ??= await install('together', { servers: SERVERS_TOGETHER[size], proxied: true });
        results.push(await runOn(installation, name, scenario, { size, seed }));
      } catch (failure) {
        results.push(failed(name, size, failure));
        await installation?.end();
        installation = undefined;
      }
    }
    return results;
  } finally {
    await installation?.end();
  }
}

function announce(name, scenario, { size, seed }) {
  console.log(`\n== ${name}: ${scenario.what} (${size}, seed ${seed})`);
}

function skipped(name, size, reason) {
  console.log(`  SKIPPED: ${reason}`);
  return { name, good: true, skipped: true, summary: summaryOf(name, size, `SKIPPED: ${reason}`) };
}

function failed(name, size, failure) {
  console.log(`  FAILED: ${failure.stack}`);
  return { name, good: false, summary: summaryOf(name, size, `FAILED: ${failure.message.split('\n')[0]}`) };
}

const summaryOf = (name, size, text) => `${name.padEnd(13)} ${size.padEnd(6)} ${text}`;

/** For a scenario that breaks things on purpose: which faults the verdict has not found. */
function missed(mustFind, found) {
  return mustFind
    .filter((fault) => !found.some((text) => fault.test(text)))
    .map((fault) => `nothing was found that is like ${fault}`);
}

/** Runs a scenario on an installation that is there. */
export async function runOn(installation, name, scenario, { size, seed }) {
  const settings = scenario[size];
  const trial = await Trial.begin(installation, name, { ...settings, seed });
  try {
    const evidence = await inTime(LIMIT_SECONDS[size], trial, async () => {
      await scenario.faults(trial, settings);
      await trial.lookUnderLoad();
      await trial.load.end();
      trial.say('the load has ended');
      const drained = await trial.drained(settings.drainSeconds ?? DRAIN_SECONDS[size]);
      await scenario.afterwards?.(trial, settings);
      const all = await trial.evidence();
      if (!drained) all.wrong.push('jobs were left when the time was over');
      return all;
    });
    return verdictOn(trial, evidence, name, scenario, size);
  } finally {
    await trial.end();
  }
}

/** Ends a scenario that hangs, and says where everything is then. */
async function inTime(seconds, trial, work) {
  const late = {};
  const working = work();
  if ((await Promise.race([working, sleep(1000 * seconds, late, { ref: false })])) !== late) return working;
  working.catch(() => {}); // it fails as soon as it needs the installation, which is about to end
  throw new Error(`the scenario had not ended after ${seconds} s: ${await trial.state()}`);
}

function verdictOn(trial, evidence, name, scenario, size) {
  const doubled = scenario.doubledAtMost ? DOUBLED.atMost(scenario.doubledAtMost(scenario[size])) : scenario.doubled;
  const { wrong: found, inFull, numbers } = judge(evidence, { doubled, ends: trial.ends });
  if (scenario.mustFind) for (const text of found) console.log(`  found: ${text}`);
  const wrong = scenario.mustFind ? missed(scenario.mustFind, inFull) : found;
  console.log(`  ${details(trial, evidence, numbers)}`);
  for (const text of wrong) console.log(`  NOT as it must be: ${text}`);
  const good = wrong.length === 0;
  const end = good ? (scenario.mustFind ? 'condemned, as it must be' : 'as it must be') : 'NOT as it must be';
  const summary = summaryOf(
    name,
    size,
    `accepted ${number(numbers.accepted)}  lost ${numbers.lost}  doubled ${numbers.doubled}  rescued ${numbers.rescued}  ` +
      `differences ${numbers.differences}  seconds ${trial.seconds.toFixed(0)}  ${end}`,
  );
  console.log(`  ${summary}`);
  return { name, good, summary };
}

function details({ load, receiver, facts }, { limits, looks }, { effects, failed }) {
  const { unknown, broken, refused, repeated } = load.counts;
  return (
    `${number(effects)} effects, ${failed} attempts failed; ` +
    `${number(unknown)} requests unknown, ${broken} of them broken, ${number(refused)} refused, ${number(repeated)} repeated; ` +
    `submit p50 ${load.millis(0.5)} ms, p99 ${load.millis(0.99)} ms; ` +
    `longest pause ${receiver.longestPauseSeconds().toFixed(1)} s; ` +
    `${limits.map(({ what, limit, counted, called }) => `of ${what} with a limit of ${limit}, ${counted} ran and ${called} called`).join(', ')}, ` +
    `in ${number(looks)} looks; ${facts.join(', ')}`
  );
}
