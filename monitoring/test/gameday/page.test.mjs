import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FAULTS } from '../../gameday/faults.mjs';
import { outcome, pageText, writePage } from '../../gameday/page.mjs';

const CAUSED = Date.UTC(2026, 10, 30, 13, 0, 0);
const at = (seconds) => CAUSED + seconds * 1000;

/** A game day in which all went well. */
const result = (more = {}, record = {}) => ({
  fault: 'hang-redis',
  action: { ...FAULTS['hang-redis'], does: 'STOP | now', undo: 'CONT', byHand: 'kill -CONT 7' },
  urls: { nightshift: 'http://n' },
  hold: 0,
  times: {
    receiver: 'page',
    groupWait: 15,
    wait: 60,
    scrape: 15,
    interval: 15,
    fires: [60, 93],
    sent: [75, 108],
    ends: [0, 30],
  },
  record: {
    problems: [],
    recovered: { 'a new job gets through': at(92) },
    caused: at(0),
    pending: at(9),
    fired: at(69),
    handed: at(69),
    sent: at(84),
    healing: at(84),
    healed: at(85),
    ended: at(99),
    ...record,
  },
  others: new Map([
    ['TargetDown (ticket)', { began: at(70), ended: at(100) }],
    ['RedisWasAway (info)', { began: at(12), sent: true }],
  ]),
  sample: { accepted: 40, byState: { SUCCEEDED: 39 }, unknown: 1, restarted: 3 },
  before: { SUCCEEDED: 10 },
  after: { SUCCEEDED: 50, DEAD: 2 },
  ...more,
});

test('the page compares what was expected with what was seen', () => {
  const page = pageText(result());
  expect(page).toContain('# Game day: Hang Redis');
  expect(page).toContain('2026-11-30, hang-redis: **passed**');
  expect(page).toContain('| Time to detect: the alert fires | 1 min to 1 min 33 s | 1 min 9 s | as expected |');
  expect(page).toContain('| The alert ends once the cure is complete | 0 s to 30 s | 14 s | as expected |');
  expect(page).toContain('| Time to recover: from the beginning of the cure until all is fine |  | 15 s |  |');
  expect(page).toContain('STOP \\| now');
});

test('the timeline is in order, with times since the fault or the cure', () => {
  const rows = pageText(result())
    .split('## Timeline (UTC)')[1]
    .split('## ')[0]
    .match(/^\| 1.*$/gm);
  expect(rows[0]).toBe('| 13:00:00 | The fault begins | 0.0 s after the fault |');
  expect(rows.at(-1)).toBe('| 13:01:39 | The alert ends | 15.0 s after the cure began |');
  expect(rows).toContain('| 13:01:32 | Again: a new job gets through | 8.0 s after the cure began |');
  const clocks = rows.map((row) => row.slice(2, 10));
  expect(clocks).toEqual(clocks.toSorted());
});

test('it says which report has the rest', () => {
  expect(pageText(result())).toContain(
    '`GET /api/v1/incident?from=2026-11-30T12:50:00.000Z&to=2026-11-30T13:02:39.000Z`',
  );
  const aborted = pageText(result({}, { healing: undefined, ended: undefined }));
  expect(aborted).toContain('&to=2026-11-30T13:01:00.000Z`');
});

test('it has other alerts, the jobs that were followed, and the counts before and after', () => {
  const page = pageText(result());
  expect(page).toContain('| TargetDown (ticket) | 70.0 s after the fault | 100.0 s after the fault | no, held back |');
  expect(page).toContain('| RedisWasAway (info) | 12.0 s after the fault | still fires | yes |');
  expect(page).toContain('**Lost: 1.** Not ended: 0. Started more than once: 3.');
  expect(page).toContain('| SUCCEEDED | 10 | 50 |');
  expect(page).toContain('| DEAD | 0 | 2 |');
});

test('a fault that somebody fixed has the time that they took', () => {
  const page = pageText(result({}, { fixedByHand: true, ended: at(83.5), sent: at(60) }));
  expect(page).toContain('**passed**, fixed by hand');
  expect(page).toContain('| Time to recover: somebody fixed it, after the alert was sent |  | 24 s |  |');
  expect(page).toContain('| The alert ends | 83.5 s after the fault |');
});

test('an alert that ended before the cure was complete is no surprise, and what never recovered has no time', () => {
  expect(pageText(result({}, { healed: at(120) }))).toContain('| 0 s to 30 s | 0 s | as expected |');
  const never = pageText(result({}, { problems: ['Not in time'], recovered: {} }));
  expect(never).toContain('until all is fine |  |  |  |');
});

test('an alert that came late or never is said', () => {
  const late = pageText(result({}, { fired: at(120), sent: undefined }));
  expect(late).toContain('| 1 min to 1 min 33 s | 2 min | 27 s later than expected |');
  expect(late).toContain('| 1 min 15 s to 1 min 48 s |  | not seen |');
});

test.each([
  [{}, 'passed'],
  [{ problems: ['The expected alert did not fire in time.'] }, 'failed'],
  [{ problems: ['It was stopped before its end.'], aborted: true }, 'stopped'],
])('with %o it is %s', (record, expected) => {
  const given = result({}, record);
  expect(outcome(given)).toBe(expected);
  for (const problem of record.problems ?? []) expect(pageText(given)).toContain(`\n- ${problem}\n`);
});

test('without jobs or other alerts it says so', () => {
  const page = pageText(result({ others: new Map(), sample: undefined, before: undefined }));
  expect(page).toContain('No other alert fired.');
  expect(page).toContain('No job was submitted to follow');
});

test('a game day does not overwrite another of the same day', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nightshift-pages-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const inside = join(folder, 'new', 'folder');
  expect(basename(writePage(inside, result()))).toBe('2026-11-30-hang-redis.md');
  const second = writePage(inside, result());
  expect(basename(second)).toBe('2026-11-30-hang-redis-130000.md');
  expect(readdirSync(inside)).toHaveLength(2);
  expect(readFileSync(second, 'utf8')).toBe(pageText(result()));
});
