// Proves that nothing is lost: does harm to a running installation, and compares afterwards what clients were promised with what was
// done and with what is stored. Ends with status 1 unless all is as it must be.
//
//   node chaos/run.mjs [scenario…] [--size full|short] [--seed 1] [--report file]
//   node chaos/run.mjs --together …   on one installation; make test runs it in the short form
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runAlone, runTogether } from './rig/runner.mjs';
import { SCENARIOS } from './scenarios/index.mjs';

/** For one installation: the last two leave an installation behind that nobody can use. */
const TOGETHER = ['redis-kill', 'cut', 'freeze', 'kill', 'sabotage'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: 'full' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    report: { type: 'string' },
    together: { type: 'boolean', default: false },
  },
});
const names = positionals.length > 0 ? positionals : values.together ? TOGETHER : Object.keys(SCENARIOS);
for (const name of names) {
  if (!SCENARIOS[name]) stop(`there is no scenario '${name}': ${Object.keys(SCENARIOS).join(', ')}`);
}
if (!['full', 'short'].includes(values.size)) stop('the size is full or short');

function stop(why) {
  console.error(`chaos: ${why}`);
  process.exit(2);
}

const seed = Number(values.seed);
const { size } = values;
const results = [];
if (values.together) {
  const scenarios = names.map((name) => [name, SCENARIOS[name]]);
  results.push(...(await runTogether(scenarios, { size, seed })));
} else {
  for (const name of names) results.push(await runAlone(name, SCENARIOS[name], { size, seed }));
}

if (results.length > 1) {
  console.log('');
  for (const { summary } of results) console.log(summary);
}
const bad = results.filter(({ good }) => !good).length;
const skipped = results.filter((result) => result.skipped).length;
console.log(`\n${results.length - bad - skipped} as they must be, ${bad} not, ${skipped} skipped`);
if (values.report) {
  const report = { numPassedTests: results.length - bad - skipped, numFailedTests: bad, numPendingTests: skipped };
  writeFileSync(values.report, JSON.stringify(report));
}
process.exit(bad > 0 ? 1 : 0);
