import { le } from './buckets.mjs';

const rate = (by, selector) => `sum by (${by.join(', ')}) (rate(${selector}[5m]))`;

/** A selector's braces around the matchers that are there. */
const braces = (...matchers) => {
  const given = matchers.filter(Boolean);
  return given.length > 0 ? `{${given.join(', ')}}` : '';
};

/** Those of a histogram that took longer. */
const late = (by, histogram, within, ...matchers) => `clamp_min(
  ${rate(by, `${histogram}_count${braces(...matchers)}`)}
  - ${rate(by, `${histogram}_bucket${braces(...matchers, `le="${le(within)}"`)}`)},
  0
)`;

const JOB = ['namespace', 'queue'];
const WAIT = 'nightshift_job_wait_seconds';
const jobsWorkedOn = 'sum by (namespace, queue) (rate(nightshift_attempts_total[15m]))';

const SERVERS = ['namespace'];
const REQUESTS = 'nightshift_http_request_duration_seconds';
// Signing in does not count: those who guess passwords are answered 429.
const API = 'route=~"/api/.*", route!="/api/v1/session"';
// Streams, and batches of any length, take as long as they take.
const TIMED = 'route=~"/api/.*", route!~"/api/v1/(session|events|jobs:batchCreate)", code!~"5.."';
const jobsSubmitted = 'sum by (namespace) (rate(nightshift_jobs_submitted_total{queue!="nightshift.canary"}[15m]))';

/**
 * What is counted for an objective, in PromQL: `events`, and those of them that are `errors`, per second over 5 minutes;
 * `exists` is a metric that is there, be it at 0, wherever the objective applies; where `busy` is above 0 there must be
 * measurements. All come in series by the labels `by`.
 */
export const INDICATORS = {
  'job-success': {
    by: JOB,
    exists: ({ matcher }) => `nightshift_jobs_ended_total${braces(matcher)}`,
    busy: jobsWorkedOn,
    // What somebody called off is neither good nor bad.
    events: () => rate(JOB, 'nightshift_jobs_ended_total{state!="cancelled"}'),
    errors: () => rate(JOB, 'nightshift_jobs_ended_total{state=~"dead|expired"}'),
  },
  'job-start': {
    by: JOB,
    exists: ({ matcher }) => `${WAIT}_count${braces(matcher)}`,
    busy: jobsWorkedOn,
    events: () => rate(JOB, `${WAIT}_count`),
    errors: ({ matcher, within }) => late(JOB, WAIT, within, matcher),
  },
  'api-availability': {
    by: SERVERS,
    exists: () => `${REQUESTS}_count{${API}}`,
    busy: jobsSubmitted,
    events: () => rate(SERVERS, `${REQUESTS}_count{${API}}`),
    // A status that never came has no series: 0 stands in for it.
    errors: () => `${rate(SERVERS, `${REQUESTS}_count{${API}, code=~"5..|429"}`)}
or
0 * ${rate(SERVERS, `${REQUESTS}_count{${API}}`)}`,
  },
  'api-latency': {
    by: SERVERS,
    exists: () => `${REQUESTS}_count{${TIMED}}`,
    busy: jobsSubmitted,
    events: () => rate(SERVERS, `${REQUESTS}_count{${TIMED}}`),
    errors: ({ within }) => late(SERVERS, REQUESTS, within, TIMED),
  },
};

/** The queues of a variant as they are, paused or not. */
export const queues = ({ matcher }) => `group by (namespace, queue) (nightshift_queue_paused${braces(matcher)})`;
