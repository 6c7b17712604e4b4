// A game day: breaks an installation of the operator's own on purpose, and measures. Called by scripts/gameday.sh; what is
// asked for is in the environment, see docs/gamedays.md.
import { setMaxListeners } from 'node:events';
import { alertmanagerAt } from '../stack/alertmanager-api.mjs';
import { connect } from '../stack/connection.mjs';
import { prometheusAt } from '../stack/prometheus-api.mjs';
import { settings } from '../stack/settings.mjs';
import { consent } from './consent.mjs';
import { listOfFaults } from './faults.mjs';
import { options } from './options.mjs';
import { outcome, writePage } from './page.mjs';
import { perform } from './perform.mjs';
import { planText } from './plan.mjs';
import { actionFor, prepare } from './prepare.mjs';
import { getsThrough, harmlessJob } from './sample.mjs';

/** Status of this program, by outcome. */
const STATUS = { passed: 0, failed: 1, stopped: 130 };
const REFUSED = 2;

const say = (line) => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`);

function refuse(reasons) {
  for (const reason of reasons) console.error(`nightshift: ${reason}`);
  process.exit(REFUSED);
}

if (!process.env.FAULT) {
  console.log(`make gameday FAULT=… breaks an installation of yours on purpose, and measures what happens:

${listOfFaults()}

docs/gamedays.md describes each.`);
  process.exit();
}

const asked = options();
if (asked.wrong.length > 0) refuse(asked.wrong);

// A terminal that is closed must not end this program before the cure.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const stopping = new AbortController();
setMaxListeners(0, stopping.signal);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    if (!stopping.signal.aborted) say('stopping');
    stopping.abort();
  });

const prometheus = prometheusAt(asked.urls.prometheus);
const alertmanager = alertmanagerAt(asked.urls.alertmanager);

/** What the plan needs. Ends the program if something does not answer. */
async function planned() {
  const api = await connect(asked.urls.nightshift, asked.folder);
  const action = await actionFor({ ...asked, api, ports: settings().ports });
  const { reasons, times } = await prepare({ action, prometheus, alertmanager, api });
  const job = await harmlessJob(api, asked.probe);
  if (reasons.length === 0 && job && !(await getsThrough(api, job)))
    reasons.push(`a job of ${job.task} does not get through within 20 s: fix that first`);
  return { ...asked, api, action, times, reasons, job };
}

const plan = await planned().catch((error) => refuse([error.message]));
if (plan.reasons.length > 0) refuse(plan.reasons);

console.log(`\n${planText(plan)}\n`);
const agreed = await consent({ given: asked.consented, signal: stopping.signal }).catch((error) =>
  refuse([error.message]),
);
if (!agreed) refuse(['nothing was done']);

const result = await perform(plan, { prometheus, alertmanager, api: plan.api }, { signal: stopping.signal, say }).catch(
  (error) => refuse([`nothing was broken: ${error.message}`]),
);
const path = writePage(asked.pages, result);
for (const problem of result.record.problems) console.error(`nightshift: ${problem}`);
say(`${outcome(result)}: the record is in ${path}`);
process.exit(STATUS[outcome(result)]);
