import { beforeAll, describe, expect, test } from 'vitest';
import { pages } from './outage.mjs';

/** [what is away, for how many seconds, requests a second, the pages that are right]. */
const OUTAGES = {
  'redis-20s': ['redis', 20, 2, []],
  'redis-40s': ['redis', 40, 2, []],
  'redis-40s-quiet': ['redis', 40, 0.2, []],
  'redis-4m': ['redis', 240, 2, ['RedisDown']],
  'redis-4m-quiet': ['redis', 240, 0.2, ['RedisDown']],
  'redis-20m': ['redis', 1200, 2, ['RedisDown']],
  'requests-20s': ['requests', 20, 2, []],
  'requests-40s': ['requests', 40, 2, []],
  'requests-4m': ['requests', 240, 2, ['ApiAvailabilityBudgetBurn', 'SubmitsRejected']],
  'servers-40s': ['servers', 40, 2, []],
  'servers-20m': ['servers', 1200, 2, ['NightshiftDown']],
};

let paged;
beforeAll(() => {
  const outages = Object.entries(OUTAGES).map(([name, [of, lasts, perSecond]]) => [name, { of, lasts, perSecond }]);
  paged = pages(Object.fromEntries(outages));
}, 300_000);

describe.each(Object.entries(OUTAGES))('%s', (name, [, lasts, , expected]) => {
  test('has these pages, in this order', () => {
    expect(paged[name].map(({ alert }) => alert)).toEqual(expected);
  });

  test('has no page when it is over', () => {
    expect(paged[name].filter(({ at }) => at > lasts)).toEqual([]);
  });
});
