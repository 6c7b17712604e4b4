// PromQL that several panels share. Selectors always hold the namespace.

const NAMESPACE = 'namespace=~"$namespace"';

/** Matchers of the variables. */
export const QUEUE = 'queue=~"$queue"';
export const TASK = 'task=~"$task"';
/** The targets of the application: Open Liberty's metrics have names that other applications share. */
export const SERVERS = 'job="nightshift"';

/** `metric{namespace=~"$namespace",...}` */
export const of = (metric, ...matchers) => `${metric}{${[NAMESPACE, ...matchers].join(',')}}`;

const grouped = (by) => (by ? `by (${by}) ` : '');

/** Sum of a gauge that each server has for itself, or of a recorded series. */
export const sum = (by, metric, ...matchers) => `sum ${grouped(by)}(${of(metric, ...matchers)})`;

/** Max of a gauge that is the same on each server. */
export const max = (by, metric, ...matchers) => `max ${grouped(by)}(${of(metric, ...matchers)})`;

/** Min of a recorded series, so that the worst of several namespaces shows where less is worse. */
export const min = (by, metric, ...matchers) => `min ${grouped(by)}(${of(metric, ...matchers)})`;

/** Rate of a counter per second, summed. */
export const rate = (by, metric, ...matchers) =>
  `sum ${grouped(by)}(rate(${of(metric, ...matchers)}[$__rate_interval]))`;

/** The same without those that are zero, where many combinations exist from the start. */
export const busyRate = (by, metric, ...matchers) => `${rate(by, metric, ...matchers)} > 0`;

/** How much a counter grew in the dashboard's time range, summed. */
export const grown = (by, metric, ...matchers) => `sum ${grouped(by)}(increase(${of(metric, ...matchers)}[$__range]))`;

/** A part of something, 0 to 1; nothing where there is none of it, instead of 0/0. */
export const share = (part, whole) => `${part} / (${whole} > 0)`;

/** A quantile of a histogram, over all servers. `by` are additional labels. */
export const quantile = (share, by, histogram, ...matchers) =>
  `histogram_quantile(${share}, ${rate(by ? `le, ${by}` : 'le', `${histogram}_bucket`, ...matchers)})`;

/** p50, p95 and p99 of a histogram. */
export const quantiles = (histogram, ...matchers) =>
  [0.5, 0.95, 0.99].map((share) => [quantile(share, '', histogram, ...matchers), `p${share * 100}`]);

/** How many fell into each bucket of a histogram, for a heatmap. */
export const buckets = (histogram, ...matchers) =>
  `sum by (le) (increase(${of(`${histogram}_bucket`, ...matchers)}[$__rate_interval]))`;

const BAD_END = 'state=~"dead|expired"';
const REAL_END = 'state!="cancelled"';

/** Share of ended jobs that are dead or expired; canceled ones do not count. */
export const deadShare = (by, ...matchers) =>
  share(
    rate(by, 'nightshift_jobs_ended_total', BAD_END, ...matchers),
    rate(by, 'nightshift_jobs_ended_total', REAL_END, ...matchers),
  );

const FAILED = 'outcome=~"failed|timed_out|lost"';

/** Share of attempts that failed, ran out of time or were lost. */
export const failedShare = (by, ...matchers) =>
  share(rate(by, 'nightshift_attempts_total', FAILED, ...matchers), rate(by, 'nightshift_attempts_total', ...matchers));

/** Share of attempts that succeeded, counted in the same way. */
export const succeededShare = (by, ...matchers) =>
  share(
    rate(by, 'nightshift_attempts_total', 'outcome="succeeded"', ...matchers),
    rate(by, 'nightshift_attempts_total', ...matchers),
  );

/** Age of the oldest ready job in seconds, 0 where none is ready. */
export const oldestReady = (...matchers) =>
  max('queue', 'queue:nightshift_queue_oldest_ready_age:seconds', ...matchers);

/** Target time in which jobs of a queue start, in seconds. */
export const startTarget = (...matchers) => max('queue', 'queue:nightshift_queue_start_target:seconds', ...matchers);

/** Jobs of each queue in a state. Namespaces add up; servers were made one by the recording rule. */
export const jobs = (by, ...matchers) => sum(by, 'queue:nightshift_queue_jobs:max', ...matchers);

/** Alerts that fire. Some have no namespace. The watchdog always does: it shows that alerting works. */
export const firing = (...matchers) =>
  `ALERTS{${['alertstate="firing"', 'alertname!="Watchdog"', 'namespace=~"$namespace|"', ...matchers].join(',')}}`;
