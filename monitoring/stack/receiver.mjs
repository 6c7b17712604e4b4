// An HTTP receiver on loopback that answers as the path says, for deliveries of the demo load.
// /fast: 204 at once · /slow: 204 after one to three seconds · /error: 500 · /unavailable: 503 · /missing: 404 · /silent: no answer
import { createServer } from 'node:http';

/** Starts it. */
export async function startReceiver(port = 0) {
  const receiver = { received: 0 };
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      receiver.received++;
      const answer = (status) => response.writeHead(status).end();
      const kind = request.url.split('/')[1];
      if (kind === 'silent') return;
      if (kind === 'error') return answer(500);
      if (kind === 'unavailable') return answer(503);
      if (kind === 'slow') return setTimeout(answer, 1000 + Math.random() * 2000, 204);
      if (kind === 'fast') return answer(204);
      return answer(404);
    });
  });
  await new Promise((ready, fail) => server.once('error', fail).listen(port, '127.0.0.1', ready));
  receiver.url = `http://127.0.0.1:${server.address().port}`;
  receiver.stop = () =>
    new Promise((stopped) => {
      server.close(stopped);
      server.closeAllConnections();
    });
  return receiver;
}
