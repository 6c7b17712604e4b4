// Receives the calls of the jobs: each is an effect that can be seen from outside, and goes to the ledger before it is answered.
// The path is /<key of the request that submitted the job>/<ms until the answer>.
import { createServer } from 'node:http';

export async function startReceiver() {
  let take = () => {};
  let effects = 0;
  let lastAt = Date.now();
  let longestPause = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const [, key, ms] = request.url.split('/');
      longestPause = Math.max(longestPause, Date.now() - lastAt);
      lastAt = Date.now();
      effects++;
      take({
        key: decodeURIComponent(key),
        id: request.headers['nightshift-job-id'],
        attempt: Number(request.headers['nightshift-attempt']),
      });
      setTimeout(() => response.writeHead(204).end(), Number(ms));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    urlOf: (key, ms) => `${url}/${encodeURIComponent(key)}/${ms}`,
    /** Hands all effects to a ledger from now on. */
    to(ledger) {
      take = ledger;
      lastAt = Date.now();
      longestPause = 0;
    },
    effects: () => effects,
    longestPauseSeconds: () => longestPause / 1000,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
