// Where colours change. Where an alert has the limit, it is named, and a test holds both together.

/** Limits of alerts, as numbers of the panel's unit. */
export const limits = {
  redisMemoryTicket: { alert: 'RedisMemoryHigh', value: 0.8 },
  redisMemoryPage: { alert: 'RedisMemoryFull', value: 0.92 },
  workersSaturated: { alert: 'WorkersSaturated', value: 0.95 },
  claimLoopAge: { alert: 'ClaimLoopStuck', value: 30 },
  rescueDelay: { alert: 'RescueSlow', value: 30 },
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

/** One colour that says nothing. */
export const plain = [{ color: 'blue', value: null }];
