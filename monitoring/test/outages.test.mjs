import { expect, test } from 'vitest';
import { pages } from './outage.mjs';

// Begun when Prometheus had seen little, so that few requests are a large share.
const begins = 1205;
const of = (what, lasts, perSecond) => pages({ of: what, begins, lasts: Math.ceil(lasts / 15) * 15, perSecond });
const PATIENCE = 120_000;

test.each([
  ['20 s', 20, 2, []],
  ['40 s', 40, 2, []],
  ['40 s, with little to do', 40, 0.2, []],
  ['4 min', 240, 2, ['RedisDown']],
  ['20 min', 1200, 2, ['RedisDown']],
])(
  'Redis is away for %s',
  (_, lasts, perSecond, expected) => {
    const told = of('redis', lasts, perSecond);
    expect(told.map(({ alert }) => alert)).toEqual(expected);
    for (const { at } of told) expect(at).toBeLessThan(120);
  },
  PATIENCE,
);

/** Rates over a minute, two scrapes and the wait of a group. */
const LATEST = 120;

test.each([
  ['40 s', 40, 2, 0],
  ['4 min', 240, 2, 1],
])(
  'requests are refused for %s, and nobody knows why',
  (_, lasts, perSecond, least) => {
    const told = of('requests', lasts, perSecond);
    expect(told.length).toBeGreaterThanOrEqual(least);
    expect(told.filter(({ at }) => at > lasts + LATEST)).toEqual([]);
  },
  PATIENCE,
);
