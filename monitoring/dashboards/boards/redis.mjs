import { dashboard, row } from '../dashboard.mjs';
import { toRunbook, uid } from '../links.mjs';
import { dashed, heatmap, onTheRight, stat, stateTimeline, texts, timeseries } from '../panels.mjs';
import { buckets, busyRate, grown, max, of, quantile, quantiles, rate, share, sum } from '../queries.mjs';
import { above, below, limits } from '../thresholds.mjs';

const CALL = 'nightshift_redis_call_duration_seconds';
const NO_EXPORTER = 'no exporter';
const NO_SERVER = 'no server is scraped';
const memoryColours = above(limits.redisMemoryTicket.value, limits.redisMemoryPage.value);
const usedMemory = share(max('instance', 'redis_memory_used_bytes'), max('instance', 'redis_memory_max_bytes'));

const now = [
  [
    4,
    stat({
      title: 'Redis, seen by its exporter',
      description: 'Away here and up beside it: the exporter has wrong rights or an own network problem.',
      unit: 'short',
      words: true,
      queries: [[max('instance', 'redis_up'), '{{instance}}']],
      mappings: texts({ 0: ['away', 'red'], 1: ['up', 'green'] }),
      thresholds: below(1),
      noValue: NO_EXPORTER,
    }),
  ],
  [
    4,
    stat({
      title: 'Redis, seen by the servers',
      description: 'How many servers reach it and how many do not. Some only: the network between them.',
      unit: 'short',
      queries: [
        [`count(${of('nightshift_redis_up')} == 1) or vector(0)`, 'reach it'],
        [`count(${of('nightshift_redis_up')} == 0) or vector(0)`, 'do not'],
      ],
      noValue: NO_SERVER,
    }),
  ],
  [
    4,
    stat({
      title: 'Memory used',
      description: 'Of maxmemory. When it is full, jobs are refused with 503 and nothing is dropped.',
      unit: 'percentunit',
      queries: [[`max(${usedMemory})`, 'used']],
      thresholds: memoryColours,
      trend: true,
      noValue: 'no limit, or no exporter',
      links: [toRunbook(limits.redisMemoryTicket.alert)],
    }),
  ],
  [
    4,
    stat({
      title: 'Writes to the log on disk',
      description: 'Whether the last write to the append-only file went well. If not, a restart loses jobs: act now.',
      unit: 'short',
      words: true,
      queries: [
        [max('', 'redis_aof_enabled'), 'append-only file'],
        [max('', 'redis_aof_last_write_status'), 'last write'],
      ],
      mappings: texts({ 0: ['off or failed', 'red'], 1: ['well', 'green'] }),
      thresholds: below(1),
      noValue: NO_EXPORTER,
    }),
  ],
  [
    4,
    stat({
      title: 'Evicted keys',
      description: 'In this time range. Must be zero: each may be a job. The policy has to be noeviction.',
      unit: 'short',
      decimals: 0,
      queries: [[grown('', 'redis_evicted_keys_total'), 'evicted']],
      thresholds: above(undefined, 1),
      noValue: NO_EXPORTER,
    }),
  ],
  [
    4,
    stat({
      title: 'Last scrape by the exporter',
      description: 'An error means wrong rights: the panels of the exporter on this page may be incomplete.',
      unit: 'short',
      words: true,
      queries: [[max('', 'redis_exporter_last_scrape_error'), 'scrape']],
      mappings: texts({ 0: ['well', 'green'], 1: ['error', 'red'] }),
      thresholds: above(undefined, 1),
      noValue: NO_EXPORTER,
    }),
  ],
];

const calls = [
  [
    8,
    timeseries({
      title: 'Time of calls, by script',
      description:
        'The time within which 99 of 100 calls are answered, with the network. All up: Redis or its disk; one: that script.',
      unit: 's',
      queries: [[quantile(0.99, 'script', CALL), '{{script}}']],
      thresholds: above(undefined, limits.redisCall.value),
      links: [toRunbook(limits.redisCall.alert)],
      noValue: NO_SERVER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Time of calls',
      description: "Over all scripts. p50 is the network and the disk's fsync, p99 is queueing behind slow calls.",
      unit: 's',
      queries: quantiles(CALL),
      noValue: NO_SERVER,
    }),
  ],
  [
    8,
    heatmap({
      title: 'Spread of times of calls',
      description: 'A stripe at all times at once is a stall of Redis: a fork, a rewrite, or a slow disk.',
      unit: 's',
      queries: [[buckets(CALL), '{{le}}']],
      noValue: NO_SERVER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Calls by script',
      description: 'Claims run even when nothing is ready; submits and settles follow the jobs.',
      unit: 'ops',
      queries: [[busyRate('script', `${CALL}_count`), '{{script}}']],
      stack: true,
      noValue: NO_SERVER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Failed calls',
      description:
        'Unreachable: network or Redis itself. Full: maxmemory. Not ready: it loads its file or is a replica.',
      unit: 'ops',
      queries: [[rate('kind', 'nightshift_redis_errors_total'), '{{kind}}']],
      noValue: 'none',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Connections of the servers',
      description: 'Waiting above zero: the pool is too small, or calls take too long.',
      unit: 'short',
      queries: [[sum('state', 'nightshift_redis_pool_connections'), '{{state}}']],
      decimals: 0,
      noValue: NO_SERVER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Wait for a connection',
      description: 'Should be close to zero. Anything else adds to every call.',
      unit: 's',
      queries: quantiles('nightshift_redis_pool_wait_seconds'),
      thresholds: above(undefined, limits.redisPoolWait.value),
      links: [toRunbook(limits.redisPoolWait.alert)],
      noValue: 'nobody waited',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Age of the numbers about all servers',
      description: 'Servers read them every 5 s. Older: Redis answers slowly, and the numbers of queues stand still.',
      unit: 's',
      queries: [[`time() - max by (instance) (${of('nightshift_cluster_stats_timestamp_seconds')})`, '{{instance}}']],
      thresholds: above(undefined, limits.clusterStatsAge.value),
      links: [toRunbook(limits.clusterStatsAge.alert)],
      noValue: 'Redis is away',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Slow commands',
      description: 'Entries in the slow log, and how long the last one took. SLOWLOG GET tells which.',
      unit: 'short',
      queries: [
        [max('instance', 'redis_slowlog_length'), 'entries {{instance}}'],
        [max('instance', 'redis_last_slow_execution_duration_seconds'), 'the last on {{instance}}'],
      ],
      overrides: [onTheRight('/^the last /', 's')],
      noValue: NO_EXPORTER,
    }),
  ],
];

const memory = [
  [
    8,
    timeseries({
      title: 'Memory',
      description:
        'Data is what jobs take; resident far above used is fragmentation or a fork. The limit is maxmemory.',
      unit: 'bytes',
      queries: [
        [max('instance', 'redis_memory_used_bytes'), 'used {{instance}}'],
        [max('instance', 'redis_memory_used_dataset_bytes'), 'data {{instance}}'],
        [max('instance', 'redis_memory_used_rss_bytes'), 'resident {{instance}}'],
        [max('instance', 'redis_memory_max_bytes'), 'maxmemory {{instance}}'],
      ],
      overrides: [dashed('/^maxmemory /')],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Memory used, of maxmemory',
      description: 'How fast does it come near the limit? A shorter retention of succeeded jobs frees most.',
      unit: 'percentunit',
      queries: [[usedMemory, '{{instance}}']],
      thresholds: memoryColours,
      min: 0,
      max: 1,
      noValue: 'no limit, or no exporter',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Fragmentation',
      description: 'Resident memory by used memory. Over 1.5 for hours with much data: active defragmentation helps.',
      unit: 'short',
      queries: [[max('instance', 'redis_mem_fragmentation_ratio'), '{{instance}}']],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Keys',
      description:
        'Follows the jobs that are kept. Growth while jobs end means retention is longer than memory allows.',
      unit: 'short',
      queries: [
        [sum('db', 'redis_db_keys'), 'keys {{db}}'],
        [sum('db', 'redis_db_keys_expiring'), 'with an end {{db}}'],
      ],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Expired and evicted keys',
      description: 'Expired ones are retention at work. Evicted ones are jobs lost.',
      unit: 'ops',
      queries: [
        [rate('', 'redis_expired_keys_total'), 'expired keys'],
        [rate('', 'redis_evicted_keys_total'), 'evicted keys'],
      ],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Cached scripts',
      description:
        'Constant after the start. A climb means that somebody sends ever new scripts: they are never freed.',
      unit: 'short',
      queries: [[max('instance', 'redis_number_of_cached_scripts'), '{{instance}}']],
      decimals: 0,
      noValue: NO_EXPORTER,
    }),
  ],
];

const disk = [
  [
    8,
    timeseries({
      title: 'Append-only file',
      description: 'Grows until a rewrite makes it small again. The disk needs room for both while it is rewritten.',
      unit: 'bytes',
      queries: [
        [max('instance', 'redis_aof_current_size_bytes'), 'size {{instance}}'],
        [max('instance', 'redis_aof_base_size_bytes'), 'after the last rewrite {{instance}}'],
      ],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    stateTimeline({
      title: 'Writes and rewrites',
      description: 'Red means that acknowledged jobs may not be on disk: disk full or broken.',
      unit: 'short',
      queries: [
        [max('instance', 'redis_aof_last_write_status'), 'last write {{instance}}'],
        [max('instance', 'redis_aof_last_bgrewrite_status'), 'last rewrite {{instance}}'],
        [max('instance', 'redis_rdb_last_bgsave_status'), 'last snapshot {{instance}}'],
      ],
      mappings: texts({ 0: ['failed', 'red'], 1: ['well', 'green'] }),
      thresholds: below(1),
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Fsyncs that came late',
      description: 'The disk does not keep up: every acknowledged job waits for it.',
      unit: 'ops',
      queries: [[rate('instance', 'redis_aof_delayed_fsync'), '{{instance}}']],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Forks',
      description: 'How long the last fork stopped Redis. Grows with memory; over 0.1 s turn off huge pages.',
      unit: 's',
      queries: [[max('instance', 'redis_latest_fork_seconds'), '{{instance}}']],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Rewrites in progress',
      description: 'Explains short stripes in the time of calls and a bump of memory.',
      unit: 'short',
      queries: [
        [max('instance', 'redis_aof_rewrite_in_progress'), 'rewrite {{instance}}'],
        [max('instance', 'redis_rdb_bgsave_in_progress'), 'snapshot {{instance}}'],
      ],
      decimals: 0,
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Memory copied by forks',
      description:
        'What the last rewrite or snapshot cost on top: the container needs that much room beyond maxmemory.',
      unit: 'bytes',
      queries: [
        [max('instance', 'redis_aof_last_cow_size_bytes'), 'rewrite {{instance}}'],
        [max('instance', 'redis_rdb_last_cow_size_bytes'), 'snapshot {{instance}}'],
      ],
      noValue: NO_EXPORTER,
    }),
  ],
];

const clients = [
  [
    8,
    timeseries({
      title: 'Clients',
      description:
        'Connected against maxclients: each server holds its pool and one for events. Blocked ones are not ours.',
      unit: 'short',
      queries: [
        [max('instance', 'redis_connected_clients'), 'connected {{instance}}'],
        [max('instance', 'redis_blocked_clients'), 'blocked {{instance}}'],
        [max('instance', 'redis_config_maxclients'), 'most {{instance}}'],
      ],
      decimals: 0,
      overrides: [dashed('/^most /')],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Connections',
      description: 'New ones should be rare: servers keep theirs. Rejected ones mean that maxclients is reached.',
      unit: 'ops',
      queries: [
        [rate('', 'redis_connections_received_total'), 'new'],
        [rate('', 'redis_rejected_connections_total'), 'rejected'],
      ],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Commands by name',
      description: 'EVALSHA are our scripts. Something else on top: another client uses this Redis.',
      unit: 'ops',
      queries: [[`topk(10, ${rate('cmd', 'redis_commands_total')})`, '{{cmd}}']],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Share of time in commands',
      description: 'Redis runs one command at a time: near 100 % it is full, whatever the CPUs say.',
      unit: 'percentunit',
      queries: [[rate('instance', 'redis_commands_duration_seconds_total'), '{{instance}}']],
      min: 0,
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'CPU of the main thread',
      description: "Cores, at most one. The exporter's own calls are in it.",
      unit: 'short',
      queries: [
        [
          `${rate('instance', 'redis_cpu_user_main_thread_seconds_total')} + ${rate('instance', 'redis_cpu_sys_main_thread_seconds_total')}`,
          '{{instance}}',
        ],
      ],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Refused and failed commands',
      description: 'By command. Right after a restart one NOSCRIPT per script is normal: servers load them again.',
      unit: 'ops',
      queries: [
        [rate('cmd', 'redis_commands_rejected_calls_total'), 'rejected {{cmd}}'],
        [rate('cmd', 'redis_commands_failed_calls_total'), 'failed {{cmd}}'],
      ],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Network',
      description: 'Bytes in and out. Out far above in: large results or args are read again and again.',
      unit: 'Bps',
      queries: [
        [rate('', 'redis_net_input_bytes_total'), 'in'],
        [rate('', 'redis_net_output_bytes_total'), 'out'],
      ],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Replicas',
      description:
        'Connected replicas, and how far behind each is. Falling to zero on a master that had some: it stands alone.',
      unit: 'short',
      queries: [
        [max('instance', 'redis_connected_slaves'), 'replicas of {{instance}}'],
        [max('slave_ip, slave_port', 'redis_connected_slave_lag_seconds'), 'lag of {{slave_ip}}:{{slave_port}}'],
      ],
      overrides: [onTheRight('/^lag /', 's')],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Roles',
      description:
        'Exactly one master. None: nothing can be written. Two: writes go to both and one side will be lost.',
      unit: 'short',
      queries: [[`count by (role) (${of('redis_instance_info')})`, '{{role}}']],
      steps: true,
      decimals: 0,
      noValue: NO_EXPORTER,
    }),
  ],
];

export const redis = dashboard({
  uid: uid.redis,
  title: 'Redis',
  description: 'Where all jobs are: whether it is there, has room, keeps what it promised, and how fast it answers.',
  variables: ['namespace'],
  rows: [
    row('Now', 5, ...now),
    row('Calls of our servers', 8, ...calls),
    row('Memory', 7, ...memory),
    row('Disk', 7, ...disk),
    row('Clients and commands', 7, ...clients),
  ],
});
