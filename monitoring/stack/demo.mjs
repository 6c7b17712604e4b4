// Gives a running stack something to do, until Ctrl-C or for some minutes: called by scripts/demo.sh.
// usage: node demo.mjs [--minutes N] [--scenario failures]
import { parseArgs } from 'node:util';
import { connect } from './connection.mjs';
import { startLoad } from './load.mjs';
import { startReceiver } from './receiver.mjs';
import { settings } from './settings.mjs';

/** What may be added to the usual load, and what comes of it. */
const SCENARIOS = {
  failures: {
    load: { troubleEvery: 20 },
    says: `every 20 s a job that fails for good. Within ten minutes or so this raises tickets:
          DeadLetterGrowing, DeliveriesRefused, JobSuccessBudgetBurn`,
  },
};

const { values } = parseArgs({ options: { minutes: { type: 'string' }, scenario: { type: 'string' } } });
const scenario = values.scenario || undefined;
if (scenario && !Object.hasOwn(SCENARIOS, scenario)) {
  console.error(`nightshift: there is no scenario ${scenario}; there is ${Object.keys(SCENARIOS).join(', ')}`);
  process.exit(1);
}
const minutes = Number(values.minutes ?? Number.POSITIVE_INFINITY);
if (!(minutes > 0)) {
  console.error('nightshift: --minutes must be a number above 0');
  process.exit(1);
}

const { ports, folder } = settings();
const url = process.env.NIGHTSHIFT_URL || `http://localhost:${ports.application}`;

const say = (line) => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`);

const api = await connect(url, folder).catch((error) => {
  console.error(`nightshift: ${error.message}`);
  process.exit(1);
});
const receiver = await startReceiver();
say(`submitting to ${url}, with a receiver of webhooks at ${receiver.url}; Ctrl-C ends it`);
if (scenario) say(SCENARIOS[scenario].says);
else say('nothing in it raises an alert; --scenario failures (make demo SCENARIO=failures) does');
const load = await startLoad({
  api,
  receiver,
  refusedHost: process.env.NIGHTSHIFT_DEMO_REFUSED_HOST,
  say,
  ...SCENARIOS[scenario]?.load,
});

async function stop() {
  await load.stop();
  await receiver.stop();
  say(`ended; the receiver had ${receiver.received} deliveries`);
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
if (Number.isFinite(minutes)) setTimeout(stop, minutes * 60_000);
