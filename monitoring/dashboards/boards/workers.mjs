import { dashboard, row } from '../dashboard.mjs';
import { toConsole, toRunbook, uid } from '../links.mjs';
import { dashed, heatmap, stat, timeseries } from '../panels.mjs';
import { buckets, jobs, max, min, of, quantile, quantiles, rate, SERVERS, share, sum } from '../queries.mjs';
import { workersByState } from '../shared.mjs';
import { above, below, limits } from '../thresholds.mjs';

const NO_SERVER = 'no server is scraped';
const BUSY = 'nightshift_worker_slots_busy';
const SLOTS = 'nightshift_worker_slots';
const claimAge = `time() - (${of('nightshift_claim_loop_last_success_timestamp_seconds')} > 0)`;
const saturated = above(undefined, limits.workersSaturated.value);

const now = [
  [
    4,
    stat({
      title: 'Servers',
      description: 'Servers that are up and down, as Prometheus sees them.',
      unit: 'short',
      queries: [
        [`count(${of('up', SERVERS)} == 1) or vector(0)`, 'up'],
        [`count(${of('up', SERVERS)} == 0) or vector(0)`, 'down'],
      ],
      noValue: 'none known',
    }),
  ],
  [5, workersByState(toConsole('Workers in the console', '/workers'))],
  [
    5,
    stat({
      title: 'Slots in use',
      description:
        'Share of all slots. If it stays at 100 % while jobs wait, add servers or raise nightshift.concurrency.',
      unit: 'percentunit',
      queries: [[share(sum('', BUSY), sum('', SLOTS)), 'in use']],
      thresholds: saturated,
      trend: true,
      noValue: NO_SERVER,
      links: [toRunbook(limits.workersSaturated.alert)],
    }),
  ],
  [
    5,
    stat({
      title: 'Stuck slots',
      description:
        'Attempts that were told to stop but whose threads continue, because the task ignores interrupts. A restart frees the slots.',
      unit: 'short',
      queries: [[sum('', 'nightshift_worker_slots_stuck'), 'stuck']],
      thresholds: above(1),
      trend: true,
      noValue: NO_SERVER,
    }),
  ],
  [
    5,
    stat({
      title: 'Oldest claim',
      description:
        'Time since the last answer to a claim, on the worst server. If Redis is up, that server is alive but does no work.',
      unit: 's',
      decimals: 0,
      queries: [[`max(${claimAge})`, 'age']],
      thresholds: above(undefined, limits.claimLoopAge.value),
      noValue: 'no server runs jobs',
      links: [toRunbook(limits.claimLoopAge.alert)],
    }),
  ],
];

const capacity = [
  [
    8,
    timeseries({
      title: 'Slots and running jobs',
      description:
        'If all slots are busy while jobs are ready, add capacity. If slots are free while jobs are ready, look for another cause.',
      unit: 'short',
      queries: [
        [sum('', SLOTS), 'slots'],
        [sum('', BUSY), 'busy'],
        [jobs('', 'state="ready"'), 'ready jobs'],
      ],
      decimals: 0,
      overrides: [dashed('/^slots$/')],
      noValue: NO_SERVER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Slots in use by server',
      description:
        'Servers should be close together. A server at zero is draining, lacks the worker role, or its claims fail.',
      unit: 'percentunit',
      queries: [[share(sum('instance', BUSY), sum('instance', SLOTS)), '{{instance}}']],
      thresholds: saturated,
      min: 0,
      max: 1,
      noValue: NO_SERVER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Desired and live workers',
      description:
        'How many workers the current work needs, and how many there are. If more are wanted than live for minutes, the autoscaler is at its limit, or there is none.',
      unit: 'short',
      decimals: 0,
      queries: [
        [sum('', 'namespace:nightshift_desired_workers:max'), 'wanted'],
        [sum('', 'state:nightshift_workers:max', 'state="live"'), 'live'],
      ],
      overrides: [dashed('/^wanted$/')],
      noValue: 'unknown while Redis is away',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Age of the last claim',
      description:
        'Near zero on every server that runs jobs. If it climbs on one server, its claim loop hangs. If it climbs on all, check Redis.',
      unit: 's',
      queries: [[claimAge, '{{instance}}']],
      thresholds: above(undefined, limits.claimLoopAge.value),
      noValue: 'no server runs jobs',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Draining and stuck',
      description: 'A server drains at most for its grace. If it takes longer, the orchestrator does not end it.',
      unit: 'short',
      queries: [
        [sum('instance', 'nightshift_worker_draining'), 'draining {{instance}}'],
        [sum('instance', 'nightshift_worker_slots_stuck'), 'stuck slots {{instance}}'],
      ],
      decimals: 0,
      noValue: NO_SERVER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Workers by state',
      description: 'Lost workers without a deploy mean kills, out of memory, or a network that was cut.',
      unit: 'short',
      queries: [[sum('state', 'state:nightshift_workers:max'), '{{state}}']],
      stack: true,
      decimals: 0,
      noValue: 'unknown while Redis is away',
    }),
  ],
];

const rescue = [
  [
    8,
    timeseries({
      title: 'Rescued jobs and dropped results',
      description:
        'Rescues follow the death of a server. Dropped results without deaths mean that leases are too short or that servers freeze for too long.',
      unit: 'ops',
      queries: [
        [rate('', 'nightshift_rescues_total'), 'rescued'],
        [rate('', 'nightshift_fenced_writes_total'), 'results dropped'],
        [rate('', 'nightshift_attempts_total', 'outcome="lost"'), 'attempts lost'],
      ],
      noValue: NO_SERVER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Self-audit',
      description:
        'What did not agree with the jobs, by kind, and whether it was repaired. It must stay empty: every difference is a bug, or a change by hand.',
      unit: 'ops',
      queries: [
        [rate('kind', 'nightshift_invariant_repairs_total'), 'repaired: {{kind}}'],
        [rate('kind', 'nightshift_invariant_unrepaired_total'), 'not repaired: {{kind}}'],
        [rate('', 'nightshift_self_audits_total'), 'audits completed'],
      ],
      links: [toRunbook('InvariantRepaired'), toRunbook('InvariantBroken'), toRunbook('SelfAuditMissing')],
      noValue: NO_SERVER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Delay of rescues',
      description: 'From the end of a lease to the rescue. The promise is 30 s.',
      unit: 's',
      queries: quantiles('nightshift_rescue_delay_seconds'),
      thresholds: above(undefined, limits.rescueDelay.value),
      noValue: 'nothing was lost',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Lateness of delayed and retried jobs',
      description: 'From due to ready, for 99 % of the jobs. Above a second, the scheduler is behind or Redis is slow.',
      unit: 's',
      queries: [[quantile(0.99, 'source', 'nightshift_job_lateness_seconds'), '{{source}}']],
      thresholds: above(undefined, limits.lateness.value),
      links: [toRunbook(limits.lateness.alert)],
      noValue: 'nothing was due',
    }),
  ],
  [
    8,
    heatmap({
      title: 'Spread of lateness',
      description: 'Should be at the bottom. A cloud far above means that the scheduler stood still.',
      unit: 's',
      queries: [[buckets('nightshift_job_lateness_seconds'), '{{le}}']],
      noValue: 'nothing was due',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Lateness of schedules',
      description:
        'From the time of a run until it is fired. Above a second, the schedulers are behind or Redis is slow.',
      unit: 's',
      queries: quantiles('nightshift_schedule_lateness_seconds'),
      thresholds: above(undefined, limits.scheduleLateness.value),
      links: [toRunbook(limits.scheduleLateness.alert)],
      noValue: 'no schedule ran',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Runs of schedules left out',
      description:
        'Late: no server fired them in time. Overlap: an earlier job had not ended. Paused: the schedule was paused. Caught up: fired more than a minute late.',
      unit: 'ops',
      queries: [
        [rate('reason', 'nightshift_schedule_runs_missed_total'), '{{reason}}'],
        [rate('', 'nightshift_schedule_runs_caught_up_total'), 'caught up'],
      ],
      links: [toRunbook('ScheduleRunsMissed')],
      noValue: 'none',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Error budget of schedules left',
      description:
        'How many more runs may be fired late, as a share of those that 30 days allow. Below zero, the objective is missed.',
      unit: 'percentunit',
      queries: [[min('slo', 'slo:error_budget_remaining:ratio', 'slo="schedule-start"'), 'left']],
      thresholds: below(0.25, 0),
      links: [toRunbook('ScheduleStartBudgetBurn')],
      noValue: 'too few runs',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Schedules',
      description: 'All schedules by what they do.',
      unit: 'short',
      queries: [[max('state', 'nightshift_schedules'), '{{state}}']],
      decimals: 0,
      noValue: 'none',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Interrupted attempts',
      description:
        'Attempts that a shutdown handed back. They start again elsewhere without using up an attempt. If there are many, the grace is too short.',
      unit: 'ops',
      queries: [[rate('task', 'nightshift_attempts_total', 'outcome="interrupted"'), '{{task}}']],
      noValue: 'none',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Servers up, and starts',
      description: 'Starts without a deploy are crashes, or kills for lack of memory.',
      unit: 'short',
      queries: [
        [`sum(${of('up', SERVERS)})`, 'up'],
        [
          `count(min_over_time(${of('jvm_uptime_seconds', SERVERS)}[$__rate_interval]) < 60) or vector(0)`,
          'just started',
        ],
      ],
      steps: true,
      decimals: 0,
      noValue: 'none known',
    }),
  ],
];

const host = [
  [
    8,
    timeseries({
      title: 'CPU of the machines',
      description: 'Share that is not idle. Needs node_exporter.',
      unit: 'percentunit',
      queries: [
        [
          `1 - avg by (instance) (rate(${of('node_cpu_seconds_total', 'mode="idle"')}[$__rate_interval]))`,
          '{{instance}}',
        ],
      ],
      min: 0,
      max: 1,
      noValue: 'no node_exporter',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Free memory of the machines',
      description: 'Share that is still available. Near zero, the kernel kills the largest process: Redis or a server.',
      unit: 'percentunit',
      queries: [[`${of('node_memory_MemAvailable_bytes')} / ${of('node_memory_MemTotal_bytes')}`, '{{instance}}']],
      min: 0,
      max: 1,
      thresholds: below(limits.hostMemory.value),
      links: [toRunbook(limits.hostMemory.alert)],
      noValue: 'no node_exporter',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Free disk space',
      description: 'Free share of each file system. The append-only file needs twice its size during a rewrite.',
      unit: 'percentunit',
      queries: [
        [
          `min by (instance, mountpoint) (${of('node_filesystem_avail_bytes', 'fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660"')} / ${of('node_filesystem_size_bytes', 'fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660"')})`,
          '{{instance}} {{mountpoint}}',
        ],
      ],
      min: 0,
      max: 1,
      thresholds: below(limits.diskRoom.value),
      links: [toRunbook(limits.diskRoom.alert)],
      noValue: 'no node_exporter',
    }),
  ],
];

export const workers = dashboard({
  uid: uid.workers,
  title: 'Workers and scaling',
  description: 'Shows whether there are enough workers, whether they work, and what happens when one dies.',
  variables: ['namespace'],
  rows: [
    row('Now', 5, ...now),
    row('Capacity', 8, ...capacity),
    row('Loss and lateness', 8, ...rescue),
    row('Machines', 7, ...host),
  ],
});
