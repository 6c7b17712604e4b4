// Panels that several dashboards show.
import { coloured, stat } from './panels.mjs';
import { sum } from './queries.mjs';
import { above, below } from './thresholds.mjs';

/** Workers as Redis knows them, by state. */
export const workersByState = (...links) =>
  stat({
    title: 'Workers',
    description:
      'Live workers run jobs. Draining workers finish their jobs. Lost workers stopped their heartbeats, and their jobs are rescued.',
    unit: 'short',
    queries: ['live', 'draining', 'lost'].map((state) => [
      sum('', 'state:nightshift_workers:max', `state="${state}"`),
      state,
    ]),
    overrides: [coloured('live', below(1)), coloured('lost', above(1))],
    noValue: 'unknown while Redis is away',
    links,
  });
