// A game day after consent: the fault, the jobs that are followed through it, and all that goes into the record.
import { until } from '../stack/process.mjs';
import { answers } from '../stack/services.mjs';
import { conduct } from './conduct.mjs';
import {
  account,
  canaryGotThrough,
  countsByState,
  getsThrough,
  hasCanary,
  submitSample,
  unfinished,
} from './sample.mjs';
import { Watch } from './watch.mjs';

/** Seconds that the followed jobs have after the recovery. */
const TO_END = 180;

/** What must hold again after the cure, because it holds now. */
async function checksOf({ api, prometheus, urls, job }) {
  const ready = () => answers(`${urls.nightshift}/health/ready`);
  return {
    'the API answers and Redis is up': () =>
      api('GET', 'status').then(
        ({ redis }) => redis.state === 'UP',
        () => false,
      ),
    // From outside a cluster, nobody gets this answer.
    ...((await ready()) && { 'the server is ready': ready }),
    ...(job && { 'a new job gets through': () => getsThrough(api, job) }),
    ...(!job && (await hasCanary(prometheus)) && { 'a canary gets through': canary(api) }),
  };
}

/** A check that is first asked after the cure: only canaries from then on count. */
function canary(api) {
  let since;
  return () => {
    since ??= Date.now();
    return canaryGotThrough(api, since);
  };
}

/** What became of the sample, once all of it has ended or the time is over. */
async function accounted(api, ids) {
  let sample;
  const ended = async () => {
    sample = await account(api, ids).catch(() => undefined);
    return sample && unfinished(sample) === 0;
  };
  await until('the jobs of the game day have ended', TO_END, ended, 2000).catch(() => {});
  return sample;
}

/**
 * Carries out a plan; gives it with what happened: `record`, `others`, `sample`, and the counts `before` and `after`.
 *
 * @param {object} plan `action`, `times`, `urls`, `hold`, and `job`, if there is one to follow
 * @param {{prometheus: object, alertmanager: object, api: Function}} sources
 * @param {{signal: AbortSignal, say: (line: string) => void, every?: number}} options
 */
export async function perform(plan, { prometheus, alertmanager, api }, { signal, say, every }) {
  const { action, times, hold, job } = plan;
  const watch = new Watch({ prometheus, alertmanager }, action);
  await watch.begin();
  const before = await countsByState(api);
  const checks = await checksOf({ ...plan, api, prometheus });
  const ids = job ? await submitSample(api, job, { seconds: times.sent[1] }) : [];
  const record = await conduct({ action, times, watch, checks, hold, signal, say, every });
  const sample = job && !record.aborted ? await accounted(api, ids) : undefined;
  if (sample?.unknown > 0) record.problems.push(`${sample.unknown} accepted jobs are lost.`);
  const after = await countsByState(api).catch(() => undefined);
  return { ...plan, record, others: watch.others, sample, before, after };
}
