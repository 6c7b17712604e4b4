// What the proof lets pass, each with its reason. An entry that is not needed any more fails there.

/** Alerts that may fire in a quiet time. */
export const MAY_FIRE = {
  Watchdog: 'always fires, so that its absence tells that alerting is broken',
  ApiLatencyBudgetBurn: 'how fast answers are is up to the machine, which builds and tests other things meanwhile',
  RedisCallsSlow: 'likewise',
  HostDiskFilling: 'the disk is that of whoever runs the proof',
  HostMemoryLow: 'likewise',
};

/** Parts of expressions that need not answer with data. */
export const MAY_BE_EMPTY = {
  'redis_instance_info{maxmemory_policy!="noeviction"}': 'Redis is set up as it should be',
  redis_connected_slave_lag_seconds: 'a single Redis has no replicas',
  'time() - (max by (namespace) (nightshift_redis_data_loss_timestamp_seconds) > 0)': 'Redis has lost nothing',
};

/** Metrics that rules and dashboards ask for and that do not exist here. */
export const MAY_BE_MISSING = {
  redis_connected_slave_lag_seconds: 'a single Redis has no replicas',
};
