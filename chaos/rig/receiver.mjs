// Receives the calls of the jobs: each is an effect that can be seen from outside, and is in the ledger before it is answered.
// The path is /<key of the request that submitted the job>/<ms until the answer>/<limit that the job is under, if any>.
import { createServer } from 'node:http';

export async function startReceiver() {
  let take = () => {};
  let effects = 0;
  let lastAt = Date.now();
  let longestPause = 0;
  let calls = new Map();

  /** Counts a call under its limit, and answers what ends that. */
  function enter(limit) {
    const of = calls.get(limit) ?? { now: 0, most: 0 };
    calls.set(limit, of);
    of.most = Math.max(of.most, ++of.now);
    let left = false;
    return () => {
      if (!left) of.now--;
      left = true;
    };
  }

  const server = createServer((request, response) => {
    const [, key, ms, limit] = request.url.split('/').map(decodeURIComponent);
    const leave = enter(limit);
    response.once('close', leave);
    request.resume().on('end', async () => {
      longestPause = Math.max(longestPause, Date.now() - lastAt);
      lastAt = Date.now();
      effects++;
      try {
        await take({
          key,
          id: request.headers['nightshift-job-id'],
          attempt: Number(request.headers['nightshift-attempt']),
        });
      } catch (failure) {
        response.writeHead(500).end(String(failure));
        return;
      }
      setTimeout(() => {
        leave(); // before the answer, because the next job may start when it comes
        response.writeHead(204).end();
      }, Number(ms));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    urlOf: (key, ms, limit = '') => `${url}/${encodeURIComponent(key)}/${ms}/${encodeURIComponent(limit)}`,
    /** Hands all effects to a ledger from now on. */
    to(ledger) {
      take = ledger;
      lastAt = Date.now();
      longestPause = 0;
      calls = new Map();
    },
    effects: () => effects,
    /** How many calls there were at once under the limits that a test picks, at most. */
    mostAtOnce: (is) => Math.max(0, ...[...calls].filter(([limit]) => is(limit)).map(([, { most }]) => most)),
    longestPauseSeconds: () => longestPause / 1000,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
