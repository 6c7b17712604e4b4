import { dashboard, row } from '../dashboard.mjs';
import { toConsole, toDeadJobs, toFailures, toRunbook, uid } from '../links.mjs';
import { heatmap, stat, timeseries } from '../panels.mjs';
import { buckets, deadShare, max, quantiles, rate, share } from '../queries.mjs';
import { above, limits } from '../thresholds.mjs';

const RESULTS = 'nightshift_deliveries_total';
const DURATION = 'nightshift_attempt_duration_seconds';
const DELIVERY = 'task="http.request"';
const FAILED = 'result!~"2xx|3xx"';

const failing = share(rate('', RESULTS, FAILED), rate('', RESULTS));
const deadJobs = [toFailures('task=http.request'), toDeadJobs('task=http.request')];

const now = [
  [
    6,
    stat({
      title: 'Attempts per second',
      description: 'Requests that are sent. If this is far above the rate of new jobs, most of them are retries.',
      unit: 'reqps',
      queries: [[rate('', RESULTS), 'attempts']],
      trend: true,
      noValue: 'no deliveries',
    }),
  ],
  [
    6,
    stat({
      title: 'Failing',
      description:
        'Share of attempts without an answer of 2xx or 3xx. Failed attempts are retried with growing delays.',
      unit: 'percentunit',
      queries: [[failing, 'failing']],
      thresholds: above(0.1, limits.deliveriesFailing.value),
      trend: true,
      links: [toFailures('task=http.request'), toRunbook(limits.deliveriesFailing.alert)],
      noValue: 'no deliveries',
    }),
  ],
  [
    6,
    stat({
      title: 'Retries per delivery',
      description: 'Attempts after the first, per delivery that ended.',
      unit: 'short',
      decimals: 2,
      queries: [
        [
          `clamp_min(${share(rate('', 'nightshift_attempts_total', DELIVERY), rate('', 'nightshift_jobs_ended_total', DELIVERY))} - 1, 0)`,
          'retries',
        ],
      ],
      thresholds: above(1, 3),
      trend: true,
      noValue: 'none ended',
    }),
  ],
  [
    6,
    stat({
      title: 'Given up',
      description: 'Share of deliveries that ended dead or expired. The receiver never got them.',
      unit: 'percentunit',
      queries: [[deadShare('', DELIVERY), 'given up']],
      thresholds: above(0.005, 0.01),
      trend: true,
      noValue: 'none ended',
      links: deadJobs,
    }),
  ],
];

const results = [
  [
    12,
    timeseries({
      title: 'Attempts by result',
      description:
        '4xx: the receiver rejects the request, and a retry rarely helps. 5xx and timeout: the receiver has a problem. Connect: it is away, or its name is wrong. Refused: Nightshift does not allow its address.',
      unit: 'reqps',
      queries: [[rate('result', RESULTS), '{{result}}']],
      stack: true,
      noValue: 'no deliveries',
    }),
  ],
  [
    12,
    timeseries({
      title: 'Failing by result',
      description:
        'Share of all attempts. If one result stands out, one receiver is usually the cause: filter the jobs in the console by its tag.',
      unit: 'percentunit',
      queries: [[`${rate('result', RESULTS, FAILED)} / on () group_left () (${rate('', RESULTS)} > 0)`, '{{result}}']],
      stack: true,
      min: 0,
      noValue: 'no deliveries',
      links: [toConsole('Deliveries in the console', '/jobs?task=http.request')],
    }),
  ],
];

const durations = [
  [
    8,
    timeseries({
      title: 'How long attempts take',
      description: "Mostly the receiver's time. If p99 is at the timeout, a receiver hangs and keeps slots busy.",
      unit: 's',
      queries: quantiles(DURATION, DELIVERY),
      noValue: 'no deliveries',
    }),
  ],
  [
    8,
    heatmap({
      title: 'Spread of durations',
      description: 'A band apart from the rest is one receiver that behaves differently.',
      unit: 's',
      queries: [[buckets(DURATION, DELIVERY), '{{le}}']],
      noValue: 'no deliveries',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Slots used',
      description: 'Slots that deliveries keep busy on average. Slow receivers take slots that other jobs need.',
      unit: 'short',
      queries: [[rate('', `${DURATION}_sum`, DELIVERY), 'slots']],
      noValue: 'no deliveries',
    }),
  ],
];

const destinations = [
  [
    8,
    timeseries({
      title: 'Breakers that are not closed',
      description:
        'Hosts that jobs do not call because they failed, were too busy, or were switched off by hand. Half open: one job finds out whether the host works again. The console names the hosts.',
      unit: 'short',
      queries: [[max('state', 'nightshift_destinations'), '{{state}}']],
      decimals: 0,
      noValue: 'unknown',
      links: [toRunbook('BreakerOpen'), toConsole('Open breakers in the console', '/destinations?state=OPEN')],
    }),
  ],
  [
    8,
    timeseries({
      title: 'Jobs that wait for a host',
      description:
        'Ready jobs that stand aside because of the breaker or a limit of their host. After a breaker has closed, they start one after another, not all at once.',
      unit: 'short',
      queries: [[max('reason', 'nightshift_destination_jobs_waiting'), '{{reason}}']],
      decimals: 0,
      noValue: 'unknown',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Changes of breakers',
      description:
        'How often breakers open and close. One that keeps doing both guards a host that works only sometimes.',
      unit: 'ops',
      queries: [[rate('to', 'nightshift_breaker_changes_total'), '{{to}}']],
      noValue: 'none',
    }),
  ],
];

const ends = [
  [
    12,
    timeseries({
      title: 'Attempts by outcome',
      description:
        'Timed out and lost attempts are a matter of this installation. Failed ones are answers of the receiver.',
      unit: 'ops',
      queries: [[rate('outcome', 'nightshift_attempts_total', DELIVERY), '{{outcome}}']],
      stack: true,
      noValue: 'no deliveries',
    }),
  ],
  [
    12,
    timeseries({
      title: 'Ended deliveries',
      description: 'Dead deliveries wait in the console. Retry them when the receiver works again.',
      unit: 'ops',
      queries: [[rate('state', 'nightshift_jobs_ended_total', DELIVERY), '{{state}}']],
      stack: true,
      noValue: 'none ended',
      links: deadJobs,
    }),
  ],
];

export const deliveries = dashboard({
  uid: uid.deliveries,
  title: 'HTTP deliveries',
  description: 'Requests that the task http.request sends, and the answers of the receivers.',
  variables: ['namespace'],
  rows: [
    row('Now', 5, ...now),
    row('Results', 8, ...results),
    row('Destinations', 8, ...destinations),
    row('Durations', 8, ...durations),
    row('Ends', 8, ...ends),
  ],
});
