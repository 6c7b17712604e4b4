import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { STEPS } from '../objectives/burn.mjs';
import { objectives, rulesText } from '../objectives/index.mjs';
import { read } from '../objectives/read.mjs';
import { ROOT } from '../rules/files.mjs';

const GOOD = `
defaults:
  start: {within: 60s, objective: 0.95}
  success: {objective: 0.99}
queues:
  mail.out:
    start: {within: 5s, objective: 0.99}
  mail.in:
    start: {within: 5s, objective: 0.99}
  reports:
    success: {objective: 0.9}
api:
  availability: {objective: 0.999}
  latency: {within: 250ms, objective: 0.99}
schedules:
  start: {within: 5s, objective: 0.99}
`;

const rulesOf = (text, slo) =>
  Object.fromEntries(
    parse(rulesText(text))
      .groups.flatMap((group) => group.rules)
      .filter((rule) => rule.record && (rule.labels?.slo ?? slo) === slo)
      .map((rule) => [rule.record, rule.expr]),
  );

test('a queue uses the defaults for fields that it does not set', () => {
  const { queues } = read(GOOD);
  expect(queues['mail.out']).toEqual({ start: { within: 5, objective: 0.99 }, success: { objective: 0.99 } });
  expect(queues.reports).toEqual({ start: { within: 60, objective: 0.95 }, success: { objective: 0.9 } });
});

test('queues that ask for the same are measured together, the others with the defaults', () => {
  const start = rulesOf(GOOD, 'job-start');
  expect(start['slo:sli_errors:rate5m']).toContain('queue=~"mail\\\\.out|mail\\\\.in", le="5.0"');
  expect(start['slo:sli_errors:rate5m']).toContain('queue!~"mail\\\\.out|mail\\\\.in", le="60.0"');
  expect(start['queue:nightshift_queue_start_target:seconds'].split('\nor\n')).toEqual([
    '60 * group by (namespace, queue) (nightshift_queue_paused{queue!~"mail\\\\.out|mail\\\\.in"})',
    '5 * group by (namespace, queue) (nightshift_queue_paused{queue=~"mail\\\\.out|mail\\\\.in"})',
  ]);
  expect(rulesOf(GOOD, 'job-success')['slo:objective:ratio'].split('\nor\n')).toEqual([
    '0.99 * group by (namespace, queue) (nightshift_jobs_ended_total{queue!="reports"})',
    '0.9 * group by (namespace, queue) (nightshift_jobs_ended_total{queue="reports"})',
  ]);
});

test('without named queues there is one expression for all', () => {
  const plain = GOOD.replace(/queues:[\s\S]*api:/, 'api:');
  expect(rulesOf(plain, 'job-success')['slo:objective:ratio']).toBe(
    '0.99 * group by (namespace, queue) (nightshift_jobs_ended_total)',
  );
});

test.each([
  [
    'an unknown field',
    'success: {objective: 0.99}',
    'success: {objektive: 0.99}',
    'defaults.success.objektive: is not known; known are objective',
  ],
  ['an unknown part', 'api:', 'apis: {}\napi:', 'apis: is not known; known are defaults, queues, api, schedules'],
  [
    'a threshold between bounds',
    'within: 60s',
    'within: 45s',
    'defaults.start.within: 45s is not a bucket bound of nightshift_job_wait_seconds, so it cannot be measured; choose one of 5ms',
  ],
  [
    'a bound of another histogram',
    'within: 250ms',
    'within: 30s',
    'api.latency.within: 30s is not a bucket bound of nightshift_http_request_duration_seconds',
  ],
  [
    'a bound that schedules do not have',
    'schedules:\n  start: {within: 5s',
    'schedules:\n  start: {within: 60s',
    'schedules.start.within: 60s is not a bucket bound of nightshift_schedule_lateness_seconds',
  ],
  ['no duration', 'within: 60s', 'within: 60', 'defaults.start.within: must be a duration'],
  [
    'a percentage',
    'objective: 0.999',
    'objective: 99.9',
    'api.availability.objective: 99.9 must be from 0.9 to 0.9999',
  ],
  [
    'an objective too low',
    'objective: 0.9}',
    'objective: 0.5}',
    'queues.reports.success.objective: 0.5 must be from 0.9 to 0.9999',
  ],
  [
    'a text for a number',
    'objective: 0.95',
    'objective: high',
    'defaults.start.objective: must be a number, such as 0.99',
  ],
  ['a missing part', 'availability: {objective: 0.999}', '', 'api.availability: is missing'],
  [
    'a missing objective',
    'start: {within: 60s, objective: 0.95}',
    'start: {within: 60s}',
    'defaults.start.objective: must be a number',
  ],
  ['a list', 'queues:\n', 'queues: [a]\nmore:\n', 'queues: must have names of queues'],
  ['no name of a queue', 'mail.in:', '"mail in":', 'queues.mail in: is not a name of a queue'],
  ['a queue named twice', 'mail.in:', 'mail.out:', 'is not YAML'],
])('refuses %s', (_, part, wrong, message) => {
  expect(GOOD).toContain(part);
  expect(() => read(GOOD.replace(part, wrong))).toThrow(message);
});

test('reports all errors at once, and where they are', () => {
  const wrong = GOOD.replace('within: 60s', 'within: 45s').replace('0.999', '2');
  expect(() => read(wrong)).toThrow(/defaults\.start\.within: 45s.*\napi\.availability\.objective: 2/);
  expect(() => objectives(join(ROOT, 'docs'))).toThrow(/^prometheus\/objectives\.yaml: /);
});

describe.each([0.9, 0.95, 0.99, 0.995, 0.999, 0.9999])('with the objective %d', (objective) => {
  const allowed = 1 - objective;
  const thresholds = STEPS.map(({ factor, most }) => Math.min(factor * allowed, most));

  test('every alarm can be reached with a margin, and none comes while the budget lasts', () => {
    for (const threshold of thresholds) {
      expect(threshold).toBeLessThanOrEqual(0.5);
      expect(threshold).toBeGreaterThanOrEqual(allowed);
    }
  });

  test('the longer the window, the fewer failures alarm', () => {
    expect(thresholds).toEqual([...thresholds].sort((a, b) => b - a));
  });
});
