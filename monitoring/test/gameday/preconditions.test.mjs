import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { consent } from '../../gameday/consent.mjs';
import { options } from '../../gameday/options.mjs';
import { reasonsNotToBegin } from '../../gameday/preconditions.mjs';

const action = { alert: 'RedisDown', severity: 'page', job: 'redis' };
const alert = (alertname, severity, state = 'firing') => ({ labels: { alertname, severity }, state });
const fine = {
  action,
  groups: [{ interval: 15, rules: [{ type: 'alerting', name: 'RedisDown', labels: { severity: 'page' } }] }],
  alerts: [alert('Watchdog', 'info'), alert('WorkerLost', 'ticket'), alert('ApiDown', 'page', 'pending')],
  held: [],
  targets: [{ labels: { job: 'redis', instance: 'r:1' }, health: 'up' }],
  status: { redis: { state: 'UP' } },
};

test('nothing speaks against a game day when only tickets fire', () => {
  expect(reasonsNotToBegin(fine)).toEqual([]);
});

test.each([
  ['the alert is not loaded', { groups: [] }, /no alert RedisDown of severity page/],
  ['it is pending already', { alerts: [alert('RedisDown', 'page', 'pending')] }, /RedisDown is pending already/],
  ['Alertmanager has it still', { held: [alert('RedisDown', 'page')] }, /Alertmanager still has RedisDown/],
  ['another page fires', { alerts: [alert('ApiDown', 'page')] }, /ApiDown fires/],
  ['nothing is scraped', { targets: [] }, /scrapes no job redis/],
  ['a target is down', { targets: [{ ...fine.targets[0], health: 'down' }] }, /cannot scrape r:1/],
  ['Redis is away', { status: { redis: { state: 'AWAY' } } }, /Redis is AWAY/],
])('no game day begins if %s', (_, change, reason) => {
  const reasons = reasonsNotToBegin({ ...fine, ...change });
  expect(reasons).toEqual([expect.stringMatching(reason)]);
});

describe('consent', () => {
  const ask = (answer) => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const asked = consent({ given: false, input, output: new PassThrough() });
    input.write(answer);
    return asked;
  };

  test.each([
    ['yes\n', true],
    [' YES \n', true],
    ['y\n', false],
    ['\n', false],
    ['no\n', false],
  ])('%j is %s', async (answer, agreed) => {
    expect(await ask(answer)).toBe(agreed);
  });

  test('without a terminal it is refused, unless it was given before', async () => {
    await expect(consent({ given: false, input: new PassThrough() })).rejects.toThrow('YES=1');
    expect(await consent({ given: true, input: new PassThrough() })).toBe(true);
  });

  test('Ctrl-C at the question means no', async () => {
    const stop = new AbortController();
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const asked = consent({ given: false, input, output: new PassThrough(), signal: stop.signal });
    stop.abort();
    expect(await asked).toBe(false);
  });
});

describe('what is asked for', () => {
  test('by default it is the stack of this machine', () => {
    expect(options({ FAULT: 'hang-redis', NIGHTSHIFT_PROMETHEUS_PORT: '1234' })).toMatchObject({
      wrong: [],
      fault: 'hang-redis',
      place: 'stack',
      namespace: 'nightshift',
      hold: 0,
      consented: false,
      urls: { prometheus: 'http://localhost:1234', nightshift: 'http://localhost:9080' },
    });
  });

  test('commands of the operator make a place of their own', () => {
    const given = {
      FAULT: 'bad-deploy',
      CAUSE: 'a',
      HEAL: 'b',
      ALERT: 'Mine',
      SEVERITY: 'ticket',
      PROBE: '{"task": "a.b"}',
      NIGHTSHIFT_URL: 'https://n/',
    };
    expect(options(given)).toMatchObject({
      wrong: [],
      place: 'own',
      alert: 'Mine',
      severity: 'ticket',
      probe: { task: 'a.b', args: {} },
      urls: { nightshift: 'https://n' },
    });
  });

  test.each([
    [{ FAULT: 'toString' }, /^FAULT must be one of kill-worker/],
    [{ PLACE: 'moon' }, /^PLACE must be one of stack, kubernetes/],
    [{ CAUSE: 'a' }, /^CAUSE and HEAL/],
    [{ CAUSE: 'a', HEAL: 'b', PLACE: 'stack' }, /^PLACE has no meaning/],
    [{ HOLD: 'long' }, /^HOLD must be/],
    [{ HOLD: '-1' }, /^HOLD must be/],
    [{ SEVERITY: 'high' }, /^SEVERITY must be/],
    [{ PROBE: '{' }, /^PROBE must be/],
    [{ PROBE: '{"args": {}}' }, /^PROBE must be/],
  ])('%o is refused', (env, line) => {
    expect(options({ FAULT: 'hang-redis', ...env }).wrong).toEqual([expect.stringMatching(line)]);
  });
});
