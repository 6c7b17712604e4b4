/** Gauges about all servers together, which every server shows alike. */
export const CLUSTER_GAUGES = [
  'nightshift_queue_jobs',
  'nightshift_queue_oldest_ready_timestamp_seconds',
  'nightshift_queue_paused',
  'nightshift_unroutable_jobs',
  'nightshift_workers',
  'nightshift_schedules',
  'nightshift_destinations',
  'nightshift_destination_jobs_waiting',
  'nightshift_failure_groups',
  'nightshift_desired_workers',
  'nightshift_cluster_stats_timestamp_seconds',
];

/** What may be done to them over servers: sums, averages and counts would depend on how many servers there are. */
const ALLOWED = new Set(['max', 'min', 'group']);
const AGGREGATIONS = new Set(
  'sum avg count stddev stdvar topk bottomk quantile count_values max min group limitk limit_ratio'.split(' '),
);

/**
 * Finds raw cluster gauges that an expression adds up, averages or counts over servers. Recorded ones, such as
 * `queue:nightshift_queue_jobs:max`, have been made one already and may be added up.
 *
 * @param {string} expr PromQL
 * @returns {string[]} such as `sum(nightshift_workers)`; empty if all is well
 */
export function summedClusterGauges(expr) {
  const found = [];
  // For each open parenthesis: the name before it, as in sum(...), or that of sum by (...) (...).
  const open = [];
  let owner;
  for (const [token] of tokens(expr)) {
    if (token === '(') {
      open.push(owner);
      owner = undefined;
    } else if (token === ')') {
      const closed = open.pop();
      // The labels of `sum by (...)`: what comes next belongs to sum.
      owner = closed?.startsWith('by ') ? closed.slice(3) : undefined;
    } else if (token === 'by' || token === 'without') {
      owner = `by ${owner}`;
    } else {
      owner = token;
      const aggregation = open.findLast((name) => AGGREGATIONS.has(name));
      if (CLUSTER_GAUGES.includes(token) && aggregation && !ALLOWED.has(aggregation)) {
        found.push(`${aggregation}(${token})`);
      }
    }
  }
  return found;
}

/** Names and parentheses, without what stands in quotes and braces. */
function tokens(expr) {
  const bare = expr.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '""').replace(/\{[^}]*\}/g, '');
  return bare.matchAll(/[A-Za-z_:][A-Za-z0-9_:]*|[()]/g);
}
