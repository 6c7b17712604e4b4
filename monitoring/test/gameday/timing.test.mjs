import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { FAULTS } from '../../gameday/faults.mjs';
import { planText, spoken } from '../../gameday/plan.mjs';
import { delivery } from '../../gameday/routes.mjs';
import { findRule, scrapeInterval, timing } from '../../gameday/timing.mjs';
import { alerts, ROOT } from '../../rules/files.mjs';
import { secondsOf } from '../../stack/speed.mjs';

const routes = readFileSync(join(ROOT, 'alertmanager', 'alertmanager.yml'), 'utf8');
const prometheus = readFileSync(join(ROOT, 'prometheus', 'prometheus.yml'), 'utf8');

/** A rule as Prometheus' API shows it. */
const rule = (more) => ({
  name: 'A',
  query: 'a > 1',
  duration: 120,
  interval: 15,
  labels: { severity: 'page' },
  ...more,
});
const base = { scrape: 15, routes, shows: [0, 0], lingers: 0 };

test('an alert fires after its wait, at the latest a scrape and an evaluation later, and is sent after the wait of its route', () => {
  expect(timing({ ...base, rule: rule() })).toMatchObject({
    fires: [120, 150],
    sent: [135, 165],
    ends: [0, 30],
    receiver: 'page',
    groupWait: 15,
  });
});

test('what metrics show late, what looks back, and a series that another rule records take longer', () => {
  expect(timing({ ...base, rule: rule(), shows: [10, 35] }).fires).toEqual([130, 185]);
  expect(timing({ ...base, rule: rule({ query: 'a:b:max > 1' }) }).fires).toEqual([120, 165]);
  expect(timing({ ...base, rule: rule({ keepFiringFor: 60 }), lingers: 900 }).ends).toEqual([0, 990]);
});

test('a wait that is no multiple of the interval ends at the next evaluation', () => {
  expect(timing({ ...base, rule: rule({ duration: 20 }) }).fires).toEqual([30, 60]);
  expect(timing({ ...base, rule: rule({ duration: 0 }) }).fires).toEqual([0, 30]);
});

test.each([
  [{ alertname: 'Watchdog', severity: 'info' }, 'heartbeat', 0],
  [{ alertname: 'RedisDown', severity: 'page' }, 'page', 15],
  [{ alertname: 'WorkerLost', severity: 'ticket' }, 'ticket', 30],
  [{ alertname: 'Mine', severity: 'other' }, 'ticket', 30],
])('%o goes to %s after %i s', (labels, receiver, groupWait) => {
  expect(delivery(routes, labels)).toEqual({ receiver, groupWait });
});

test('all kinds of matchers count, and a route inherits what it does not say', () => {
  const text = `
route:
  receiver: a
  routes:
    - {match: {team: x}, receiver: b, group_wait: 1m, routes: [{matchers: ['kind=~"c|d"', 'kind!="d"'], receiver: c}]}
    - {match_re: {team: 'y.*'}, receiver: d, group_wait: 5s}
    - {matchers: [team!~"z.*"], receiver: e}`;
  expect(delivery(text, { team: 'x', kind: 'c' })).toEqual({ receiver: 'c', groupWait: 60 });
  expect(delivery(text, { team: 'x', kind: 'd' })).toEqual({ receiver: 'b', groupWait: 60 });
  expect(delivery(text, { team: 'yes' })).toEqual({ receiver: 'd', groupWait: 5 });
  expect(delivery(text, { team: 'no' })).toEqual({ receiver: 'e', groupWait: 30 });
  expect(delivery(text, { team: 'zzz' })).toEqual({ receiver: 'a', groupWait: 30 });
});

test('scrapes are as often as the job says, or all jobs, or Prometheus by default', () => {
  expect(scrapeInterval(prometheus, 'redis')).toBe(15);
  expect(scrapeInterval('scrape_configs: [{job_name: a, scrape_interval: 5s}]', 'a')).toBe(5);
  expect(scrapeInterval('scrape_configs: []', 'a')).toBe(60);
});

test('of two rules with one name, the one of the severity is found', () => {
  const groups = [
    { interval: 7, rules: ['ticket', 'page'].map((severity) => rule({ type: 'alerting', labels: { severity } })) },
  ];
  expect(findRule(groups, 'A', 'page')).toMatchObject({ interval: 7, labels: { severity: 'page' } });
  expect(findRule(groups, 'A', 'info')).toBeUndefined();
});

test.each(Object.entries(FAULTS))(
  'the alert of %s is shipped, and Prometheus scrapes its job',
  (_, { alert, severity, job }) => {
    const shipped = alerts().find((each) => each.alert === alert && each.labels.severity === severity);
    expect(secondsOf(shipped.for ?? '0s')).toBeGreaterThan(0);
    expect(parse(prometheus).scrape_configs.map(({ job_name }) => job_name)).toContain(job);
  },
);

test('the plan says what is done, when the alert comes, and how to undo it', () => {
  const times = timing({ ...base, rule: rule() });
  const action = { ...FAULTS['hang-redis'], does: 'STOP', undo: 'CONT', byHand: 'kill -CONT 7' };
  const text = planText({ fault: 'hang-redis', action, times, urls: { nightshift: 'http://x' }, hold: 90 });
  expect(text).toContain('RedisUnreachable (page), to the receiver page');
  expect(text).toContain('2 min to 2 min 30 s');
  expect(text).toContain('2 min 15 s to 2 min 45 s');
  expect(text).toContain('1 min 30 s after that, or until somebody fixes it');
  expect(text).toContain('kill -CONT 7');
  expect([0, 59.6, 61, 120].map(spoken)).toEqual(['0 s', '1 min', '1 min 1 s', '2 min']);
});
