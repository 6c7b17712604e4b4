import { dashboard, row } from '../dashboard.mjs';
import { ofRow, ofSeries, toConsole, toDashboard, uid } from '../links.mjs';
import { barGauge, stat, timeseries } from '../panels.mjs';
import { grown, max, min, of, QUEUE } from '../queries.mjs';
import { table } from '../table.mjs';
import { above, below, limits } from '../thresholds.mjs';

const PER_OBJECTIVE = 'slo, queue';
const FEW = 'too few events';
const NAME = '{{slo}} {{queue}}';

// Objectives of the API have no queue: they stay whatever is chosen.
const inQueue = 'queue=~"$queue|"';
const target = max(PER_OBJECTIVE, 'slo:objective:ratio', inQueue);
const errors = (window) => max(PER_OBJECTIVE, `slo:sli_error:ratio_rate${window}`, inQueue);
const burn = (window) => `${errors(window)} / (1 - ${target})`;
const left = min(PER_OBJECTIVE, 'slo:error_budget_remaining:ratio', inQueue);
const currentBurn = max(PER_OBJECTIVE, 'slo:current_burn_rate:ratio', inQueue);
// Of each namespace by itself: what one has left says nothing about what another burns.
const leftFor = `min by (${PER_OBJECTIVE}) (clamp_min(${of('slo:error_budget_remaining:ratio', inQueue)}, 0) * 30 * 86400 / (${of('slo:current_burn_rate:ratio', inQueue)} > 0))`;

const burnColours = above(limits.burnSlow.value, limits.burnFast.value);
const leftColours = below(0.25, 0);
const leads = [toDashboard('Queue', uid.queue, { queue: ofSeries('queue') })];

const now = [
  [
    8,
    barGauge({
      title: 'Error budget left',
      description:
        'Share of the errors that 30 days allow. Below zero, the objective is missed: reliability comes before new work.',
      unit: 'percentunit',
      queries: [[left, NAME]],
      worst: 'least',
      thresholds: leftColours,
      min: 0,
      max: 1,
      noValue: FEW,
      links: leads,
    }),
  ],
  [
    8,
    barGauge({
      title: 'Burn over the last hour',
      description:
        'At 1, the budget lasts exactly 30 days. At 14.4, two percent of it is used in an hour, which pages.',
      unit: 'short',
      decimals: 1,
      queries: [[currentBurn, NAME]],
      worst: 'most',
      thresholds: burnColours,
      min: 0,
      max: limits.burnFast.value,
      noValue: FEW,
      links: leads,
    }),
  ],
  [
    8,
    barGauge({
      title: 'Budget lasts for',
      description:
        'Time until the budget is used up, if errors continue as in the last hour. Hours: act now. Days: act this week. Nothing shown: nothing burns.',
      unit: 's',
      queries: [[leftFor, NAME]],
      worst: 'least',
      thresholds: below(3 * 86400, 6 * 3600),
      min: 0,
      max: 30 * 86400,
      noValue: 'nothing burns',
      links: leads,
    }),
  ],
];

const all = [
  [
    24,
    table({
      title: 'Objectives',
      description:
        'Ratios are shares of failed events. If only the short windows are above 1, a fault has just begun. If only the long ones are, it is over.',
      keys: {
        slo: { name: 'Objective', width: 140 },
        queue: {
          name: 'Queue',
          links: [
            toDashboard('Queue dashboard', uid.queue, { queue: ofRow('Queue') }),
            toConsole('Queue in the console', `/queues/${ofRow('Queue')}`),
          ],
        },
      },
      columns: [
        { name: 'Target', expr: target, unit: 'percentunit', decimals: 2 },
        { name: 'Budget left', expr: left, unit: 'percentunit', thresholds: leftColours },
        { name: 'Lasts for', expr: leftFor, unit: 's' },
        { name: 'Errors in 1 h', expr: errors('1h'), unit: 'percentunit' },
        { name: 'Errors in 30 d', expr: errors('30d'), unit: 'percentunit' },
        ...['5m', '30m', '1h', '2h', '6h', '1d', '3d'].map((window) => ({
          name: `Burn ${window}`,
          expr: burn(window),
          decimals: 1,
          thresholds: burnColours,
        })),
        { name: 'Events in 30 d', expr: max(PER_OBJECTIVE, 'slo:events:increase30d', inQueue), decimals: 0 },
      ],
      sortBy: 'Budget left',
      ascending: true,
      noValue: FEW,
    }),
  ],
];

const curves = [
  [
    12,
    timeseries({
      title: 'Budget left over time',
      description:
        'A step down is an incident. A steady slope is a lasting problem. The line rises again as old errors leave the 30 days.',
      unit: 'percentunit',
      queries: [[left, NAME]],
      thresholds: leftColours,
      noValue: FEW,
      links: leads,
    }),
  ],
  [
    12,
    timeseries({
      title: 'Share of errors in an hour',
      description: 'The raw ratio behind all windows. Compare it with what the target allows.',
      unit: 'percentunit',
      queries: [[errors('1h'), NAME]],
      min: 0,
      noValue: FEW,
      links: leads,
    }),
  ],
  ...[
    [
      'Fast burn',
      'If both windows are above 14.4, an alert pages: the budget burns fast. The short window falls first when the fault is over.',
      '1h',
      '5m',
      limits.burnFast,
    ],
    [
      'Burn over hours',
      'If both windows are above 6, an alert pages: a smaller fault has lasted for hours.',
      '6h',
      '30m',
      limits.burnHours,
    ],
    [
      'Burn over a day',
      'If both windows are above 3, there is a ticket: the budget would last ten days at most.',
      '1d',
      '2h',
      limits.burnDay,
    ],
    [
      'Slow burn',
      'If both windows are above 1, there is a ticket: the budget would not last for 30 days.',
      '3d',
      '6h',
      limits.burnSlow,
    ],
  ].map(([title, description, long, short, limit]) => [
    6,
    timeseries({
      title,
      description,
      unit: 'short',
      queries: [
        [burn(long), `${long} ${NAME}`],
        [burn(short), `${short} ${NAME}`],
      ],
      thresholds: above(undefined, limit.value),
      noValue: FEW,
    }),
  ]),
];

const worst = [
  [
    12,
    barGauge({
      title: 'Queues that burn most',
      description:
        'Over the last hour, all objectives of jobs. If one queue stands out, look at its tasks. If all burn, look at Redis or add slots.',
      unit: 'short',
      decimals: 1,
      queries: [
        [`topk(10, ${max(PER_OBJECTIVE, 'slo:current_burn_rate:ratio', 'slo=~"job-.+"', QUEUE)})`, '{{queue}} {{slo}}'],
      ],
      worst: 'most',
      thresholds: burnColours,
      min: 0,
      max: limits.burnFast.value,
      noValue: FEW,
      links: leads,
    }),
  ],
  [
    6,
    stat({
      title: 'Successful canary jobs',
      description: 'In this time range, one per period. They show that jobs run even when nobody submits any.',
      unit: 'short',
      decimals: 0,
      queries: [
        [grown('', 'nightshift_jobs_ended_total', 'queue="nightshift.canary"', 'state="succeeded"'), 'succeeded'],
      ],
      thresholds: below(1),
      noValue: 'the canary is off',
    }),
  ],
  [
    6,
    timeseries({
      title: 'Events in 30 days',
      description: 'The number of events behind the ratios. With few events, a single error looks large.',
      unit: 'short',
      queries: [[`max by (${PER_OBJECTIVE}) (${of('slo:events:increase30d', inQueue)})`, NAME]],
      decimals: 0,
      noValue: FEW,
    }),
  ],
];

export const objectives = dashboard({
  uid: uid.objectives,
  title: 'Objectives',
  description: 'The objectives of Nightshift, how well they are met, and how long the error budget lasts.',
  variables: ['namespace', 'queue'],
  from: 'now-24h',
  rows: [
    row('Now', 9, ...now),
    row('All objectives', 10, ...all),
    row('Curves', 8, ...curves),
    row('Where', 8, ...worst),
  ],
});
