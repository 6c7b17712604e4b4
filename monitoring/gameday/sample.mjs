// Jobs of the game day's own: whether jobs get through, and whether any was lost.

const QUEUE = 'gameday';

/** Tasks that do no harm, best first. */
const HARMLESS = [
  ['demo.sleep', { duration: 'PT2S' }],
  ['demo.noop', {}],
  // Exists where NIGHTSHIFT_CANARY_EVERY is set, in production too.
  ['nightshift.canary', {}],
];

const FINAL = new Set(['SUCCEEDED', 'DEAD', 'CANCELLED', 'EXPIRED']);

/** A job that can be submitted without harm: {task, args}, or undefined if no worker knows a task like this. */
export async function harmlessJob(api) {
  const { items } = await api('GET', 'tasks');
  const known = new Set(items.map(({ name }) => name));
  const found = HARMLESS.find(([task]) => known.has(task));
  return found && { task: found[0], args: found[1] };
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
