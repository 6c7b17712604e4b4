// Jobs of the game day's own: whether jobs get through, and whether any was lost.

const QUEUE = 'gameday';

/** Jobs that do no harm, best first. */
const HARMLESS = [
  { task: 'demo.sleep', args: { duration: 'PT2S' } },
  { task: 'demo.noop', args: {} },
];

const CANARY = 'nightshift.canary';

/** A canary that comes less often shows the recovery too late. */
const OFTEN = 75;

const FINAL = new Set(['SUCCEEDED', 'DEAD', 'CANCELLED', 'EXPIRED']);

/** The job of the operator's, or one that can be submitted without harm; undefined if no server knows a task like this. */
export async function harmlessJob(api, own) {
  if (own) return own;
  const { items } = await api('GET', 'tasks');
  const known = new Set(items.map(({ name }) => name));
  return HARMLESS.find(({ task }) => known.has(task));
}

/** Whether Nightshift itself submits a canary about once a minute. Nobody else can submit one. */
export async function hasCanary(prometheus) {
  const [period] = await prometheus.values('max(nightshift_canary_period_seconds)');
  return period?.value > 0 && period.value <= OFTEN;
}

/** Whether a canary that was submitted since a time, in milliseconds, has succeeded. */
export async function canaryGotThrough(api, since) {
  const after = new Date(since).toISOString();
  try {
    const { items } = await api('GET', `jobs?queue=${CANARY}&state=SUCCEEDED&createdAfter=${after}&pageSize=1`);
    return items.length > 0;
  } catch {
    return false;
  }
}

/** Whether a new job gets through within 20 s. An API that does not answer means no. */
export async function getsThrough(api, job) {
  try {
    const { id } = await api('POST', 'jobs', { ...job, queue: QUEUE, priority: 1, tags: ['gameday'] });
    return (await api('GET', `jobs/${id}?wait=PT20S`)).state === 'SUCCEEDED';
  } catch {
    return false;
  }
}

/** Submits `count` jobs that become due one after the other within `seconds`; gives the ids that were accepted. */
export async function submitSample(api, job, { count = 40, seconds }) {
  const lines = Array.from({ length: count }, (_, n) =>
    JSON.stringify({ ...job, queue: QUEUE, tags: ['gameday'], delay: `PT${((n * seconds) / count).toFixed(3)}S` }),
  );
  const answer = await api('POST', 'jobs:batchCreate', lines.join('\n'), 'application/x-ndjson');
  return answer
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).id)
    .filter(Boolean);
}

/** What became of accepted jobs: {accepted, byState, unknown, restarted}. `restarted` began more than once. */
export async function account(api, ids) {
  const result = { accepted: ids.length, byState: {}, unknown: 0, restarted: 0 };
  for (const id of ids) {
    const job = await api('GET', `jobs/${id}`).catch((error) => {
      if (error.status === 404) return undefined;
      throw error;
    });
    if (!job) result.unknown++;
    else {
      result.byState[job.state] = (result.byState[job.state] ?? 0) + 1;
      if ((job.attempts?.length ?? 0) > 1) result.restarted++;
    }
  }
  return result;
}

/** How many of the jobs of an account have not ended. */
export const unfinished = ({ byState }) =>
  Object.entries(byState).reduce((sum, [state, count]) => sum + (FINAL.has(state) ? 0 : count), 0);

/** Jobs by state, over all queues. */
export async function countsByState(api) {
  const { items } = await api('GET', 'queues');
  const sums = {};
  for (const { counts } of items)
    for (const [state, count] of Object.entries(counts)) sums[state] = (sums[state] ?? 0) + count;
  return sums;
}
