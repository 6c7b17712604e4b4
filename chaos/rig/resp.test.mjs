import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { Resp } from './resp.mjs';

/** A server that gives a fixed answer, some bytes at a time. */
async function answering(text, size) {
  const server = createServer(async (socket) => {
    socket.setNoDelay(true).on('error', () => {});
    for (let from = 0; from < text.length; from += size) {
      socket.write(text.slice(from, from + size), 'latin1');
      await new Promise((soon) => setImmediate(soon));
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

const ANSWER = '$5\r\na\r\n\xffb\r\n:42\r\n*3\r\n+OK\r\n$-1\r\n*1\r\n:1\r\n-ERR no\r\n$0\r\n\r\n';

for (const size of [1, 2, 7, ANSWER.length]) {
  test(`reads replies that arrive ${size} bytes at a time`, async () => {
    const server = await answering(ANSWER, size);
    const client = await Resp.to(server.address().port);
    const calls = [1, 2, 3, 4, 5].map(() => client.call('ANY'));
    assert.equal(await calls[0], 'a\r\n\xffb');
    assert.equal(await calls[1], 42);
    assert.deepEqual(await calls[2], ['OK', null, [1]]);
    await assert.rejects(calls[3], /ERR no/);
    assert.equal(await calls[4], '');
    client.close();
    server.close();
  });
}

test('rejects all calls when the connection closes', async () => {
  const server = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.destroy()));
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const client = await Resp.to(server.address().port);
  await assert.rejects(client.call('ANY'), /closed/);
  server.close();
});
