import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { alerts, ROOT } from '../rules/files.mjs';
import { program } from '../stack/services.mjs';
import { eventually, freePort, run } from './tools.mjs';

const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const { expr } = alerts().find(({ alert }) => alert === 'RedisLogReplayFailed');
const [, METRIC] = /^(\w+) > 0$/.exec(expr);
const shippedUsers = read('openshift-k8s/secrets/users.acl.template');
const usersWithoutRights = shippedUsers.replace(/^user default .*$/m, 'user default off');

// Four programs start in a test, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const cleanups = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Starts a program, and returns how to kill it. */
function launch(command, args, env = {}) {
  const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...env } });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const kill = () => child.kill('SIGKILL') && ended;
  cleanups.push(kill);
  return { kill, ended };
}

/** The shipped Redis, with passwords that are the names of its users in capitals. */
async function shippedRedis(users, change = (configuration) => configuration) {
  const folder = mkdtempSync(join(tmpdir(), 'nightshift-redis-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const hash = (password) => createHash('sha256').update(password).digest('hex');
  writeFileSync(
    join(folder, 'users.acl'),
    users.replace(/#([A-Z]+)/g, (_, name) => `#${hash(name)}`),
  );
  const configuration = change(read('openshift-k8s/base/nightshift/redis.conf'))
    .replace('dir /data', `dir ${folder}`)
    .replace('/etc/redis/acl', folder);
  writeFileSync(join(folder, 'redis.conf'), `${configuration}\nport ${port}\nbind 127.0.0.1\nlogfile ${folder}/log\n`);
  const cli = (user, ...command) =>
    run('redis-cli', '--no-auth-warning', '-p', port, '--user', user, '--pass', user.toUpperCase(), ...command);
  return {
    port,
    start: () => launch('redis-server', [join(folder, 'redis.conf')]),
    answers: () => eventually(() => (cli('app', 'PING').text === 'PONG\n' ? true : undefined)),
    app: (...command) => cli('app', ...command).text.trim(),
    log: () => (existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : ''),
  };
}

const submit = (redis) =>
  redis.app('EVAL', "redis.call('SET', KEYS[1], 1) return redis.call('SET', KEYS[2], 1)", '2', ...keys);
const keys = ['{nightshift}:a', '{nightshift}:b'];

/** What the metric of the alert is, by the exporter with the rights that it has when deployed. */
async function metric(redis) {
  const port = await freePort();
  const exporter = launch(
    program('prometheus-redis-exporter', 'redis_exporter'),
    ['-web.listen-address', `127.0.0.1:${port}`],
    { REDIS_ADDR: `redis://127.0.0.1:${redis.port}`, REDIS_USER: 'exporter', REDIS_PASSWORD: 'EXPORTER' },
  );
  const text = await eventually(async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
  await exporter.kill();
  return Number(new RegExp(`^${METRIC} (\\d+)$`, 'm').exec(text)?.[1]);
}

async function killAndStart(users, change) {
  const redis = await shippedRedis(users, change);
  const first = redis.start();
  await redis.answers();
  expect(submit(redis)).toBe('OK');
  await first.kill();
  return { redis, second: redis.start() };
}

test('with the shipped users a restart keeps what a script wrote, and the alert has nothing to say', async () => {
  const { redis } = await killAndStart(shippedUsers);
  await redis.answers();

  expect(redis.app('EXISTS', ...keys)).toBe('2');
  expect(await metric(redis)).toBe(0);
});

test('the exporter shows what Redis could not replay', async () => {
  const ignoring = (configuration) =>
    configuration.replace('propagation-error-behavior panic', 'propagation-error-behavior ignore');
  const { redis } = await killAndStart(usersWithoutRights, ignoring);
  await redis.answers();

  // Not on a Redis that has learned better.
  if (redis.app('EXISTS', ...keys) !== '2') {
    expect(redis.log()).toContain('AOF-loading-client');
    expect(await metric(redis)).toBeGreaterThan(0);
  }
});

test('the shipped configuration does not let Redis start without what it could not replay', async () => {
  const { redis, second } = await killAndStart(usersWithoutRights);

  await Promise.race([second.ended, redis.answers()]);
  if (!redis.log().includes('panicked sending an error to its AOF-loading-client')) {
    expect(redis.app('EXISTS', ...keys)).toBe('2');
  }
});
