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
      description:
        'If it is away here but up beside it, the exporter has wrong rights or a network problem of its own.',
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
      description:
        'How many servers reach Redis and how many do not. If only some do not, check the network between them.',
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
      description: 'Share of maxmemory. When it is full, submits get 503 and nothing is dropped.',
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
      description: 'Whether the last write to the append-only file succeeded. If not, a restart loses jobs: act now.',
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
      description: 'In this time range. It must be zero, because each key may be a job. The policy must be noeviction.',
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
      description: 'An error means wrong rights. The panels that use the exporter may be incomplete.',
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
      title: 'Call duration by script',
      description:
        'Time within which 99 % of the calls are answered, including the network. If all rise, check Redis or its disk. If one rises, check that script.',
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
      title: 'Call duration',
      description: "All scripts. p50 is the network and the disk's fsync. p99 is the time behind slow calls.",
      unit: 's',
      queries: quantiles(CALL),
      noValue: NO_SERVER,
    }),
  ],
  [
    8,
    heatmap({
      title: 'Spread of call durations',
      description: 'A vertical stripe is a stall of Redis: a fork, a rewrite, or a slow disk.',
      unit: 's',
      queries: [[buckets(CALL), '{{le}}']],
      noValue: NO_SERVER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Calls by script',
      description: 'Claims run even when nothing is ready. Submits and settles follow the jobs.',
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
        'Unreachable: the network or Redis itself. Full: maxmemory is reached. Not ready: Redis loads its file or is a replica.',
      unit: 'ops',
      queries: [[rate('kind', 'nightshift_redis_errors_total'), '{{kind}}']],
      noValue: 'none',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Connections of the servers',
      description: 'If threads wait, the pool is too small or calls take too long.',
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
      description: 'Should be close to zero. Every call waits for this time as well.',
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
      description:
        'Servers read these numbers every 5 s. If they are older, Redis answers slowly and the numbers of queues stand still.',
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
      description: 'Entries in the slow log, and how long the last one took. SLOWLOG GET shows the commands.',
      unit: 'short',
      queries: [
        [max('instance', 'redis_slowlog_length'), 'entries {{instance}}'],
        [max('instance', 'redis_last_slow_execution_duration_seconds'), 'the last on {{instance}}'],
      ],
      overrides: [onTheRight('/^the last /', 's')],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Index for search',
      description:
        'Jobs that are not in the index for search yet, and pieces of it whose states are not right. Both come down within minutes after an upgrade or a large import, as long as one server keeps the index.',
      unit: 'short',
      queries: [
        [max('', 'nightshift_search_index_jobs_behind'), 'jobs behind'],
        [max('', 'nightshift_search_index_stale_segments'), 'stale segments'],
        [max('', 'nightshift_search_index_segments'), 'segments'],
        [sum('', 'nightshift_search_index_keeper'), 'servers that keep it'],
      ],
      overrides: [onTheRight('/segments/', 'short')],
      noValue: NO_SERVER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Pieces of the index for search written',
      description: 'Added or written again, and brought up to date. Many updates mean that old jobs change.',
      unit: 'ops',
      queries: [
        [rate('', 'nightshift_search_index_written_total'), 'written'],
        [rate('', 'nightshift_search_index_updated_total'), 'updated'],
      ],
      noValue: NO_SERVER,
    }),
  ],
];

const memory = [
  [
    8,
    timeseries({
      title: 'Memory',
      description:
        'Data is the memory of jobs. If resident is far above used, there is fragmentation or a fork. The limit is maxmemory.',
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
      description: 'Shows how fast Redis approaches its limit. A shorter retention of succeeded jobs frees the most.',
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
      description:
        'Resident memory divided by used memory. If it stays above 1.5 for hours with much data, active defragmentation helps.',
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
        'Follows the jobs that are kept. If it grows while jobs end, retention is longer than the memory allows.',
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
      description: 'Expired keys are normal. Evicted keys are lost jobs.',
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
        'Constant after the start. A climb means that a client keeps sending new scripts, which are never freed.',
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
      description: 'Grows until a rewrite shrinks it. The disk needs room for both files during a rewrite.',
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
      description: 'Red means that acknowledged jobs might not be on disk: the disk is full or broken.',
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
      title: 'Delayed fsyncs',
      description: 'The disk does not keep up. Every acknowledged job waits for it.',
      unit: 'ops',
      queries: [[rate('instance', 'redis_aof_delayed_fsync'), '{{instance}}']],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Forks',
      description: 'How long the last fork stopped Redis. Grows with memory. Above 0.1 s, turn off huge pages.',
      unit: 's',
      queries: [[max('instance', 'redis_latest_fork_seconds'), '{{instance}}']],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Rewrites in progress',
      description: 'Explains short stripes in the time of calls and a bump in memory.',
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
      description: 'Extra memory of the last rewrite or snapshot. The container needs that much beyond maxmemory.',
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
        'Connected clients and the limit, maxclients. Each server holds its pool and one connection for events. Blocked clients do not belong to Nightshift.',
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
      description:
        'New connections should be rare, because servers keep theirs. Rejected ones mean that maxclients is reached.',
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
      description: 'EVALSHA are the scripts of Nightshift. If another command leads, another client uses this Redis.',
      unit: 'ops',
      queries: [[`topk(10, ${rate('cmd', 'redis_commands_total')})`, '{{cmd}}']],
      noValue: NO_EXPORTER,
    }),
  ],
  [
    8,
    timeseries({
      title: 'Share of time in commands',
      description: 'Redis runs one command at a time. Near 100 % it is at its limit, whatever the CPUs show.',
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
      description: "Cores, at most one. This includes the exporter's own calls.",
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
      description: 'By command. One NOSCRIPT per script after a restart is normal: servers load the scripts again.',
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
      description: 'Bytes in and out. If out is far above in, large results or args are read again and again.',
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
        'Connected replicas, and how far behind each is. If a master falls to zero, it has lost all its replicas.',
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
        'There must be exactly one master. With none, nothing can be written. With two, writes go to both and one side will be lost.',
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
  description:
    'Redis holds all jobs. Shows whether it is up, has free memory, stores its log, and how fast it answers.',
  variables: ['namespace'],
  rows: [
    row('Now', 5, ...now),
    row('Calls of our servers', 8, ...calls),
    row('Memory', 7, ...memory),
    row('Disk', 7, ...disk),
    row('Clients and commands', 7, ...clients),
  ],
});
