import { dashboard, row } from '../dashboard.mjs';
import { ofRow, ofSeries, toDashboard, toDeadJobs, toFailures, toJobs, toRunbook, uid } from '../links.mjs';
import { heatmap, stat, timeseries } from '../panels.mjs';
import {
  buckets,
  deadShare,
  failedShare,
  grown,
  max,
  of,
  QUEUE,
  quantile,
  quantiles,
  rate,
  share,
  succeededShare,
  TASK,
} from '../queries.mjs';
import { table } from '../table.mjs';
import { above, below, limits } from '../thresholds.mjs';

const DURATION = 'nightshift_attempt_duration_seconds';
const ATTEMPTS = 'nightshift_attempts_total';
const ENDED = 'nightshift_jobs_ended_total';
const both = [TASK, QUEUE];
const jobsOfTask = [toJobs('Its jobs in this time range', `task=${ofSeries('task')}`)];

const now = [
  [
    6,
    stat({
      title: 'Successful attempts',
      description: 'Share of attempts. Retries count as failures, so the jobs may still succeed later.',
      unit: 'percentunit',
      queries: [[succeededShare('', ...both), 'succeed']],
      thresholds: below(0.99, 0.9),
      trend: true,
      noValue: 'nothing ran',
    }),
  ],
  [
    6,
    stat({
      title: 'Jobs dead or expired',
      description: 'Share of ended jobs whose work was never done. The objective allows 1 %.',
      unit: 'percentunit',
      queries: [[deadShare('', ...both), 'lost']],
      thresholds: above(0.005, 0.01),
      trend: true,
      noValue: 'nothing ended',
    }),
  ],
  [
    6,
    stat({
      title: 'Attempts per job',
      description:
        'One means no retries. Two means that each job runs twice on average: the task, or a system that it calls, has a problem.',
      unit: 'short',
      decimals: 2,
      queries: [[share(rate('', ATTEMPTS, ...both), rate('', ENDED, ...both)), 'attempts']],
      thresholds: above(1.5, 3),
      trend: true,
      noValue: 'nothing ended',
    }),
  ],
  [
    6,
    stat({
      title: 'Slots used',
      description:
        'How many slots this task keeps busy on average. If it is close to all of them, other tasks are crowded out.',
      unit: 'short',
      decimals: 1,
      queries: [[rate('', `${DURATION}_sum`, ...both), 'slots']],
      trend: true,
      noValue: 'nothing ran',
    }),
  ],
];

const outcomes = [
  [
    12,
    timeseries({
      title: 'Attempts by outcome',
      description:
        'Failed: the task threw an exception. Timed out: it exceeded its timeout. Lost: its server died. Interrupted: a shutdown handed it back.',
      unit: 'ops',
      queries: [[rate('outcome', ATTEMPTS, ...both), '{{outcome}}']],
      stack: true,
      noValue: 'nothing ran',
    }),
  ],
  [
    12,
    timeseries({
      title: 'Failing by task',
      description:
        'Share of attempts that failed, timed out or were lost. If one task stands out, check its code or the systems that it calls.',
      unit: 'percentunit',
      queries: [[failedShare('task', ...both), '{{task}}']],
      min: 0,
      thresholds: above(undefined, limits.taskFailing.value),
      noValue: 'nothing ran',
      links: [toFailures(`task=${ofSeries('task')}`), ...jobsOfTask],
    }),
  ],
  [
    12,
    timeseries({
      title: 'Attempts per ended job',
      description: 'Rises when a system that the task calls is down. Falls below one while a backlog of retries waits.',
      unit: 'short',
      queries: [[share(rate('task', ATTEMPTS, ...both), rate('task', ENDED, ...both)), '{{task}}']],
      noValue: 'nothing ended',
      links: jobsOfTask,
    }),
  ],
  [
    12,
    timeseries({
      title: 'Dead jobs',
      description: 'Jobs that used up their attempts. Find the error in the console, fix it, and retry the jobs there.',
      unit: 'ops',
      queries: [[rate('task', ENDED, 'state="dead"', ...both), '{{task}}']],
      noValue: 'none',
      links: [toFailures(`task=${ofSeries('task')}`), toDeadJobs(`task=${ofSeries('task')}`)],
    }),
  ],
];

const causes = [
  [
    12,
    timeseries({
      title: 'Failure groups',
      description:
        'Reasons for which jobs of all tasks have failed and are dead or tried again. Somebody has muted those that are known.',
      unit: 'short',
      queries: [[max('state', 'nightshift_failure_groups', 'state=~"open|muted"'), '{{state}}']],
      min: 0,
      noValue: 'unknown while Redis is away',
      links: [toFailures('')],
    }),
  ],
  [
    12,
    timeseries({
      title: 'New reasons',
      description: 'Failures of all tasks whose reason was not seen for a week. Compare with the time of a deployment.',
      unit: 'short',
      queries: [[`sum(increase(${of('nightshift_failure_groups_new_total')}[$__rate_interval]))`, 'new']],
      min: 0,
      noValue: 'no server is scraped',
      links: [toFailures(''), toRunbook('NewFailureGroup')],
    }),
  ],
];

const durations = [
  [
    8,
    timeseries({
      title: 'How long attempts take',
      description: 'If p99 is near the timeout, raise the timeout or split the work before attempts time out.',
      unit: 's',
      queries: quantiles(DURATION, ...both),
      noValue: 'nothing ran',
    }),
  ],
  [
    8,
    heatmap({
      title: 'Spread of durations',
      description: 'Two bands are two kinds of work in one task, often success and an early failure.',
      unit: 's',
      queries: [[buckets(DURATION, ...both), '{{le}}']],
      noValue: 'nothing ran',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Slowest tasks',
      description: 'Time within which 95 % of the attempts end, for the eight slowest tasks.',
      unit: 's',
      queries: [[`topk(8, ${quantile(0.95, 'task', DURATION, ...both)})`, '{{task}}']],
      noValue: 'nothing ran',
      links: jobsOfTask,
    }),
  ],
];

const inRange = (metric, ...matchers) => grown('task, queue', metric, ...matchers, ...both);

const perQueue = [
  [
    24,
    table({
      title: 'By task and queue, in this time range',
      description: 'The same task can behave differently in another queue, with other arguments or another load.',
      keys: {
        task: {
          name: 'Task',
          links: [toJobs('Its jobs in this time range', `task=${ofRow('Task')}&queue=${ofRow('Queue')}`)],
        },
        queue: { name: 'Queue', links: [toDashboard('Queue dashboard', uid.queue, { queue: ofRow('Queue') })] },
      },
      columns: [
        { name: 'Attempts', expr: inRange(ATTEMPTS), decimals: 0 },
        { name: 'Failed', expr: inRange(ATTEMPTS, 'outcome="failed"'), decimals: 0 },
        { name: 'Timed out', expr: inRange(ATTEMPTS, 'outcome="timed_out"'), decimals: 0 },
        { name: 'Lost', expr: inRange(ATTEMPTS, 'outcome="lost"'), decimals: 0 },
        { name: 'Succeeded jobs', expr: inRange(ENDED, 'state="succeeded"'), decimals: 0 },
        {
          name: 'Dead jobs',
          expr: inRange(ENDED, 'state="dead"'),
          decimals: 0,
          thresholds: above(1),
          links: [
            toFailures(`task=${ofRow('Task')}&queue=${ofRow('Queue')}`),
            toDeadJobs(`task=${ofRow('Task')}&queue=${ofRow('Queue')}`),
          ],
        },
        { name: 'Expired jobs', expr: inRange(ENDED, 'state="expired"'), decimals: 0, thresholds: above(1) },
      ],
      sortBy: 'Failed',
    }),
  ],
];

export const task = dashboard({
  uid: uid.task,
  title: 'Task',
  description: 'One or more tasks: whether they succeed, how long they take, and how many slots they use.',
  variables: ['namespace', 'task', 'queue'],
  rows: [
    row('Now', 5, ...now),
    row('Outcomes', 8, ...outcomes),
    row('Causes', 7, ...causes),
    row('Durations', 8, ...durations),
    row('By queue', 9, ...perQueue),
  ],
});
