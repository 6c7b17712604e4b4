import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { withPorts } from '../stack/configuration.mjs';
import { metricNames, operands } from '../stack/expressions.mjs';
import { refusedHost } from '../stack/load.mjs';
import { grafana, pages } from '../stack/services.mjs';
import { freePorts, root, settings, unavailablePorts } from '../stack/settings.mjs';
import { fasterAlertmanager, fasterExpression, fasterRules, secondsOf } from '../stack/speed.mjs';
import { Stack } from '../stack/stack.mjs';

test.each([
  ['rate(a_total{path="[5m]"}[5m])', 'rate(a_total{path="[5m]"}[15s])'],
  ['rate(a_total[1m])', 'rate(a_total[4s])'],
  ['a offset 1h > 300', 'a offset 180s > 300'],
  ['max_over_time(a:rate5m[1d:1m])', 'max_over_time(a:rate5m[4320s:3s])'],
])('%s runs 20 times faster', (expression, faster) => {
  expect(fasterExpression(expression, 20)).toBe(faster);
  expect(fasterExpression(expression, 1)).toBe(expression);
});

test('rules wait less, their thresholds stay', () => {
  const text =
    'groups: [{name: a, interval: 60s, rules: [{alert: A, expr: "b > 300", for: 5m}, {record: c, expr: 1}]}]';
  expect(parse(fasterRules(text, 20))).toEqual({
    groups: [
      {
        name: 'a',
        interval: '3s',
        rules: [
          { alert: 'A', expr: 'b > 300', for: '15s' },
          { record: 'c', expr: '1' },
        ],
      },
    ],
  });
});

test('every receiver of alerts is replaced by one that the proof hears, at any hour', () => {
  const text = `
route: {receiver: a, group_wait: 30s, routes: [{receiver: b, group_wait: 0s, repeat_interval: 1d, mute_time_intervals: [c]}]}
receivers: [{name: a}, {name: b, email_configs: [{to: someone}]}]`;
  const { route, receivers } = parse(fasterAlertmanager(text, 20, 'http://x'));
  expect(route).toEqual({
    receiver: 'a',
    group_wait: '2s',
    routes: [{ receiver: 'b', group_wait: '0s', repeat_interval: '4320s' }],
  });
  expect(receivers.map(({ webhook_configs }) => webhook_configs[0].url)).toEqual(['http://x/a', 'http://x/b']);
});

test('a duration that is none is refused', () => {
  expect(secondsOf('1h30m')).toBe(5400);
  expect(() => secondsOf('5 minutes')).toThrow('5 minutes');
});

test.each([
  ['a > 1', ['a']],
  ['rate(a[5m]) / (b > 0) > 0.5', ['rate(a[5m]) / (b > 0)']],
  ['a == 0 and on (x) (b or c != 1)', ['a', 'b', 'c']],
  ['absent(up{job="x"})', ['up{job="x"}']],
  ['a unless b > on (x) c', ['a', 'b', 'c']],
  ['a * (b > bool 0)', ['a * (b > bool 0)']],
  ['a > bool 1', ['a > bool 1']],
])('%s is taken apart', (expression, parts) => {
  expect(operands(expression)).toEqual(parts);
});

test('names of metrics are separated from labels, functions and strings', () => {
  const expression = 'sum by (queue) (rate(a_total{b="c_total"}[5m])) / on (queue) group_left (d) x:y:rate5m';
  expect(metricNames(expression)).toEqual(['a_total', 'x:y:rate5m']);
});

test('addresses of this machine are replaced, others are not', () => {
  const { ports } = settings({ NIGHTSHIFT_PROMETHEUS_PORT: '19090' });
  const text = 'a: localhost:9090 b: 127.0.0.1:9090 c: prometheus:9090 d: localhost:90901 e: localhost:9080';
  expect(withPorts(text, ports)).toBe(
    'a: localhost:19090 b: 127.0.0.1:19090 c: prometheus:9090 d: localhost:90901 e: localhost:9080',
  );
});

test('a port that cannot be had is named with its variable', async () => {
  const ports = await freePorts(['prometheus', 'redis']);
  expect(await unavailablePorts(ports)).toEqual([]);
  const other = createServer();
  await new Promise((ready) => other.listen(ports.prometheus, '127.0.0.1', ready));
  try {
    expect(await unavailablePorts(ports)).toEqual([
      expect.stringMatching(`${ports.prometheus} .*NIGHTSHIFT_PROMETHEUS_PORT`),
    ]);
  } finally {
    await new Promise((closed) => other.close(closed));
  }
  expect(await unavailablePorts({ grafana: ports.redis, redis: ports.redis })).toEqual([
    expect.stringMatching(`${ports.redis} .*twice.*NIGHTSHIFT_REDIS_PORT`),
  ]);
  expect(await unavailablePorts({ redis: Number('x') })).toEqual([expect.stringContaining('NIGHTSHIFT_REDIS_PORT')]);
});

test('Grafana runs with the configuration that is shipped', () => {
  const { args, env } = grafana({ port: 3000, configuration: root, folder: '/tmp', password: 'p', urls: {} });
  const configuration = args[args.indexOf('--config') + 1];
  expect(configuration).toBe(join(root, 'grafana', 'grafana.ini'));
  expect(readFileSync(configuration, 'utf8')).toContain('[analytics]');
  // Links of its alert begin with this.
  expect(env.GF_SERVER_ROOT_URL).toBe('http://localhost:3000');
});

/** A server on loopback that answers with a text for each path that it has. */
async function web(texts) {
  const server = createHttpServer(({ url }, response) => {
    response.writeHead(texts[url] === undefined ? 404 : 200).end(texts[url]);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => new Promise((closed) => server.close(closed)));
  return `http://127.0.0.1:${server.address().port}`;
}

test('where there are no web pages, it says what to use instead', async () => {
  const debian = {
    prometheus: await web({ '/classic/alerts': '' }),
    alertmanager: await web({ '/': 'run a script first' }),
  };
  expect(await pages(debian)).toEqual({
    prometheus: `${debian.prometheus}/classic/alerts`,
    alertmanager: expect.stringContaining(`amtool --alertmanager.url=${debian.alertmanager} alert`),
  });
  const others = { prometheus: await web({}), alertmanager: await web({ '/': '<script src="script.js"></script>' }) };
  expect(await pages(others)).toEqual({ prometheus: `${others.prometheus}/alerts`, alertmanager: others.alertmanager });
});

test.each([
  ['a name of a private address', { one: '10.0.0.7' }, 'one'],
  ['no name: an address that nobody has', {}, '192.0.2.1'],
  ['a name of this machine alone', { one: '127.0.0.1' }, '192.0.2.1'],
  ['a name of metadata', { one: '169.254.169.254' }, '192.0.2.1'],
])('the demo delivers to what is refused: %s', async (_, known, expected) => {
  const resolve = async (name) => {
    if (!known[name]) throw new Error('no such name');
    return [{ address: known[name] }];
  };
  expect(await refusedHost(undefined, { resolve, names: ['one', 'two'] })).toBe(expected);
});

test('what ends is reported and can be started again, and all end in the order of the first start', async () => {
  const logs = await mkdtemp(join(tmpdir(), 'nightshift-stack-'));
  onTestFinished(() => rm(logs, { recursive: true }));
  const deaths = [];
  let died;
  const stack = new Stack(logs, (death) => {
    deaths.push(death);
    died?.();
  });
  const program = (name) => ({
    name,
    command: process.execPath,
    args: [
      '-e',
      `process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); console.log('up'); setInterval(() => {}, 1e6)`,
    ],
    // Its log continues after a restart.
    ready: () =>
      readFileSync(join(logs, `${name}.log`), 'utf8').split('up').length > (name === 'first' ? deaths.length : 0) + 1,
  });
  const first = await stack.start(program('first'));
  const second = await stack.start(program('second'));
  const death = new Promise((resolve) => {
    died = resolve;
  });
  first.signal('SIGKILL');
  await death;
  expect(deaths.map(({ name, how }) => [name, how])).toEqual([['first', 'SIGKILL']]);
  const again = await stack.start(deaths[0].service);
  const ended = [];
  again.ended.then(() => ended.push('first'));
  second.ended.then(() => ended.push('second'));
  await stack.stop();
  expect(ended).toEqual(['second', 'first']);
  expect(readFileSync(join(logs, 'first.log'), 'utf8')).toBe('up\nup\nbye\n');
  expect(deaths).toHaveLength(1);
}, 30_000);
