// Where the stack listens and keeps its files.
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What listens, with its variable and the port that the shipped configuration names. Redis is in no such file. */
export const listeners = {
  application: { variable: 'NIGHTSHIFT_HTTP_PORT', port: 9080 },
  prometheus: { variable: 'NIGHTSHIFT_PROMETHEUS_PORT', port: 9090 },
  alertmanager: { variable: 'NIGHTSHIFT_ALERTMANAGER_PORT', port: 9093 },
  redisExporter: { variable: 'NIGHTSHIFT_REDIS_EXPORTER_PORT', port: 9121 },
  nodeExporter: { variable: 'NIGHTSHIFT_NODE_EXPORTER_PORT', port: 9100 },
  grafana: { variable: 'NIGHTSHIFT_GRAFANA_PORT', port: 3000 },
  redis: { variable: 'NIGHTSHIFT_REDIS_PORT', port: 16379 },
};

/** Ports by listener, and the folder of the data, as the environment says. */
export function settings(env = process.env) {
  const ports = Object.fromEntries(
    Object.entries(listeners).map(([name, { variable, port }]) => [name, Number(env[variable] || port)]),
  );
  return { ports, folder: resolve(root, env.NIGHTSHIFT_STACK_DIR || 'data/stack') };
}

const portFree = (port) =>
  new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });

/** A line for each port of the stack that cannot be had. */
export async function unavailablePorts(ports) {
  const lines = [];
  const asked = new Set();
  for (const [name, port] of Object.entries(ports)) {
    const { variable } = listeners[name];
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      lines.push(`${variable} must be a port, 1 to 65535`);
    } else if (asked.has(port)) {
      lines.push(`port ${port} is asked for twice: change ${variable}`);
    } else if (!(await portFree(port))) {
      lines.push(`port ${port} is in use: stop what uses it, or choose another with ${variable}`);
    }
    asked.add(port);
  }
  return lines;
}

/** A free port for each listener. */
export async function freePorts(names = Object.keys(listeners)) {
  const probes = await Promise.all(
    names.map(
      () =>
        new Promise((ready, fail) => {
          const probe = createServer().once('error', fail);
          probe.listen(0, '127.0.0.1', () => ready(probe));
        }),
    ),
  );
  const ports = Object.fromEntries(names.map((name, at) => [name, probes[at].address().port]));
  await Promise.all(probes.map((probe) => new Promise((closed) => probe.close(closed))));
  return ports;
}
