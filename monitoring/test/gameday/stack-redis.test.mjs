// The faults of a real Redis, as make stack runs it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../gameday/places/programs.mjs';
import { redisOfStack } from '../../gameday/places/stack-redis.mjs';
import { until } from '../../stack/process.mjs';
import { redis } from '../../stack/services.mjs';
import { freePorts } from '../../stack/settings.mjs';
import { Stack } from '../../stack/stack.mjs';

let folder;
let port;
let stack;
let actions;

/** What Redis answers on loopback within five seconds. */
const ask = (...words) =>
  run('redis-cli', ['-p', String(port), ...words], { env: { REDISCLI_AUTH: 'secret' }, seconds: 5 });
const answersPing = () =>
  ask('ping').then(
    (text) => text.includes('PONG'),
    () => false,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nightshift-gameday-'));
  ({ port } = await freePorts(['port']));
  stack = new Stack(join(folder, 'logs'));
  const started = await stack.start(redis({ port, folder, password: 'secret', exporterPassword: 'other' }));
  actions = redisOfStack({ folder, port, pid: () => started.pid });
});

afterAll(async () => {
  await stack.kill();
  await rm(folder, { recursive: true });
});

test('Redis hangs, and answers again', async () => {
  const action = actions['hang-redis']();
  await action.cause();
  try {
    expect(await answersPing()).toBe(false);
  } finally {
    await action.heal();
  }
  await until('it answers', 10, answersPing);
});

test('Redis is cut off for new and old connections, and is reached again', async () => {
  const action = actions['cut-network']();
  const blocked = ask('blpop', 'nothing', '0').catch(({ message }) => message);
  await until('it is blocked', 5, async () => /blocked_clients:1/.test(await ask('info', 'clients')));
  await action.cause();
  try {
    expect(await answersPing()).toBe(false);
    expect(await blocked).toContain('closed the connection');
  } finally {
    await action.heal();
  }
  expect(await answersPing()).toBe(true);
  await action.heal();
  expect(await answersPing()).toBe(true);
});

test('Redis is nearly full, and is as it was', async () => {
  const action = actions['fill-redis']();
  const most = async () => /maxmemory\n(\d+)/.exec(await ask('config', 'get', 'maxmemory'))[1];
  const before = await most();
  await action.cause();
  try {
    const info = await ask('info', 'memory');
    const of = (name) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)[1]);
    expect(of('used_memory') / of('maxmemory')).toBeGreaterThan(0.92);
    expect(of('used_memory') / of('maxmemory')).toBeLessThan(1);
  } finally {
    await action.heal();
  }
  expect(await most()).toBe(before);
  expect(await ask('exists', 'gameday:ballast')).toBe('0\n');
});

test('what was never caused is healed without harm', async () => {
  for (const action of Object.values(redisOfStack({ folder, port, pid: () => undefined }))) await action().heal();
  expect(await answersPing()).toBe(true);
});

test('a Redis that refuses makes the cause fail', async () => {
  const action = redisOfStack({ folder, port: 1, pid: () => undefined })['fill-redis']();
  await expect(action.cause()).rejects.toThrow('redis-cli: Could not connect');
});
