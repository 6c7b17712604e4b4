import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { afterEach, test } from 'node:test';
import { until } from '../../bench/server.mjs';
import { Submitter } from './submitter.mjs';

let server;

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

/** Submits jobs to a server that answers as a test wants. */
async function submitTo(answer, options = {}) {
  server = createServer((request, response) => {
    request.resume().on('end', () => answer(request.headers['idempotency-key'], response));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return new Submitter({
    servers: [{ url: `http://127.0.0.1:${server.address().port}`, up: true }],
    journal: { add: async () => {} },
    name: 'trial',
    jobOf: () => ({}),
    jobs: 1,
    perSecond: 1000,
    repeatShare: 1,
    ...options,
  });
}

const accept = (key, response) => response.writeHead(201).end(JSON.stringify({ id: `id of ${key}` }));

test('a repeated request gives the same id', async () => {
  const load = await submitTo(accept, { jobs: 20 });
  await load.end();
  assert.deepEqual(load.wrong, []);
  assert.deepEqual(load.counts, { accepted: 20, unknown: 0, broken: 0, refused: 0, repeated: 20 });
});

for (const status of [409, 422, 500]) {
  test(`a repeated request that is answered with ${status} is a fault`, async () => {
    const known = new Set();
    const load = await submitTo((key, response) => {
      if (known.has(key)) response.writeHead(status).end('no');
      else accept(known.add(key) && key, response);
    });
    await load.end();
    assert.match(load.wrong.join(), new RegExp(`, repeated: ${status} no`));
  });
}

test('a repeated request without an answer is sent again', async () => {
  const times = new Map();
  const load = await submitTo((key, response) => {
    times.set(key, (times.get(key) ?? 0) + 1);
    if (times.get(key) === 2) response.destroy();
    else accept(key, response);
  });
  await load.end();
  assert.ok([...times.values()].every((n) => n === 3));
  const { size } = times;
  assert.deepEqual(load.counts, { accepted: size, unknown: size, broken: size, refused: 0, repeated: size });
});

test('a server that is busy is not taken for one that breaks connections, unless it stops', async () => {
  const answers = [
    (response) => response.writeHead(503, { 'Retry-After': '1' }).end('Redis does not answer'),
    (response) => {
      load.servers[0].stopping = true;
      response.writeHead(503, { 'Retry-After': '1' }).end('the server stops');
    },
  ];
  const load = await submitTo((key, response) => (answers.shift() ?? ((to) => accept(key, to)))(response));
  await load.end();
  assert.equal(load.counts.unknown, 2);
  assert.equal(load.counts.broken, 1);
});

test('gives up a request that is never answered', async () => {
  let asked = false;
  const load = await submitTo(() => (asked = true));
  await until('request', () => asked, 5);
  await load.abort();
  assert.equal(load.counts.accepted, 0);
});
