// Jobs that call a destination which fails. Needs nothing but the API, so it is the same in every place.
import { until } from '../../stack/process.mjs';
import { startReceiver } from '../../stack/receiver.mjs';

const QUEUE = 'gameday-destination';
const JOBS = 30;

/** Nobody can have a name like this, so a call reaches nobody. */
export const NOBODY = 'http://gameday.invalid/';

/**
 * The action.
 *
 * @param {object} options
 * @param {Function} options.api
 * @param {string} [options.url] what the jobs call; without it a receiver on loopback that answers 503
 */
export function failingDestination({ api, url }) {
  const called = url ? new URL(url).host : 'a receiver on this machine that answers 503';
  let receiver;
  let host = url && new URL(url).host;
  const waiting = async () => {
    const queue = await api('GET', `queues/${QUEUE}`).catch((error) => {
      if (error.status === 404) return { counts: {} };
      throw error;
    });
    return ['SCHEDULED', 'READY', 'RUNNING', 'RETRYING'].reduce((sum, state) => sum + (queue.counts[state] ?? 0), 0);
  };
  return {
    does: `${JOBS} jobs of http.request in the queue ${QUEUE} call ${called}`,
    undo: `the queue ${QUEUE} is purged, and the breaker is closed`,
    byHand: `purge the queue ${QUEUE} in the console`,
    problems: async () => ((await waiting()) > 0 ? [`the queue ${QUEUE} has jobs: purge it first`] : []),
    async cause() {
      if (!url) receiver = await startReceiver();
      const target = url ?? `${receiver.url}/unavailable`;
      host = new URL(target).host;
      const job = {
        task: 'http.request',
        queue: QUEUE,
        args: { url: target, body: {}, timeout: 'PT5S' },
        retry: { initial: 'PT1S', max: 'PT5S', factor: 2, jitter: 0.5 },
        maxAttempts: 100,
        tags: ['gameday'],
      };
      const lines = Array(JOBS).fill(JSON.stringify(job)).join('\n');
      const answers = await api('POST', 'jobs:batchCreate', lines, 'application/x-ndjson');
      const refused = answers.split('\n').find((line) => line.includes('"problem"'));
      if (refused) throw new Error(`the jobs were not accepted: ${refused}`);
    },
    async heal() {
      // A job that runs is not purged. It waits again a moment later.
      await until(`the queue ${QUEUE} is empty`, 60, async () => {
        if ((await waiting()) === 0) return true;
        await api('POST', `queues/${QUEUE}:purge`);
        return (await waiting()) === 0;
      });
      if (host)
        await api('POST', `destinations/${host}:close`).catch((error) => {
          if (error.status !== 404) throw error;
        });
      await receiver?.stop();
      receiver = undefined;
    },
  };
}
