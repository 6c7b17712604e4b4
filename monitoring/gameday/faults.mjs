// The faults that a game day can cause. A place adds how, and changes what differs there.

/** Prometheus' job whose metrics show it. */
const NIGHTSHIFT = 'nightshift';
const REDIS = 'redis';

/**
 * By name:
 * - `title`: what happens, as an order
 * - `users`: what they notice
 * - `alert`, `severity`: what should fire
 * - `job`: the scrape job whose metrics the alert reads
 * - `shows`: seconds until these metrics show the fault, at least and at most
 * - `lingers`: seconds for which the alert continues after the cure, because it looks back
 */
export const FAULTS = {
  'kill-worker': {
    title: 'Kill a worker',
    users: 'Jobs that ran on it start again on another worker within 30 seconds. The other workers have more to do.',
    alert: 'WorkerLost',
    severity: 'ticket',
    job: NIGHTSHIFT,
    // A lease of 15 s without a heartbeat, and the numbers of all servers together are read every 5 s.
    shows: [10, 35],
    lingers: 15 * 60,
  },
  'hang-redis': {
    title: 'Hang Redis: it accepts connections and does not answer',
    users: 'Submits and changes get 503 with Retry-After. No job starts. Running jobs continue and are stored later.',
    alert: 'RedisUnreachable',
    severity: 'page',
    job: NIGHTSHIFT,
    shows: [0, 3],
    lingers: 0,
  },
  'fill-redis': {
    title: 'Fill Redis to 95 % of its memory',
    users: 'Nothing yet. If Redis fills up meanwhile, submits get 503 with Retry-After.',
    alert: 'RedisMemoryHigh',
    severity: 'page',
    job: REDIS,
    shows: [0, 1],
    lingers: 0,
  },
  'cut-network': {
    title: 'Cut the network between the servers and Redis',
    users: 'Submits and changes get 503 with Retry-After. No job starts. Running jobs continue and are stored later.',
    alert: 'RedisUnreachable',
    severity: 'page',
    job: NIGHTSHIFT,
    shows: [0, 3],
    lingers: 0,
  },
  'failing-destination': {
    title: 'Send jobs to a destination that fails',
    users: 'Nothing. Only jobs of the game day call that destination, and its breaker holds them back.',
    alert: 'BreakerOpen',
    severity: 'ticket',
    job: NIGHTSHIFT,
    shows: [1, 30],
    lingers: 0,
  },
  'bad-deploy': {
    title: 'Deploy a version that does not start',
    users: 'Nothing while old servers run. Without them, clients get no answer until the deployment is undone.',
    alert: 'NightshiftDown',
    severity: 'page',
    job: NIGHTSHIFT,
    shows: [0, 30],
    lingers: 0,
  },
};

/** A line for each fault. */
export const listOfFaults = () =>
  Object.entries(FAULTS)
    .map(([name, { title, alert }]) => `  ${name.padEnd(20)}  ${title} (${alert})`)
    .join('\n');
