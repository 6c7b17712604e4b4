// Receives the notifications of Alertmanager, in place of the people on call.
import { createServer } from 'node:http';

/** Starts a webhook receiver on loopback. The path that is called names the receiver in alertmanager.yml. */
export async function startNotifications() {
  const received = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request
      .on('data', (chunk) => chunks.push(chunk))
      .on('end', () => {
        const receiver = decodeURIComponent(request.url.slice(1));
        for (const alert of JSON.parse(Buffer.concat(chunks)).alerts)
          received.push({ receiver, at: Date.now(), ...alert });
        response.writeHead(200).end();
      });
  });
  await new Promise((ready, fail) => server.once('error', fail).listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    received,
    /** The first notification of an alert with that status since a time. */
    find: (alertname, status, since, fits = () => true) =>
      received.find(
        (each) => each.labels.alertname === alertname && each.status === status && each.at >= since && fits(each),
      ),
    stop: () =>
      new Promise((stopped) => {
        server.close(stopped);
        server.closeAllConnections();
      }),
  };
}
