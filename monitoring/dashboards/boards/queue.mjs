import { dashboard, row } from '../dashboard.mjs';
import { ofRow, ofSeries, toConsole, toDashboard, toDeadJobs, toFailures, toJobs, uid } from '../links.mjs';
import { dashed, heatmap, stat, stateTimeline, texts, timeseries } from '../panels.mjs';
import {
  buckets,
  deadShare,
  failedShare,
  jobs,
  max,
  min,
  oldestReady,
  QUEUE,
  quantiles,
  rate,
  share,
  startTarget,
  sum,
} from '../queries.mjs';
import { table } from '../table.mjs';
import { above, below } from '../thresholds.mjs';

const WAIT = 'nightshift_job_wait_seconds';
const queueLinks = [
  toConsole('Queue in the console', `/queues/${ofSeries('queue')}`),
  toJobs('Its jobs in this time range', `queue=${ofSeries('queue')}`),
];

const now = [
  [
    6,
    stat({
      title: 'Oldest ready job vs. target',
      description:
        'From 100 % on, jobs of this queue start too late. It is 0 while the queue is paused; the wait starts over when the queue is resumed.',
      unit: 'percentunit',
      queries: [[`max(${share(oldestReady(QUEUE), startTarget(QUEUE))})`, 'oldest']],
      thresholds: above(0.5, 1),
      trend: true,
      noValue: 'unknown while Redis is away',
    }),
  ],
  [
    6,
    stat({
      title: 'Ready',
      description:
        'Jobs that could start now. The number alone says little: the age beside it shows whether they wait too long.',
      unit: 'short',
      queries: [[jobs('', 'state="ready"', QUEUE), 'ready']],
      trend: true,
      noValue: 'unknown while Redis is away',
    }),
  ],
  [
    6,
    stat({
      title: 'Dead',
      description:
        'Jobs that used up their attempts and wait for a decision: retry them in the console, or let retention remove them.',
      unit: 'short',
      queries: [[jobs('queue', 'state="dead"', QUEUE), '{{queue}}']],
      thresholds: above(1),
      trend: true,
      noValue: 'unknown while Redis is away',
      links: [toFailures(`queue=${ofSeries('queue')}`), toDeadJobs(`queue=${ofSeries('queue')}`)],
    }),
  ],
  [
    6,
    stat({
      title: 'Paused',
      description: 'A paused queue accepts jobs but starts none. Its start objective rests until it is resumed.',
      unit: 'short',
      queries: [[max('', 'queue:nightshift_queue_paused:max', QUEUE), 'paused']],
      mappings: texts({ 0: ['no', 'green'], 1: ['paused', 'orange'] }),
      thresholds: above(1),
      noValue: 'unknown while Redis is away',
    }),
  ],
];

const flow = [
  [
    8,
    timeseries({
      title: 'In, started and out',
      description:
        'If more jobs start than come in, there are retries, or the backlog shrinks. If none starts while jobs are ready, the queue stalls.',
      unit: 'ops',
      queries: [
        [rate('', 'nightshift_jobs_submitted_total', 'result="accepted"', QUEUE), 'in'],
        [rate('', `${WAIT}_count`, QUEUE), 'started'],
        [rate('', 'nightshift_jobs_ended_total', QUEUE), 'out'],
      ],
      noValue: 'nothing happened',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Jobs by state',
      description:
        'Ready and retrying jobs show problems. Dead jobs stay until they are retried or their retention ends. Click a name in the legend to see one state alone.',
      unit: 'short',
      queries: [[jobs('state', 'state!~"succeeded|cancelled|expired"', QUEUE), '{{state}}']],
      decimals: 0,
      noValue: 'unknown while Redis is away',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Ended jobs by state',
      description: 'Dead and expired jobs are lost work. Canceled jobs are not: somebody stopped them on purpose.',
      unit: 'ops',
      queries: [[rate('state', 'nightshift_jobs_ended_total', QUEUE), '{{state}}']],
      stack: true,
      noValue: 'nothing ended',
    }),
  ],
];

const waiting = [
  [
    8,
    timeseries({
      title: 'Age of the oldest ready job',
      description:
        'A straight climb means that nothing starts. A sawtooth means that workers keep up in bursts. The dashed line is the target of the queue.',
      unit: 's',
      queries: [
        [oldestReady(QUEUE), '{{queue}}'],
        [startTarget(QUEUE), 'target of {{queue}}'],
      ],
      overrides: [dashed('/^target /')],
      noValue: 'unknown while Redis is away',
      links: queueLinks,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Wait until started',
      description:
        'From ready to started, without planned delays. If only p99 is high, jobs come in bursts. If all are high, there are too few slots.',
      unit: 's',
      queries: quantiles(WAIT, QUEUE),
      noValue: 'nothing started',
    }),
  ],
  [
    8,
    heatmap({
      title: 'Spread of waits',
      description:
        'Darker means more jobs. A second band far above the first means that one kind of job is crowded out.',
      unit: 's',
      queries: [[buckets(WAIT, QUEUE), '{{le}}']],
      noValue: 'nothing started',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Late starts',
      description:
        'Share of jobs that started later than the target, over an hour. Above what the objective allows, the budget burns.',
      unit: 'percentunit',
      queries: [[max('queue', 'slo:sli_error:ratio_rate1h', 'slo="job-start"', QUEUE), '{{queue}}']],
      min: 0,
      noValue: 'too few jobs',
    }),
  ],
  [
    8,
    stat({
      title: 'Start objective: budget left',
      description: 'Share of the late starts that 30 days allow. Below zero, the objective is missed.',
      unit: 'percentunit',
      queries: [[`sort(${min('queue', 'slo:error_budget_remaining:ratio', 'slo="job-start"', QUEUE)})`, '{{queue}}']],
      thresholds: below(0.25, 0),
      noValue: 'too few jobs',
      words: true,
      links: [toDashboard('Objectives', uid.objectives)],
    }),
  ],
  [
    8,
    stateTimeline({
      title: 'Pauses',
      description:
        'While a queue is paused, its oldest ready job has age 0. The end of a pause explains a burst of starts.',
      unit: 'short',
      queries: [[max('queue', 'queue:nightshift_queue_paused:max', QUEUE), '{{queue}}']],
      mappings: texts({ 0: ['open', 'green'], 1: ['paused', 'orange'] }),
      noValue: 'unknown while Redis is away',
    }),
  ],
];

const attempts = (...matchers) => sum('task', 'queue_task_outcome:nightshift_attempts:rate5m', QUEUE, ...matchers);

const inside = [
  [
    12,
    table({
      title: 'Tasks in this queue',
      description:
        'Shows which task takes the slots and which one fails. Open a task to see its durations and retries.',
      keys: {
        task: {
          name: 'Task',
          links: [
            toDashboard('Task dashboard', uid.task, { task: ofRow('Task') }),
            toJobs('Its jobs in this time range', `task=${ofRow('Task')}`),
          ],
        },
      },
      columns: [
        { name: 'Attempts', expr: attempts(), unit: 'ops' },
        { name: 'Failing', expr: share(attempts('outcome=~"failed|timed_out|lost"'), attempts()), unit: 'percentunit' },
        {
          name: 'Slots used',
          expr: rate('task', 'nightshift_attempt_duration_seconds_sum', QUEUE),
          decimals: 1,
        },
        {
          name: 'Mean duration',
          expr: share(
            rate('task', 'nightshift_attempt_duration_seconds_sum', QUEUE),
            rate('task', 'nightshift_attempt_duration_seconds_count', QUEUE),
          ),
          unit: 's',
        },
      ],
      sortBy: 'Attempts',
    }),
  ],
  [
    12,
    timeseries({
      title: 'Failing',
      description: 'Failed attempts are tried again. Jobs that end dead or expired are not.',
      unit: 'percentunit',
      queries: [
        [failedShare('', QUEUE), 'attempts that failed'],
        [deadShare('', QUEUE), 'jobs dead or expired'],
      ],
      min: 0,
      noValue: 'nothing ran',
    }),
  ],
];

export const queue = dashboard({
  uid: uid.queue,
  title: 'Queue',
  description: 'One or more queues: which jobs wait, how long, and which task is the reason.',
  variables: ['namespace', 'queue'],
  rows: [row('Now', 5, ...now), row('Flow', 8, ...flow), row('Waiting', 8, ...waiting), row('Inside', 9, ...inside)],
});
