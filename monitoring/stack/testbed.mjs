// A stack of its own for the proof: free ports, time made faster, three servers, notifications that arrive here.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesText } from '../objectives/index.mjs';
import { alertmanagerAt } from './alertmanager-api.mjs';
import { apiAt } from './api.mjs';
import { copyConfiguration, rewrite } from './configuration.mjs';
import { startNotifications } from './notifications.mjs';
import { prometheusAt } from './prometheus-api.mjs';
import { startReceiver } from './receiver.mjs';
import { alertmanager, application, nodeExporter, prometheus, redis, redisExporter } from './services.mjs';
import { freePorts, listeners } from './settings.mjs';
import { fasterAlertmanager, fasterPrometheus, fasterRules, shorter } from './speed.mjs';
import { Stack } from './stack.mjs';

const KEY = 'only-for-tests-0123456789';

/** A name that only the server of the test can resolve: to an address that http.request refuses and that nobody has. */
export const REFUSED_HOST = 'refused.test';

/** Jobs count as started in time within this, where it is a minute otherwise: ages of jobs cannot be made faster. */
const START_WITHIN = { shipped: '60s', fast: '5s' };

function makeFaster(configuration, speed, furtherTargets, notificationsUrl) {
  const objectives = readFileSync(join(configuration, 'prometheus', 'objectives.yaml'), 'utf8');
  rewrite(join(configuration, 'prometheus'), (text, name) => {
    if (name === 'prometheus.yml') return fasterPrometheus(text, speed, furtherTargets);
    if (speed === 1 || !name.startsWith('rules/')) return text;
    if (name !== 'rules/objectives.yml') return fasterRules(text, speed);
    return fasterRules(rulesText(objectives.replaceAll(START_WITHIN.shipped, START_WITHIN.fast)), speed);
  });
  rewrite(join(configuration, 'alertmanager'), (text, name) =>
    name === 'alertmanager.yml' ? fasterAlertmanager(text, speed, notificationsUrl) : text,
  );
}

/**
 * Starts all but Prometheus and the spare worker. The first server takes requests and schedules, the second also runs jobs,
 * so that a test can kill the only worker and still ask.
 *
 * @param {{speed: number, folder: string}} options how many times faster; where data and logs go, with the folders of the
 *   three servers, server-1 to server-3, laid out
 */
export async function startTestbed({ speed, folder }) {
  const ports = await freePorts([...Object.keys(listeners), 'second', 'third']);
  const at = (name) => `http://localhost:${ports[name]}`;
  const notifications = await startNotifications();
  const configuration = copyConfiguration(join(folder, 'configuration'), ports);
  makeFaster(configuration, speed, [`localhost:${ports.second}`], notifications.url);

  const hosts = join(folder, 'hosts');
  writeFileSync(hosts, `127.0.0.1 localhost\n192.0.2.1 ${REFUSED_HOST}\n`);
  const password = randomBytes(16).toString('hex');
  const exporterPassword = randomBytes(16).toString('hex');
  const server = (name, port, layout, roles) =>
    application({
      name,
      port,
      layout: join(folder, layout),
      folder,
      redisUrl: `redis://:${password}@127.0.0.1:${ports.redis}`,
      env: {
        NIGHTSHIFT_ROLES: roles,
        NIGHTSHIFT_LEASE: 'PT5S',
        NIGHTSHIFT_BULK_DIR: join(folder, 'bulk'),
        NIGHTSHIFT_CANARY_EVERY: `PT${Math.max(5, Math.round(60 / speed))}S`,
        NIGHTSHIFT_PROMETHEUS_URL: at('prometheus'),
        NIGHTSHIFT_ADMIN_PASSWORD: 'only-for-tests',
        NIGHTSHIFT_ADMIN_KEY: KEY,
        // The servers live too shortly for the second compiler of the JVM to pay off.
        JVM_ARGS: `-XX:TieredStopAtLevel=1 -Djdk.net.hosts.file=${hosts}`,
      },
    });
  const services = {
    redis: redis({ port: ports.redis, folder, password, exporterPassword }),
    requests: server('requests', ports.application, 'server-1', 'api,scheduler'),
    worker: server('worker', ports.second, 'server-2', 'api,worker,scheduler'),
    spare: server('spare', ports.third, 'server-3', 'worker,scheduler'),
    redisExporter: redisExporter({ port: ports.redisExporter, redisPort: ports.redis, password: exporterPassword }),
    nodeExporter: nodeExporter({ port: ports.nodeExporter }),
    alertmanager: alertmanager({ port: ports.alertmanager, configuration, folder }),
    prometheus: prometheus({
      port: ports.prometheus,
      configuration,
      folder,
      args: speed === 1 ? [] : ['--rules.alert.resend-delay=3s'],
    }),
  };

  const deaths = [];
  const stack = new Stack(
    join(folder, 'logs'),
    ({ name, how }) => deaths.push(`${name}: ${how}`),
    (pid) =>
      // scripts/stack-test.sh ends what is left of these, should this process be killed
      appendFileSync(join(folder, 'pids'), `${pid}\n`),
  );
  const running = {};
  const testbed = {
    speed,
    configuration,
    notifications,
    deaths,
    ports,
    pid: (name) => running[name].pid,
    links: { console: at('application'), grafana: at('grafana'), runbooks: `${at('application')}/runbooks` },
    prometheus: prometheusAt(`http://127.0.0.1:${ports.prometheus}`),
    alertmanager: alertmanagerAt(`http://127.0.0.1:${ports.alertmanager}`),
    api: apiAt(`http://127.0.0.1:${ports.application}`, KEY),
    /** Seconds that a wait of the shipped configuration takes here. */
    scaled: (duration) => Number.parseInt(shorter(duration, speed), 10),
    async start(name) {
      running[name] = await stack.start(services[name]);
    },
    end: (name, signal) => stack.end(running[name], signal),
    redisCli: (...args) =>
      execFileSync('redis-cli', ['-p', ports.redis, ...args], {
        env: { ...process.env, REDISCLI_AUTH: password },
        stdio: 'pipe',
      }).toString(),
    async stop() {
      // nothing here is needed after this
      await stack.kill();
      await Promise.all([notifications.stop(), testbed.receiver?.stop()]);
    },
  };
  try {
    testbed.receiver = await startReceiver();
    await testbed.start('redis');
    await Promise.all(
      ['requests', 'worker', 'redisExporter', 'nodeExporter', 'alertmanager'].map((name) => testbed.start(name)),
    );
    return testbed;
  } catch (error) {
    await testbed.stop();
    throw error;
  }
}
