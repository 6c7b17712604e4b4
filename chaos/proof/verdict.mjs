// Judges a trial: compares the ledger with what the API shows and with what Redis has. Plain: it looks at what it is given.
import { failureFaults } from './failures.mjs';
import { differences } from './recount.mjs';
import { searchFaults } from './search.mjs';

/** How often an effect may come twice. */
export const DOUBLED = {
  /** Never: nothing died. */
  NEVER: 'never',
  /** As often as attempts were lost or interrupted, and for those jobs only. */
  RESCUED: 'rescued',
  /** That often in all: a Redis that died knew of attempts that no other one knows of. */
  atMost: (most) => ({ most }),
};

const SHOWN = 5;

/**
 * @param evidence what trial.mjs has collected
 * @param doubled how often an effect may come twice
 * @param ends the state in which a job must have ended, by its id; SUCCEEDED unless it says otherwise
 * @returns what is wrong, a list of texts; the same with all examples; and the numbers
 */
export function judge(evidence, { doubled = DOUBLED.NEVER, ends = () => 'SUCCEEDED' } = {}) {
  const wrong = [...evidence.wrong];
  const inFull = [...evidence.wrong];
  const complain = (what, all) => {
    if (all.length === 0) return;
    wrong.push(`${all.length} ${what}: ${all.slice(0, SHOWN).join(', ')}${all.length > SHOWN ? ', …' : ''}`);
    inFull.push(`${all.length} ${what}: ${all.join(', ')}`);
  };
  const known = accepted(evidence, complain);
  const jobs = group(evidence.jobs, ({ id }) => id);
  const records = group(
    evidence.store.jobs.filter(({ queue }) => evidence.queues.includes(queue)),
    ({ id }) => id,
  );
  const effects = group(evidence.effects, ({ id }) => id);
  const ids = [...known.keys()];

  const lost = ids.filter((id) => !jobs.has(id) || !records.has(id));
  complain('accepted jobs are gone', lost);
  const undone = ids.filter((id) => jobs.has(id) && jobs.get(id)[0].state !== ends(id));
  complain(
    'jobs have not ended as they must',
    undone.map((id) => `${id} ${jobs.get(id)[0].state}`),
  );
  complain(
    'attempts succeeded without an effect',
    ids.filter((id) => {
      const last = jobs.get(id)?.[0].attempts.find(({ outcome }) => outcome === 'SUCCEEDED');
      return last && !effects.get(id)?.some(({ attempt }) => attempt === last.number);
    }),
  );
  complain(
    'jobs are there that nobody submitted',
    [...new Set([...jobs.keys(), ...records.keys()])].filter((id) => !known.has(id)),
  );
  complain(
    'effects belong to no accepted job',
    [...effects.keys()].filter((id) => !known.has(id)),
  );
  complain(
    'refused requests were carried out',
    evidence.effects.filter(({ key }) => evidence.refused.has(key)).map(({ key }) => key),
  );
  oneState(jobs, records, complain);
  const repeated = effectsTwice(effects, jobs, doubled, complain);
  compareCounts(evidence, complain);
  limits(evidence, doubled, complain);
  const differ = [
    ...differences(evidence.underLoad).map((text) => `under load: ${text}`),
    ...differences(evidence.store),
    ...evidence.repairs.map((text) => `logged by ${text}`),
    ...evidence.audit.findings.map(
      ({ kind, found, samples }) => `the self-audit found ${found} of the kind ${kind} (${samples.join(' ')})`,
    ),
  ];
  complain('differences between records and what counts or lists them', differ);
  const groups = failureFaults(evidence.store);
  complain('differences between records and failure groups', groups);
  const search = searchFaults(evidence.store);
  complain('differences between records and the index for search', search);
  return {
    wrong,
    inFull,
    numbers: {
      accepted: ids.length,
      lost: lost.length + undone.length,
      effects: evidence.effects.length,
      ...repeated,
      differences: differ.length + groups.length + search.length,
    },
  };
}

/** The accepted ids with their keys: of the submits, and of the runs of schedules. */
function accepted({ accepted: byKey, refused, runs }, complain) {
  const known = new Map();
  complain(
    'keys gave several ids',
    [...byKey].filter(([, ids]) => ids.size > 1).map(([key]) => key),
  );
  complain(
    'keys were refused and accepted',
    [...byKey.keys()].filter((key) => refused.has(key)),
  );
  for (const [key, ids] of byKey) for (const id of ids) known.set(id, key);
  complain(
    'runs of schedules have no job',
    runs.filter(({ planned, jobs }) => planned && jobs.length === 0).map(({ key }) => key),
  );
  complain(
    'runs of schedules have several jobs',
    runs.filter(({ jobs }) => jobs.length > 1).map(({ key }) => key),
  );
  complain(
    'runs came at times that are not their own',
    runs.filter(({ planned }) => !planned).map(({ key }) => key),
  );
  for (const { key, jobs } of runs) for (const id of jobs) known.set(id, key);
  return known;
}

function oneState(jobs, records, complain) {
  complain(
    'jobs are several times in the export',
    [...jobs].filter(([, all]) => all.length > 1).map(([id]) => id),
  );
  complain(
    'jobs have another state in Redis than in the API',
    [...jobs].filter(([id, [{ state }]]) => records.has(id) && records.get(id)[0].state !== state).map(([id]) => id),
  );
  const succeeded = ({ attempts }) => attempts.filter(({ outcome }) => outcome === 'SUCCEEDED');
  complain(
    'jobs have several attempts that succeeded',
    [...jobs].filter(([, [job]]) => succeeded(job).length > 1).map(([id]) => id),
  );
  complain(
    'jobs that succeeded did so before their last attempt',
    [...jobs]
      .filter(([, [job]]) => job.state === 'SUCCEEDED' && job.attempts.at(-1)?.outcome !== 'SUCCEEDED')
      .map(([id]) => id),
  );
}

/**
 * Redis must never count more running jobs than a limit allows. Where each job has one effect, its counts have to be right, and so there
 * must not be more calls at once either. Elsewhere a server can have lost its lease without knowing it.
 */
function limits({ limits, looks, looksLeast }, doubled, complain) {
  complain(
    'limits were exceeded',
    limits
      .filter(({ limit, counted, called }) => counted > limit || (doubled === DOUBLED.NEVER && called > limit))
      .map(
        ({ what, limit, counted, called }) => `${counted} jobs of ${what} ran and ${called} called, and ${limit} may`,
      ),
  );
  complain('limits were not watched', looks < looksLeast ? [`${looks} looks instead of ${looksLeast}`] : []);
}

const RESCUED = ['LOST', 'INTERRUPTED'];

function effectsTwice(effects, jobs, allowed, complain) {
  const count =
    (is) =>
    ({ attempts }) =>
      attempts.filter(({ outcome }) => is(outcome)).length;
  const rescued = count((outcome) => RESCUED.includes(outcome));
  const failed = count((outcome) => ['FAILED', 'TIMED_OUT'].includes(outcome));
  let doubled = 0;
  const tooMany = [];
  const sameAttempt = [];
  for (const [id, all] of effects) {
    doubled += all.length - 1;
    if (new Set(all.map(({ attempt }) => attempt)).size < all.length) sameAttempt.push(id);
    const most = allowed === DOUBLED.RESCUED && jobs.has(id) ? rescued(jobs.get(id)[0]) : 0;
    if (all.length - 1 > most) tooMany.push(id);
  }
  if (allowed.most === undefined) {
    complain('jobs had the effect of one attempt twice', sameAttempt);
    complain('jobs had more effects than they may', tooMany);
  } else if (doubled > allowed.most) {
    complain(`jobs had effects twice, ${doubled} in all, and at most ${allowed.most} may be`, tooMany);
  }
  const all = (of) => [...jobs.values()].reduce((sum, [job]) => sum + of(job), 0);
  return { doubled, rescued: all(rescued), failed: all(failed) };
}

/** What the API says about each queue, and what its jobs say. */
function compareCounts({ counted, jobs }, complain) {
  const right = group(jobs, ({ queue, state }) => `${queue} ${state}`);
  const shown = Object.entries(counted).flatMap(([queue, counts]) =>
    Object.entries(counts).map(([state, n]) => [`${queue} ${state}`, n]),
  );
  complain(
    'counts of the API differ from its jobs',
    shown
      .filter(([name, n]) => n !== (right.get(name)?.length ?? 0))
      .map(([name, n]) => `${name} ${n} instead of ${right.get(name)?.length ?? 0}`),
  );
}

function group(items, of) {
  const groups = new Map();
  for (const item of items) {
    const name = of(item);
    if (groups.has(name)) groups.get(name).push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
