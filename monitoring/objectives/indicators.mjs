import { le } from './buckets.mjs';

const rate = (by, selector, window) => `sum by (${by.join(', ')}) (rate(${selector}[${window}]))`;

/** A selector's braces around the matchers that are there. */
const braces = (...matchers) => {
  const given = matchers.filter(Boolean);
  return given.length > 0 ? `{${given.join(', ')}}` : '';
};

/** Those of a histogram that took longer. */
const late = (by, histogram, within, window, ...matchers) => `clamp_min(
  ${rate(by, `${histogram}_count${braces(...matchers)}`, window)}
  - ${rate(by, `${histogram}_bucket${braces(...matchers, `le="${le(within)}"`)}`, window)},
  0
)`;

const JOB = ['namespace', 'queue'];
const WAIT = 'nightshift_job_wait_seconds';
const jobsWorkedOn = 'sum by (namespace, queue) (rate(nightshift_attempts_total[15m]))';

const SERVERS = ['namespace'];
const REQUESTS = 'nightshift_http_request_duration_seconds';
// Sign-ins do not count: clients that guess passwords get 429.
const API = 'route=~"/api/.*", route!="/api/v1/session"';
// Streams, and batches of any length, take as long as they take.
const TIMED = 'route=~"/api/.*", route!~"/api/v1/(session|events|jobs:batchCreate)", code!~"5.."';
const jobsSubmitted = 'sum by (namespace) (rate(nightshift_jobs_submitted_total{queue!="nightshift.canary"}[15m]))';

const LATENESS = 'nightshift_schedule_lateness_seconds';
// Later than a minute, a run is caught up with or left out, and the histogram does not have it.
const tooLate = (window) =>
  `${rate(SERVERS, 'nightshift_schedule_runs_caught_up_total', window)} + ${rate(SERVERS, 'nightshift_schedule_runs_missed_total{reason="late"}', window)}`;

/**
 * What an objective counts, in PromQL: `events` and failed events, `errors`, per second over a window. `exists` is a metric
 * that is there, even at 0, wherever the objective applies. If `busy` is above 0, there must be measurements. All have series by
 * the labels `by`.
 */
export const INDICATORS = {
  'job-success': {
    by: JOB,
    exists: ({ matcher }) => `nightshift_jobs_ended_total${braces(matcher)}`,
    busy: jobsWorkedOn,
    // A canceled job is neither good nor bad.
    events: (_, window) => rate(JOB, 'nightshift_jobs_ended_total{state!="cancelled"}', window),
    errors: (_, window) => rate(JOB, 'nightshift_jobs_ended_total{state=~"dead|expired"}', window),
  },
  'job-start': {
    by: JOB,
    exists: ({ matcher }) => `${WAIT}_count${braces(matcher)}`,
    busy: jobsWorkedOn,
    events: (_, window) => rate(JOB, `${WAIT}_count`, window),
    errors: ({ matcher, within }, window) => late(JOB, WAIT, within, window, matcher),
  },
  'api-availability': {
    by: SERVERS,
    exists: () => `${REQUESTS}_count{${API}}`,
    busy: jobsSubmitted,
    events: (_, window) => rate(SERVERS, `${REQUESTS}_count{${API}}`, window),
    // A status that never came has no series: 0 stands in for it.
    errors: (_, window) => `${rate(SERVERS, `${REQUESTS}_count{${API}, code=~"5..|429"}`, window)}
or
0 * ${rate(SERVERS, `${REQUESTS}_count{${API}}`, window)}`,
  },
  'api-latency': {
    by: SERVERS,
    exists: () => `${REQUESTS}_count{${TIMED}}`,
    busy: jobsSubmitted,
    events: (_, window) => rate(SERVERS, `${REQUESTS}_count{${TIMED}}`, window),
    errors: ({ within }, window) => late(SERVERS, REQUESTS, within, window, TIMED),
  },
  'schedule-start': {
    by: SERVERS,
    exists: () => `${LATENESS}_count`,
    busy: jobsSubmitted,
    events: (_, window) => `${rate(SERVERS, `${LATENESS}_count`, window)} + ${tooLate(window)}`,
    errors: ({ within }, window) => `${late(SERVERS, LATENESS, within, window)} + ${tooLate(window)}`,
  },
};

/** The queues of a variant as they are, paused or not. */
export const queues = ({ matcher }) => `group by (namespace, queue) (nightshift_queue_paused${braces(matcher)})`;
