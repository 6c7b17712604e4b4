// One meaning, one color, on every dashboard: the hues of the console's badges where it has the same word.

const GOOD = 'green';
const WARN = 'orange';
const BAD = 'red';
const WAITING = 'blue';
const BUSY = 'purple';
const AT_REST = '#8e8e8e';

/** A color that judges nothing: for texts such as "no data". */
export const NEUTRAL = 'text';

/** Colors by the name of a series. A name that is not here has a color of Grafana's palette, which says nothing. */
export const MEANING = {
  // states of jobs
  scheduled: AT_REST,
  ready: WAITING,
  'ready jobs': WAITING,
  blocked: 'yellow',
  running: BUSY,
  retrying: WARN,
  succeeded: GOOD,
  dead: BAD,
  cancelled: '#b3b3b3',
  expired: '#c77fa7',
  // outcomes of attempts
  failed: BAD,
  timed_out: 'dark-red',
  lost: WARN,
  interrupted: AT_REST,
  // states of workers and servers
  live: GOOD,
  draining: 'yellow',
  up: GOOD,
  // what came of a submit, and rows of bulk work
  accepted: GOOD,
  duplicate: AT_REST,
  rejected: BAD,
  // answers, by class and one by one
  '2xx': GOOD,
  '3xx': 'light-green',
  '4xx': WARN,
  '5xx': BAD,
  timeout: BUSY,
  connect: 'dark-red',
  refused: AT_REST,
  // work on its way
  in: WAITING,
  started: BUSY,
  out: GOOD,
  busy: BUSY,
  slots: AT_REST,
  wanted: AT_REST,
  rescued: WARN,
  'results dropped': BAD,
  'attempts lost': 'light-orange',
  'attempts that failed': WARN,
  'jobs dead or expired': BAD,
  // log, calls of Redis, its connections and roles
  error: BAD,
  warning: WARN,
  unreachable: BAD,
  full: WARN,
  not_ready: 'yellow',
  other: AT_REST,
  active: BUSY,
  idle: AT_REST,
  waiting: WARN,
  master: GOOD,
  slave: WAITING,
  // what goes out and what does not
  sent: GOOD,
  errors: BAD,
  dropped: WARN,
  missed: WARN,
  failures: BAD,
  // breakers
  open: BAD,
  half_open: WARN,
  closed: GOOD,
  // failure groups
  muted: AT_REST,
  // quantiles get darker
  p50: 'super-light-blue',
  p95: 'blue',
  p99: 'dark-blue',
};

/** Statuses of HTTP, by their first digit. */
const CODES = { '/^2..$/': '2xx', '/^3..$/': '3xx', '/^4..$/': '4xx', '/^5..$/': '5xx' };

/** What values of a label there can be, by the metric that has it. */
const VALUES = [
  ['nightshift_jobs_ended', 'state', ['succeeded', 'dead', 'cancelled', 'expired']],
  ['nightshift_queue_jobs', 'state', ['scheduled', 'ready', 'blocked', 'running', 'retrying', 'dead']],
  ['nightshift_destinations', 'state', ['open', 'half_open']],
  ['nightshift_failure_groups', 'state', ['open', 'muted']],
  ['nightshift_breaker_changes', 'to', ['open', 'closed']],
  ['nightshift_workers', 'state', ['live', 'draining', 'lost']],
  ['nightshift_redis_pool_connections', 'state', ['active', 'idle', 'waiting']],
  ['nightshift_attempts', 'outcome', ['succeeded', 'failed', 'timed_out', 'lost', 'interrupted', 'cancelled']],
  ['nightshift_deliveries', 'result', ['2xx', '3xx', '4xx', '5xx', 'timeout', 'connect', 'refused']],
  ['nightshift_jobs_submitted', 'result', ['accepted', 'duplicate', 'rejected']],
  ['nightshift_redis_errors', 'kind', ['unreachable', 'full', 'not_ready', 'other']],
  ['nightshift_log_messages', 'level', ['error', 'warning']],
  ['redis_instance_info', 'role', ['master', 'slave']],
];

const painted = (id, options, color) => ({
  matcher: { id, options },
  properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
});

const byName = (name) => painted('byName', name, MEANING[name]);

/** Overrides that give the series of these queries, [expression, legend], the colors of what they mean. */
export function painting(queries) {
  return queries.flatMap(([expr, legend]) => {
    if (legend in MEANING) return [byName(legend)];
    const label = /^\{\{(\w+)\}\}$/.exec(legend)?.[1];
    if (label === 'code')
      return Object.entries(CODES).map(([codes, name]) => painted('byRegexp', codes, MEANING[name]));
    const [, , values = []] = VALUES.find(([metric, name]) => name === label && expr.includes(metric)) ?? [];
    return values.map(byName);
  });
}
