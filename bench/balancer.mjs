// Stands in for a Service of Kubernetes: passes TCP connections on to the servers that are ready. Like kube-proxy it decides
// once for each connection: those that are open stay where they are when their server is taken out, until it closes them.
import { connect, createServer } from 'node:net';

const PROBE_MS = 500;

const isReady = (port) => fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(3000) })
  .then((response) => response.ok, () => false);

export async function startBalancer() {
  const servers = new Map(); // port → whether it is ready
  const sockets = new Set();
  let turn = 0;
  let refused = 0;

  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const ready = [...servers].filter(([, is]) => is).map(([port]) => port);
    if (ready.length === 0) {
      refused++;
      client.on('error', () => {}).resetAndDestroy();
      return;
    }
    const server = connect({ port: ready[turn++ % ready.length], host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    for (const [one, other] of [[client, server], [server, client]]) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.resetAndDestroy());
      one.on('close', () => sockets.delete(one));
    }
  });
  const probes = setInterval(() => {
    for (const port of servers.keys()) isReady(port).then((is) => servers.has(port) && servers.set(port, is));
  }, PROBE_MS);
  await new Promise((listening) => listener.listen(0, '127.0.0.1', listening));

  return {
    url: `http://127.0.0.1:${listener.address().port}`,
    /** Takes a server in as soon as it is ready, and resolves then. */
    async add(port) {
      servers.set(port, false);
      while (!servers.get(port)) await new Promise((later) => setTimeout(later, 50));
    },
    /** Gives a server no further connections. */
    remove: (port) => servers.delete(port),
    /** How many connections there was no server for. */
    refused: () => refused,
    stop() {
      clearInterval(probes);
      listener.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
