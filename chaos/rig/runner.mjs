// Runs a scenario on an installation, and says what came of it.
import { judge } from '../proof/verdict.mjs';
import { install } from './installation.mjs';
import { Trial } from './trial.mjs';

const SERVERS_TOGETHER = { full: 3, short: 2 };
const DRAIN_SECONDS = { full: 600, short: 120 };
const number = (n) => n.toLocaleString('en');

/** Runs a scenario on an installation of its own. */
export async function runAlone(name, scenario, { size, seed }) {
  console.log(`\n== ${name}: ${scenario.what} (${size}, seed ${seed})`);
  const reason = await scenario.unable?.();
  if (reason) {
    console.log(`  SKIPPED: ${reason}`);
    return { name, good: true, skipped: true, line: `SKIPPED: ${reason}` };
  }
  let installation;
  try {
    installation = await install(name, (await scenario.needs?.(size)) ?? {});
    return await runOn(installation, name, scenario, { size, seed });
  } catch (failure) {
    return failed(name, failure);
  } finally {
    await installation?.end();
  }
}

/**
 * Runs scenarios one after the other on one installation, which saves the start of the servers. What a scenario needs of its own does
 * not count then.
 */
export async function runTogether(scenarios, { size, seed }) {
  const installation = await install('together', { servers: SERVERS_TOGETHER[size], proxied: true });
  const results = [];
  try {
    for (const [name, scenario] of scenarios) {
      console.log(`\n== ${name}: ${scenario.what} (${size}, seed ${seed})`);
      results.push(await runOn(installation, name, scenario, { size, seed }).catch((failure) => failed(name, failure)));
    }
    return results;
  } finally {
    await installation.end();
  }
}

function failed(name, failure) {
  console.log(`  FAILED: ${failure.stack}`);
  return { name, good: false, line: `FAILED: ${failure.message}` };
}

/** For a scenario that breaks things on purpose: which faults the verdict has not found. */
function missed(mustFind, found) {
  for (const text of found) console.log(`  found: ${text}`);
  return mustFind
    .filter((fault) => !found.some((text) => fault.test(text)))
    .map((fault) => `nothing was found that is like ${fault}`);
}

/** Runs a scenario on an installation that is there. */
export async function runOn(installation, name, scenario, { size, seed }) {
  const settings = scenario[size];
  const trial = await Trial.begin(installation, name, { ...settings, seed });
  await scenario.faults(trial, settings);
  await trial.load.end();
  trial.say('the load has ended');
  const drained = await trial.drained(settings.drainSeconds ?? DRAIN_SECONDS[size]);
  await scenario.afterwards?.(trial, settings);
  const evidence = await trial.evidence();
  if (!drained) evidence.wrong.push('jobs were left when the time was over');
  const { wrong: found, numbers } = judge(evidence, { doubled: scenario.doubled, ends: trial.ends });
  const wrong = scenario.mustFind ? missed(scenario.mustFind, found) : found;
  const { counts } = trial.load;
  const line =
    `${number(numbers.accepted)} accepted, ${numbers.lost} lost, ${number(numbers.effects)} effects, ${numbers.doubled} doubled, ` +
    `${number(numbers.rescued)} attempts rescued or failed, ${numbers.differences} differences; ` +
    `${number(counts.unknown)} requests unknown, ${number(counts.refused)} refused, ${number(counts.repeated)} repeated; ` +
    `submit p50 ${trial.load.millis(0.5)} ms, p99 ${trial.load.millis(0.99)} ms; ` +
    `longest pause ${trial.receiver.longestPauseSeconds().toFixed(1)} s; ${trial.facts.join(', ')}; ${trial.seconds.toFixed(0)} s`;
  console.log(`  ${line}`);
  for (const text of wrong) console.log(`  NOT as it must be: ${text}`);
  if (wrong.length === 0) console.log('  as it must be');
  return {
    name,
    good: wrong.length === 0,
    line: wrong.length === 0 ? line : `${line}; NOT as it must be`,
    wrong,
    numbers,
  };
}
