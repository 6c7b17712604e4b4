// What the stack is made of: how each part is started, and when it counts as started.
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { root } from './settings.mjs';

/** The first of these programs that is on the PATH, as a path. */
export function program(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // not in this folder
      }
    }
  }
  return undefined;
}

export const answers = (url) =>
  fetch(url, { signal: AbortSignal.timeout(5000) }).then(
    (response) => response.ok,
    () => false,
  );

const accepts = (port) =>
  new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => answer(Boolean(socket.destroy()))).once('error', () => answer(false));
  });

/** The exporter may read numbers about Redis, and no data. */
const EXPORTER_RIGHTS =
  '-@all +ping +client|setname +info +config|get +slowlog|get +slowlog|len +latency|latest +latency|histogram';

/** Durable, bounded, with a password. The file has the passwords, so that no list of processes shows them. */
export function redis({ port, folder, password, exporterPassword, memory = '1gb' }) {
  const data = join(folder, 'redis');
  mkdirSync(data, { recursive: true });
  const configuration = join(folder, 'redis.conf');
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${JSON.stringify(data)}`,
    'save ""',
    'appendonly yes',
    'appendfsync always',
    `maxmemory ${memory}`,
    'maxmemory-policy noeviction',
    `user default on ~* &* +@all >${password}`,
    `user exporter on ${EXPORTER_RIGHTS} >${exporterPassword}`,
  ];
  writeFileSync(configuration, `${lines.join('\n')}\n`, { mode: 0o600 });
  return { name: 'redis', command: 'redis-server', args: [configuration], ready: () => accepts(port) };
}

/** A server: its folder is laid out by scripts/lib.sh, one for each server that runs at the same time. */
export function application({ name = 'application', port, layout, folder, redisUrl, env = {} }) {
  return {
    name,
    command: join(root, 'target', 'liberty', 'wlp', 'bin', 'server'),
    args: ['run', 'nightshift'],
    env: {
      WLP_USER_DIR: layout,
      LOG_DIR: join(folder, 'logs', name),
      CONSOLE_LOG_LEVEL: process.env.CONSOLE_LOG_LEVEL || 'ERROR',
      NIGHTSHIFT_HTTP_HOST: '127.0.0.1',
      NIGHTSHIFT_HTTP_PORT: String(port),
      NIGHTSHIFT_DATA_DIR: join(folder, name),
      NIGHTSHIFT_REDIS_URL: redisUrl,
      NIGHTSHIFT_DEMO: 'true',
      NIGHTSHIFT_HTTP_ALLOW: '127.0.0.0/8',
      ...env,
    },
    ready: () => answers(`http://127.0.0.1:${port}/health/ready`),
    patience: 180,
  };
}

export const redisExporter = ({ port, redisPort, password }) => ({
  name: 'redis-exporter',
  command: program('prometheus-redis-exporter', 'redis_exporter'),
  args: ['-web.listen-address', `127.0.0.1:${port}`],
  env: { REDIS_ADDR: `redis://127.0.0.1:${redisPort}`, REDIS_USER: 'exporter', REDIS_PASSWORD: password },
  ready: () => answers(`http://127.0.0.1:${port}/`),
});

export const nodeExporter = ({ port }) => ({
  name: 'node-exporter',
  command: program('prometheus-node-exporter', 'node_exporter'),
  args: [`--web.listen-address=127.0.0.1:${port}`],
  ready: () => answers(`http://127.0.0.1:${port}/`),
});

export const alertmanager = ({ port, configuration, folder, args = [] }) => ({
  name: 'alertmanager',
  command: program('prometheus-alertmanager', 'alertmanager'),
  args: [
    `--config.file=${join(configuration, 'alertmanager', 'alertmanager.yml')}`,
    `--storage.path=${join(folder, 'alertmanager')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    `--web.external-url=http://localhost:${port}`,
    '--cluster.listen-address=',
    ...args,
  ],
  ready: () => answers(`http://127.0.0.1:${port}/-/ready`),
});

export const prometheus = ({ port, configuration, folder, args = [] }) => ({
  name: 'prometheus',
  command: program('prometheus'),
  args: [
    `--config.file=${join(configuration, 'prometheus', 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'prometheus')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    `--web.external-url=http://localhost:${port}`,
    '--storage.tsdb.retention.time=35d',
    ...args,
  ],
  ready: () => answers(`http://127.0.0.1:${port}/-/ready`),
});

/**
 * Where to look at Prometheus' alerts and Alertmanager's: Debian builds Prometheus without its new pages, and Alertmanager
 * without any.
 *
 * @param {{prometheus: string, alertmanager: string}} urls
 */
export async function pages({ prometheus: prometheusUrl, alertmanager: alertmanagerUrl }) {
  const classic = `${prometheusUrl}/classic/alerts`;
  const page = await fetch(alertmanagerUrl, { signal: AbortSignal.timeout(5000) }).then(
    (response) => response.text(),
    () => '',
  );
  return {
    prometheus: (await answers(classic)) ? classic : `${prometheusUrl}/alerts`,
    alertmanager: page.includes('script.js')
      ? alertmanagerUrl
      : `no web page in this build: amtool --alertmanager.url=${alertmanagerUrl} alert`,
  };
}

export const grafanaProgram = () => program('grafana', 'grafana-server');

/** `urls`: where console, prometheus and alertmanager are. */
export const grafana = ({ port, configuration, folder, password, urls }) => ({
  name: 'grafana',
  command: grafanaProgram(),
  args: [
    ...(grafanaProgram()?.endsWith('grafana-server') ? [] : ['server']),
    '--homepath',
    process.env.GF_PATHS_HOME || '/usr/share/grafana',
    '--config',
    join(configuration, 'grafana', 'grafana.ini'),
  ],
  env: {
    GF_SERVER_HTTP_ADDR: '127.0.0.1',
    GF_SERVER_HTTP_PORT: String(port),
    // Where its alert links to.
    GF_SERVER_ROOT_URL: `http://localhost:${port}`,
    GF_PATHS_DATA: join(folder, 'grafana'),
    GF_PATHS_LOGS: join(folder, 'logs', 'grafana'),
    GF_PATHS_PROVISIONING: join(configuration, 'grafana', 'provisioning'),
    GF_SECURITY_ADMIN_PASSWORD: password,
    NIGHTSHIFT_DASHBOARDS: join(configuration, 'grafana', 'dashboards', 'nightshift'),
    NIGHTSHIFT_PROMETHEUS_URL: urls.prometheus,
    NIGHTSHIFT_ALERTMANAGER_URL: urls.alertmanager,
    NIGHTSHIFT_CONSOLE_URL: urls.console,
  },
  ready: () => answers(`http://127.0.0.1:${port}/api/health`),
  patience: 90,
});
