// The jobs of a trial: deliveries to the rig, in queues that exercise each kind of limit and of waiting.
import { call } from './api.mjs';

const KEYS = ['a', 'b', 'c', 'd', 'e'];
export const LIMIT = 7;
export const KEY_LIMIT = 3;
const SCHEDULE_RUNS_MOST = 100; // that a history keeps

/** What the receiver calls a limit. */
export const limitOf = (queue, key) => (key === undefined ? queue : `${queue}@${key}`);
const randomKey = (random) => ({ key: KEYS[Math.floor(random() * KEYS.length)] });

/**
 * What share of the jobs goes where, and what they have besides the call. The times until which they must start and end never come, but
 * have to be kept.
 */
const KINDS = [
  { share: 0.5, queue: 'plain' },
  { share: 0.15, queue: 'limited', also: () => ({ startBy: 'PT6H' }) },
  { share: 0.15, queue: 'keyed', also: randomKey },
  { share: 0.08, queue: 'fair', also: randomKey },
  { share: 0.06, queue: 'plain', also: (random) => ({ delay: `PT${(1 + 4 * random()).toFixed(1)}S` }) },
  { share: 0.06, queue: 'plain', also: (_random, key) => ({ uniqueKey: key, deadline: 'PT6H' }) },
];

export const queuesOf = (name) => [...new Set(KINDS.map(({ queue }) => `${name}-${queue}`))];

export async function prepareQueues(servers, name) {
  await call(servers, 'PATCH', `queues/${name}-limited`, { concurrency: LIMIT });
  await call(servers, 'PATCH', `queues/${name}-keyed`, { perKey: { concurrency: KEY_LIMIT } });
  await call(servers, 'PATCH', `queues/${name}-fair`, { fair: true });
}

/** Most jobs take some ms, a few take a second, so that a fault finds some that run. */
export const SLOW_SHARE = 0.03;
const answerMs = (random, slowShare) => (random() < slowShare ? 1000 : Math.floor(5 + 45 * random()));

/** @param at from 0 to 1 */
function kindOf(at) {
  let from = 0;
  for (const kind of KINDS) {
    from += kind.share;
    if (at < from) return kind;
  }
  return KINDS[0];
}

const retry = { initial: 'PT0.5S', max: 'PT5S' };

export function jobOf({ name, random, slowShare }, key, urlOf) {
  const kind = kindOf(random());
  const also = kind.also?.(random, key);
  const queue = `${name}-${kind.queue}`;
  return {
    task: 'http.request',
    queue,
    args: { url: urlOf(key, answerMs(random, slowShare), limitOf(queue, also?.key)) },
    priority: 1 + Math.floor(9 * random()),
    maxAttempts: 50,
    retry,
    ...also,
  };
}

/** Schedules that run every second, and catch up. Answers what each is to do. */
export async function putSchedules(servers, name, { count, runs, urlOf }) {
  const planned = [];
  if (count === 0) return planned;
  if (runs > SCHEDULE_RUNS_MOST) throw new Error(`a schedule of the rig runs ${SCHEDULE_RUNS_MOST} times at most`);
  const first = 1000 * Math.ceil(Date.now() / 1000 + 3);
  const last = first + 1000 * (runs - 1);
  for (let n = 0; n < count; n++) {
    const schedule = `${name}-${n}`;
    await call(servers, 'PUT', `schedules/${schedule}`, {
      every: 'PT1S',
      startAt: new Date(first).toISOString(),
      endAt: new Date(last).toISOString(),
      overlap: 'ALLOW',
      catchup: 'ALL',
      task: 'http.request',
      queue: `${name}-plain`,
      args: { url: urlOf(`schedule:${schedule}`, 5) },
      maxAttempts: 50,
      retry,
    });
    planned.push({ schedule, first, last });
  }
  return planned;
}
