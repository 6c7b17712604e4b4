// Calls the HTTP API of servers that die.
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { KEY } from '../../bench/server.mjs';

const EXPORT_MS = 300_000;
const agent = new Agent({ keepAlive: true, maxSockets: 64, timeout: 20_000 });

/** Sends one request, and answers its status, headers and text. It rejects when the connection breaks or the time is over. */
export function send(server, method, path, { body, headers, timeoutMs = 10_000, signal } = {}) {
  return new Promise((done, failed) => {
    const sent = request(
      `${server.url}/api/v1/${path}`,
      {
        method,
        agent,
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
        headers: { Authorization: `Bearer ${KEY}`, ...(body && { 'Content-Type': 'application/json' }), ...headers },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        response
          .once('error', failed)
          .once('end', () => done({ status: response.statusCode, headers: response.headers, text }));
      },
    );
    sent.once('error', failed).end(body);
  });
}

/** Calls any server that is up until one accepts the call. Repeating it must do no harm. */
export async function call(servers, method, path, body, { seconds = 120, headers: more } = {}) {
  let last = 'no server is up';
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(200)) {
    const server = any(servers);
    if (!server) continue;
    try {
      const headers = { ...(method === 'PATCH' && { 'Content-Type': 'application/merge-patch+json' }), ...more };
      const { status, text } = await send(server, method, path, { body: body && JSON.stringify(body), headers });
      if (status < 300) return text ? JSON.parse(text) : null;
      last = `${status} ${text}`;
      if (status < 500 && status !== 429) break;
    } catch (failure) {
      last = String(failure); // it was killed, or it is cut off
    }
  }
  throw new Error(`${method} ${path}: ${last}`);
}

/** A server that is up, another one each time. */
export function any(servers) {
  const up = servers.filter((server) => server.up);
  return up[Math.floor(Math.random() * up.length)];
}

/** All jobs with their attempts, from an export. */
export async function* exportedJobs(servers) {
  const { id } = await call(servers, 'POST', 'exports', { format: 'ndjson' });
  let found;
  for (const end = Date.now() + EXPORT_MS; ; await sleep(200)) {
    found = await call(servers, 'GET', `exports/${id}`);
    if (found.state === 'SUCCEEDED') break;
    if (Date.now() > end || !['RUNNING', 'READY'].includes(found.state))
      throw new Error(`export: ${JSON.stringify(found)}`);
  }
  const file = await fetch(`${any(servers).url}${found.file}`, {
    headers: { Authorization: `Bearer ${KEY}` },
    signal: AbortSignal.timeout(EXPORT_MS),
  });
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of file.body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop();
    for (const line of lines) yield JSON.parse(line);
  }
}
