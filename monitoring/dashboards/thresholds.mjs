// Where colors change. Where an alert has the limit, it is named, and a test holds both together.

/** Limits of alerts, as numbers of the panel's unit. */
export const limits = {
  redisMemoryTicket: { alert: 'RedisMemoryHigh', value: 0.8 },
  redisMemoryPage: { alert: 'RedisMemoryHigh', value: 0.92 },
  redisCall: { alert: 'RedisCallsSlow', value: 0.25 },
  redisPoolWait: { alert: 'RedisPoolExhausted', value: 0.25 },
  clusterStatsAge: { alert: 'ClusterStatsStale', value: 60 },
  workersSaturated: { alert: 'WorkersSaturated', value: 0.95 },
  claimLoopAge: { alert: 'ClaimLoopStuck', value: 30 },
  rescueDelay: { alert: 'RescueSlow', value: 30 },
  lateness: { alert: 'JobsLate', value: 5 },
  scheduleLateness: { alert: 'ScheduleRunsLate', value: 5 },
  taskFailing: { alert: 'TaskFailing', value: 0.5 },
  deliveriesFailing: { alert: 'DeliveriesFailing', value: 0.5 },
  importRejects: { alert: 'ImportRejectsMany', value: 0.1 },
  authFailures: { alert: 'AuthFailuresHigh', value: 1 },
  logErrors: { alert: 'LogErrorsHigh', value: 0.1 },
  heap: { alert: 'HeapHigh', value: 0.9 },
  gcTime: { alert: 'GcTimeHigh', value: 0.1 },
  diskRoom: { alert: 'HostDiskFilling', value: 0.15 },
  hostMemory: { alert: 'HostMemoryLow', value: 0.05 },
  burnFast: { alert: 'JobSuccessBudgetBurn', value: 14.4 },
  burnHours: { alert: 'JobSuccessBudgetBurn', value: 6 },
  burnDay: { alert: 'JobSuccessBudgetBurn', value: 3 },
  burnSlow: { alert: 'JobSuccessBudgetBurn', value: 1 },
};

const GOOD = 'green';
const WARN = 'orange';
const BAD = 'red';

/** Green, then orange from `warn`, then red from `bad`; either may be undefined. */
export const above = (warn, bad) => [
  { color: GOOD, value: null },
  ...(warn === undefined ? [] : [{ color: WARN, value: warn }]),
  ...(bad === undefined ? [] : [{ color: BAD, value: bad }]),
];

/** Red, then orange from `bad`, then green from `warn`. */
export const below = (warn, bad) => [
  { color: BAD, value: null },
  ...(bad === undefined ? [] : [{ color: WARN, value: bad }]),
  { color: GOOD, value: warn },
];

/** One neutral color. */
export const plain = [{ color: 'blue', value: null }];
