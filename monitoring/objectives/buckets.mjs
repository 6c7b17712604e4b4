/** Upper bounds, in seconds, of the histograms that objectives are measured by; docs/metrics.md names them too. */
export const BUCKETS = {
  nightshift_job_wait_seconds: [0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800],
  nightshift_schedule_lateness_seconds: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30, 300],
  nightshift_http_request_duration_seconds: [0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
};

/** A bound as the label `le` has it: 60 is "60.0". */
export const le = (bound) => (Number.isInteger(bound) ? `${bound}.0` : String(bound));
