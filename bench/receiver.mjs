// A receiver of webhooks on 127.0.0.1:8099 that answers as the path says, and remembers every delivery.
// ok: 204 · busy-N: N times 503, then 204 · wait-N: the same with Retry-After: 1 · slow: 204 after a second · broken: 500
import { createServer } from 'node:http';

export function startReceiver(port = 8099) {
  const seen = new Map(); // path → how often it was asked, and when it was accepted for the first time
  let duplicates = 0;

  const answer = (response, status, headers = {}) => response.writeHead(status, headers).end();
  const accept = (entry, response) => {
    if (entry.acceptedAt) duplicates++;
    entry.acceptedAt ??= Date.now();
    answer(response, 204);
  };

  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const entry = seen.get(request.url) ?? { asked: 0 };
      seen.set(request.url, entry);
      entry.asked++;
      const [, kind, times] = /^\/([a-z]+)-?(\d)?\//.exec(request.url);
      if (kind === 'broken') return answer(response, 500);
      if (kind === 'slow') return void setTimeout(() => accept(entry, response), 1000);
      if (entry.asked <= Number(times ?? 0)) return answer(response, 503, kind === 'wait' ? { 'Retry-After': '1' } : {});
      return accept(entry, response);
    });
  });
  return new Promise((ready) => {
    server.listen(port, '127.0.0.1', () => ready({
      seen,
      duplicates: () => duplicates,
      stop: () => new Promise((stopped) => { server.close(stopped); server.closeAllConnections(); }),
    }));
  });
}
