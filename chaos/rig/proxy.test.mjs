import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { until } from '../../bench/server.mjs';
import { NetworkProxy } from './proxy.mjs';

let server;
let proxy;
let received;
let closed;

beforeEach(async () => {
  received = '';
  closed = 0;
  server = createServer((socket) => {
    socket.on('data', (chunk) => {
      received += chunk;
      socket.write(String(chunk).toUpperCase());
    });
    socket.on('error', () => {}).on('close', () => closed++);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  proxy = await NetworkProxy.to(server.address().port);
});

afterEach(() => {
  proxy.close();
  server.close();
});

function client() {
  const socket = connect(proxy.port, '127.0.0.1').setEncoding('utf8');
  const seen = { socket, text: '', broken: false };
  socket.on('data', (text) => (seen.text += text));
  socket.on('error', () => (seen.broken = true)).on('close', () => (seen.closed = true));
  return seen;
}

/** A client that has got an answer. */
async function connected() {
  const seen = client();
  seen.socket.write('a');
  await until('first answer', () => seen.text === 'A', 5);
  return seen;
}

test('passes what is sent, and the end of a connection', async () => {
  const { socket } = await connected();
  socket.end();
  await until('end at the server', () => closed === 1, 5);
});

test('refuses connections, and breaks those that are open', async () => {
  const open = await connected();
  proxy.set('refuse');
  await until('reset of the open connection', () => open.broken, 5);
  const late = client();
  await until('reset of the new connection', () => late.closed, 5);
  proxy.heal();
  await connected();
});

test('holds everything back in a black hole, and delivers it when it heals', async () => {
  const open = await connected();
  proxy.set('black-hole');
  open.socket.write('b');
  const late = client();
  late.socket.write('c');
  await until('bytes at the proxy', () => open.socket.bytesWritten === 2 && late.socket.bytesWritten === 1, 5);
  open.socket.destroy();
  await new Promise((soon) => setImmediate(soon));
  assert.equal(received, 'a');
  proxy.heal();
  await until('late bytes', () => received.includes('b') && received.includes('c') && late.text === 'C', 5);
});

test('loses replies only', async () => {
  const open = await connected();
  proxy.set('drop-replies');
  open.socket.write('b');
  await until('request at the server', () => received === 'ab', 5);
  proxy.heal();
  await until('broken connection', () => open.closed, 5);
  assert.equal(open.text, 'A');
});

test('loses requests only', async () => {
  const open = await connected();
  proxy.set('drop-requests');
  open.socket.write('b');
  await until('request at the proxy', () => proxy.dropped === 1, 5);
  proxy.heal();
  await until('broken connection', () => open.closed, 5);
  assert.equal(received, 'a');
});

test('cuts replies in half', async () => {
  proxy.resetShare = 1;
  proxy.set('reset-mid-reply');
  const cut = client();
  cut.socket.write('bbbb');
  await until('end of the connection', () => cut.closed, 5);
  assert.ok(cut.text === '' || cut.text === 'BB', cut.text);
  assert.equal(proxy.resets, 1);
});

test('keeps the order when the delay ends', async () => {
  const open = await connected();
  proxy.delayMs = 60;
  open.socket.write('b');
  await new Promise((soon) => setTimeout(soon, 20)); // so that b is on its way
  proxy.delayMs = 0;
  open.socket.write('c');
  await until('both answers', () => open.text.length === 3, 5);
  assert.equal(received, 'abc');
});

test('delays both directions', async () => {
  const open = await connected();
  proxy.delayMs = 40;
  const begun = performance.now();
  open.socket.write('b');
  await until('late answer', () => open.text === 'AB', 5);
  assert.ok(performance.now() - begun >= 79);
});
