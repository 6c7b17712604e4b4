// Runs the whole stack in the foreground until Ctrl-C: called by scripts/stack.sh, which installs, builds and lays out.
// usage: node run.mjs LAYOUT   LAYOUT: the server's folder; sign-in and key are in the environment
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFor } from './configuration.mjs';
import { restarts } from './restarts.mjs';
import { keepRunning } from './running.mjs';
import {
  alertmanager,
  application,
  grafana,
  grafanaProgram,
  nodeExporter,
  pages,
  prometheus,
  redis,
  redisExporter,
} from './services.mjs';
import { settings, unavailablePorts } from './settings.mjs';
import { Stack } from './stack.mjs';

const { ports, folder } = settings();
const hasGrafana = Boolean(grafanaProgram());
const wanted = { ...ports };
if (!hasGrafana) delete wanted.grafana;
const unavailable = await unavailablePorts(wanted);
if (unavailable.length > 0) {
  for (const line of unavailable) console.error(`nightshift: ${line}`);
  process.exit(1);
}

mkdirSync(folder, { recursive: true });
const adminPassword = process.env.NIGHTSHIFT_ADMIN_PASSWORD;
const configuration = configurationFor(ports, join(folder, 'configuration'));
const password = randomBytes(16).toString('hex');
const exporterPassword = randomBytes(16).toString('hex');
let ready = false;
const at = (name) => `http://localhost:${ports[name]}`;

/** Seconds after which what ended is started again: long enough to see its alert, which waits for a minute or two. */
const PAUSE = Number(process.env.NIGHTSHIFT_STACK_PAUSE || 180);
if (!(PAUSE >= 0)) {
  console.error('nightshift: NIGHTSHIFT_STACK_PAUSE must be a number of seconds');
  process.exit(1);
}

let stopping = false;
const running = keepRunning(folder, { stack: process.pid, pause: PAUSE, layout: process.argv[2] });
const stack = new Stack(
  join(folder, 'logs'),
  async ({ name, how, log, lastLines, service }) => {
    console.error(`\n${name} ended (${how}). The last lines of its log, ${log}:`);
    for (const line of lastLines) console.error(`  ${line.slice(0, 300)}`);
    // What ends while the stack starts will do so again.
    if (!ready) return stop(1);
    running.ended(name);
    console.error(`It is started again in ${PAUSE} s, so that its alert can be seen. Ctrl-C stops all.`);
    await again.again(service);
  },
  (pid, name) => running.started(name, pid),
);
const again = restarts({
  pause: PAUSE,
  start: (service) => stack.start(service),
  stopping: () => stopping,
  say: (line) => console.error(line),
});
process.on('SIGUSR2', () => again.now());

async function stop(status) {
  if (stopping) return;
  stopping = true;
  console.log('\nStopping: running jobs may end first ...');
  await stack.stop();
  running.remove();
  console.log('Stopped.');
  process.exit(status);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (stopping) stack.kill();
    else stop(0);
  });
}

try {
  const began = Date.now();
  console.log('Starting ...');
  await stack.start(redis({ port: ports.redis, folder, password, exporterPassword }));
  await Promise.all([
    stack.start(
      application({
        port: ports.application,
        layout: process.argv[2],
        folder,
        redisUrl: `redis://:${password}@127.0.0.1:${ports.redis}`,
        env: {
          NIGHTSHIFT_CANARY_EVERY: process.env.NIGHTSHIFT_CANARY_EVERY || 'PT1M',
          NIGHTSHIFT_PROMETHEUS_URL: at('prometheus'),
          ...(hasGrafana && { NIGHTSHIFT_GRAFANA_URL: at('grafana') }),
        },
      }),
    ),
    stack.start(redisExporter({ port: ports.redisExporter, redisPort: ports.redis, password: exporterPassword })),
    stack.start(nodeExporter({ port: ports.nodeExporter })),
    stack.start(alertmanager({ port: ports.alertmanager, configuration, folder })),
    hasGrafana &&
      stack.start(
        grafana({
          port: ports.grafana,
          configuration,
          folder,
          password: adminPassword,
          urls: { prometheus: at('prometheus'), alertmanager: at('alertmanager'), console: at('application') },
        }),
      ),
  ]);
  // Last, so that its first sight is of targets that are up.
  await stack.start(prometheus({ port: ports.prometheus, configuration, folder }));
  const seen = await pages({ prometheus: at('prometheus'), alertmanager: at('alertmanager') });
  ready = true;
  console.log(`
The stack is ready, after ${Math.round((Date.now() - began) / 1000)} s.

  Console        ${at('application')}   sign in: admin / ${adminPassword}
  API key        ${process.env.NIGHTSHIFT_ADMIN_KEY}
  Prometheus     ${seen.prometheus}
  Alertmanager   ${seen.alertmanager}
  Grafana        ${hasGrafana ? at('grafana') : 'not on the PATH: its dashboards are in grafana/'}
  Redis          redis-cli -u redis://default:${password}@localhost:${ports.redis}
  Data           ${folder} (logs: logs/)

make demo, in another terminal, gives it something to do; make demo SCENARIO=failures also raises alerts. To see RedisDown,
end Redis (redis-cli as above, then SHUTDOWN): it is started again after ${PAUSE} s. make gameday breaks more, and measures.
Ctrl-C stops all.`);
} catch (error) {
  if (!stopping) {
    console.error(`nightshift: ${error.message}`);
    await stop(1);
  }
}
