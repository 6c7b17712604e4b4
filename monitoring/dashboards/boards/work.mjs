import { dashboard, row } from '../dashboard.mjs';
import { ofRow, ofSeries, toConsole, toDashboard, toDeadJobs, toFailures, toJobs, toRunbook, uid } from '../links.mjs';
import { barGauge, coloured, onTheRight, stat, stateTimeline, texts, timeseries } from '../panels.mjs';
import {
  deadShare,
  failedShare,
  firing,
  jobs,
  max,
  min,
  of,
  oldestReady,
  quantile,
  rate,
  share,
  startTarget,
  sum,
} from '../queries.mjs';
import { workersByState } from '../shared.mjs';
import { table } from '../table.mjs';
import { above, below, limits } from '../thresholds.mjs';

const firingCount = stat({
  title: 'Alerts firing',
  description: 'Pages need somebody now. Tickets can wait for a working day.',
  unit: 'short',
  queries: [
    [`count(${firing('severity="page"')}) or vector(0)`, 'pages'],
    [`count(${firing('severity="ticket"')}) or vector(0)`, 'tickets'],
  ],
  thresholds: above(undefined, 1),
  overrides: [coloured('tickets', above(1))],
  noValue: 'Prometheus does not answer',
});

const alerts = table({
  title: 'List of firing alerts',
  description: 'The link of an alert opens its runbook. "Since" is the time when its condition became true.',
  keys: {
    alertname: { name: 'Alert', width: 280, links: [toConsole('What to do', `/runbooks#${ofRow('Alert')}`)] },
    severity: { name: 'Severity', width: 90 },
    queue: { name: 'Queue', width: 220, links: [toConsole('Queue in the console', `/queues/${ofRow('Queue')}`)] },
    task: { name: 'Task', width: 220 },
  },
  columns: [
    {
      name: 'Since',
      expr: `1000 * min by (alertname, severity, queue, task) (ALERTS_FOR_STATE{alertname!="Watchdog",namespace=~"$namespace|"} and ignoring (alertstate) ${firing('severity=~"page|ticket"')})`,
      unit: 'dateTimeFromNow',
    },
  ],
  sortBy: 'Severity',
  ascending: true,
  noValue: 'nothing fires',
});

const budget = barGauge({
  title: 'Error budget left',
  description:
    'Share of the errors that the objective allows in 30 days, for the worst queue. Below zero, the objective is missed: reliability comes before new work.',
  unit: 'percentunit',
  queries: [[min('slo', 'slo:error_budget_remaining:ratio'), '{{slo}}']],
  worst: 'least',
  thresholds: below(0.25, 0),
  min: 0,
  max: 1,
  noValue: 'not enough jobs yet',
  links: [toDashboard('Objectives', uid.objectives)],
});

const oldest = barGauge({
  title: 'Oldest ready job vs. target',
  description:
    'Age of the oldest job that could start, as a share of the time in which its queue promises to start jobs. From 100 % on, jobs start too late: there are too few slots, tasks are slow, or no worker claims jobs. A paused queue has 0, because its objective rests.',
  unit: 'percentunit',
  queries: [[`topk(8, ${share(oldestReady(), startTarget())})`, '{{queue}}']],
  worst: 'most',
  thresholds: above(0.5, 1),
  min: 0,
  max: 1,
  noValue: 'unknown while Redis is away',
  links: [
    toDashboard('Queue', uid.queue, { queue: ofSeries('queue') }),
    toConsole('Queue in the console', `/queues/${ofSeries('queue')}`),
  ],
});

const flow = timeseries({
  title: 'Jobs in and out',
  description: 'If more jobs come in than go out, the backlog grows. If none go out, nothing runs.',
  unit: 'ops',
  queries: [
    [rate('', 'nightshift_jobs_submitted_total', 'result="accepted"'), 'in'],
    [rate('', 'nightshift_jobs_ended_total'), 'out'],
  ],
  noValue: 'no server is scraped',
});

const failing = timeseries({
  title: 'Failing',
  description:
    'Failed attempts are retried. Jobs that end dead or expired are lost work. If only attempts fail, look at the Task dashboard before the retries run out.',
  unit: 'percentunit',
  queries: [
    [failedShare(''), 'attempts that failed'],
    [deadShare(''), 'jobs dead or expired'],
  ],
  min: 0,
  noValue: 'nothing ran',
});

const workers = workersByState(toDashboard('Workers and scaling', uid.workers));

const redis = stat({
  title: 'Redis',
  description: 'Whether every server reaches Redis. Without it no job is accepted or started, and none is lost.',
  unit: 'short',
  words: true,
  queries: [[`min(${of('nightshift_redis_up')})`, 'reached']],
  mappings: texts({ 0: ['away', 'red'], 1: ['up', 'green'] }),
  thresholds: below(1),
  noValue: 'no server is scraped',
  links: [toDashboard('Redis', uid.redis)],
});

const redisMemory = stat({
  title: 'Redis memory',
  description: 'Share of maxmemory. When it is full, submits get 503 and nothing is dropped.',
  unit: 'percentunit',
  queries: [[`max(${share(of('redis_memory_used_bytes'), of('redis_memory_max_bytes'))})`, 'used']],
  thresholds: above(limits.redisMemoryTicket.value, limits.redisMemoryPage.value),
  trend: true,
  noValue: 'no limit, or no exporter',
  links: [toDashboard('Redis', uid.redis), toRunbook(limits.redisMemoryTicket.alert)],
});

const ofState = (state) => jobs('queue', `state="${state}"`);

const queues = table({
  title: 'Queues',
  description:
    'Start with the oldest ready job. Dead jobs wait for a decision: retry them in the console, or let retention remove them. A paused queue accepts jobs but starts none; its oldest ready job has age 0 until it is resumed.',
  keys: {
    queue: {
      name: 'Queue',
      links: [
        toDashboard('Queue dashboard', uid.queue, { queue: ofRow('Queue') }),
        toConsole('Queue in the console', `/queues/${ofRow('Queue')}`),
        toJobs('Its jobs in this time range', `queue=${ofRow('Queue')}`),
      ],
    },
  },
  columns: [
    { name: 'Oldest ready', expr: oldestReady(), unit: 's', decimals: 0 },
    { name: 'Target', expr: startTarget(), unit: 's' },
    { name: 'Ready', expr: ofState('ready') },
    { name: 'Running', expr: ofState('running') },
    { name: 'Retrying', expr: ofState('retrying') },
    {
      name: 'Dead',
      expr: ofState('dead'),
      thresholds: above(1),
      links: [toFailures(`queue=${ofRow('Queue')}`), toDeadJobs(`queue=${ofRow('Queue')}`)],
    },
    {
      name: 'Paused',
      expr: max('queue', 'queue:nightshift_queue_paused:max'),
      mappings: texts({ 0: ['no', 'green'], 1: ['paused', 'orange'] }),
      thresholds: above(1),
    },
    { name: 'In', expr: sum('queue', 'queue:nightshift_jobs_submitted:rate5m'), unit: 'ops' },
    { name: 'Out', expr: sum('queue', 'queue_state:nightshift_jobs_ended:rate5m'), unit: 'ops' },
  ],
  sortBy: 'Oldest ready',
});

const versions = timeseries({
  title: 'Servers by version',
  description: 'In a deploy, one line falls while another rises. If two versions stay, the rollout is stuck.',
  unit: 'short',
  queries: [[`count by (version, revision) (${of('nightshift_build_info')})`, '{{version}} {{revision}}']],
  steps: true,
  stack: true,
  decimals: 0,
  noValue: 'no server is scraped',
});

const starts = timeseries({
  title: 'Uptime',
  description:
    'A line that falls to zero is a restart. If a server restarts several times without a deploy, read its logs.',
  unit: 's',
  queries: [[of('jvm_uptime_seconds', 'job="nightshift"'), '{{instance}}']],
  noValue: 'no server is scraped',
});

const pauses = stateTimeline({
  title: 'Paused queues',
  description: 'The console shows who paused a queue. A forgotten pause looks like a stalled queue.',
  unit: 'short',
  queries: [[max('queue', 'queue:nightshift_queue_paused:max'), '{{queue}}']],
  mappings: texts({ 0: ['open', 'green'], 1: ['paused', 'orange'] }),
  noValue: 'unknown while Redis is away',
});

const refused = timeseries({
  title: 'Duplicate and rejected jobs',
  description:
    'Duplicates had the key of an existing job and are harmless. Rejected jobs could not be stored: Redis was full or away.',
  unit: 'ops',
  queries: [[rate('result', 'nightshift_jobs_submitted_total', 'result!="accepted"'), '{{result}}']],
  noValue: 'no server is scraped',
});

const unroutable = timeseries({
  title: 'Jobs that no worker can run',
  description: 'Ready jobs whose task no live worker knows. The workers have older code, or the task was removed.',
  unit: 'short',
  queries: [[`max by (task) (${of('nightshift_unroutable_jobs')})`, '{{task}}']],
  noValue: 'none',
});

const bulkRows = timeseries({
  title: 'Rows of bulk work',
  description:
    'Rows that imports read, submitted or rejected, and jobs that exports read or wrote. At zero while an import or export runs, it makes no progress.',
  unit: 'rowsps',
  queries: [[rate('kind, result', 'nightshift_bulk_rows_total'), '{{kind}} {{result}}']],
  noValue: 'no server is scraped',
});

const operationJobs = timeseries({
  title: 'Jobs of operations',
  description:
    'Jobs that operations have dealt with, by action and result. Skipped ones were in a state that the action is not for; the console says which.',
  unit: 'ops',
  queries: [[rate('action, result', 'nightshift_operation_jobs_total'), '{{action}} {{result}}']],
  noValue: 'no server is scraped',
  links: [toConsole('Operations', '/operations')],
});

const rejected = timeseries({
  title: 'Rejected rows',
  description:
    'Share of the rows that imports read. They became no jobs. The console has them with the reason, so that they can be fixed and imported again.',
  unit: 'percentunit',
  queries: [
    [
      share(
        rate('', 'nightshift_bulk_rows_total', 'kind="import"', 'result="rejected"'),
        rate('', 'nightshift_bulk_rows_total', 'kind="import"', 'result="read"'),
      ),
      'rejected',
    ],
  ],
  thresholds: above(limits.importRejects.value),
  min: 0,
  noValue: 'nothing is imported',
  links: [toConsole('Imports', '/imports'), toRunbook(limits.importRejects.alert)],
});

const chunks = timeseries({
  title: 'Time per chunk',
  description:
    'Time within which 95 % of the chunks were done: a block of up to 500 imported rows, or a slice of an export. It grows if the folder or Redis is slow.',
  unit: 's',
  queries: [[quantile(0.95, 'kind', 'nightshift_bulk_chunk_duration_seconds'), '{{kind}} p95']],
  noValue: 'no bulk work',
});

const bulkNow = stat({
  title: 'Bulk work now',
  description:
    'Imports, exports and operations that run, and jobs that wait in their queue, bulk. If jobs wait and none runs, no server has the folder, or all slots are busy.',
  unit: 'short',
  queries: [
    [sum('', 'nightshift_bulk_running', 'kind="import"'), 'imports'],
    [sum('', 'nightshift_bulk_running', 'kind="export"'), 'exports'],
    [sum('', 'nightshift_bulk_running', 'kind="operation"'), 'operations'],
    [`${jobs('', 'queue="bulk"', 'state="ready"')} or vector(0)`, 'waiting'],
  ],
  noValue: 'no server is scraped',
  links: [toDashboard('Queue', uid.queue, { queue: 'bulk' })],
});

const bulkAge = timeseries({
  title: 'Oldest running import and export',
  description:
    'How long a server has worked on its oldest one. A file of millions of rows may take long. If no rows are processed meanwhile, it makes no progress.',
  unit: 's',
  queries: [
    [
      `max by (kind) ((time() - ${of('nightshift_bulk_oldest_start_timestamp_seconds')}) * (${of('nightshift_bulk_oldest_start_timestamp_seconds')} > bool 0))`,
      '{{kind}}',
    ],
  ],
  noValue: 'no server is scraped',
  links: [toRunbook('BulkStalled')],
});

const remembered = timeseries({
  title: 'Batch jobs in memory',
  description:
    'Batch jobs that have ended but that the batch runtime of a server still keeps, imports and exports among them. It forgets them within seconds. If the line rises for hours, restart that server at a convenient time.',
  unit: 'short',
  queries: [[of('nightshift_batch_jobs_remembered'), '{{instance}}']],
  noValue: 'no server is scraped',
});

const archive = timeseries({
  title: 'Archive',
  description:
    'Jobs that are archived before they are removed, and failed writes. While the archive cannot be written, no job is removed and Redis fills up. Zero without an archive.',
  unit: 'ops',
  queries: [
    [rate('', 'nightshift_archived_jobs_total'), 'jobs'],
    [rate('', 'nightshift_archive_failures_total'), 'failures'],
    [rate('', 'nightshift_archived_bytes_total'), 'bytes'],
  ],
  overrides: [onTheRight('/^bytes$/', 'Bps')],
  noValue: 'no server is scraped',
  links: [toRunbook('ArchiveFailing')],
});

export const work = dashboard({
  uid: uid.work,
  title: 'Background work',
  description: 'The place to start on call: is something wrong, where, and what changed?',
  variables: ['namespace'],
  rows: [
    row(
      'Now',
      6,
      [4, firingCount],
      [20, alerts],
      [6, budget],
      [6, oldest],
      [6, flow],
      [6, failing],
      [8, workers],
      [8, redis],
      [8, redisMemory],
    ),
    row('Queues', 9, [24, queues]),
    row(
      'Bulk work',
      7,
      [6, bulkRows],
      [6, operationJobs],
      [6, chunks],
      [6, rejected],
      [6, bulkNow],
      [6, bulkAge],
      [6, remembered],
      [6, archive],
    ),
    row('What changed', 7, [8, versions], [8, starts], [8, pauses], [12, refused], [12, unroutable]),
  ],
});
