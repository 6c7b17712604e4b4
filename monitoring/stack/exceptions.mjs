// Exceptions of the proof, each with its reason. An entry that is no longer needed fails there.

/** Alerts that may fire in a quiet time. */
export const MAY_FIRE = {
  Watchdog: 'always fires, so that its absence shows that alerting is broken',
  ApiLatencyBudgetBurn: 'the speed of answers depends on the machine, which builds and tests other things meanwhile',
  RedisCallsSlow: 'likewise',
  NewFailureGroup: 'some jobs of the load fail once, and are the first of their cause',
  HostDiskFilling: 'the proof runs on any disk',
  HostMemoryLow: 'likewise',
};

/** Parts of expressions that may have no data. */
export const MAY_BE_EMPTY = {
  'max by (namespace) (nightshift_self_audit_interval_seconds offset 1d)': 'the servers have not run for a day',
  'redis_instance_info{maxmemory_policy!="noeviction"}': 'Redis is set up as it should be',
  redis_connected_slave_lag_seconds: 'a single Redis has no replicas',
  'time() - (max by (namespace) (nightshift_redis_data_loss_timestamp_seconds) > 0)': 'Redis has lost nothing',
};

/** Metrics that rules and dashboards ask for and that do not exist here. */
export const MAY_BE_MISSING = {
  redis_connected_slave_lag_seconds: 'a single Redis has no replicas',
};
