// A game day from the fault to the recovery. Whatever happens, the fault is healed.
import { setTimeout as sleep } from 'node:timers/promises';

const HEAL_TRIES = 3;

/** Seconds beyond the latest expected time: a busy machine is slower. */
const patience = (latest) => latest + Math.max(60, latest / 2);

/**
 * Causes the fault, waits until its alert is sent, heals, and waits for the recovery. Does not throw: what went wrong is in
 * `problems`.
 *
 * @param {object} options
 * @param {{cause: (given: {times: object, hold: number}) => Promise<void>, heal: () => Promise<void>, byHand: string}} options.action
 * @param {object} options.times of timing()
 * @param {import('./watch.mjs').Watch} options.watch has begun
 * @param {Record<string, () => Promise<boolean>>} options.checks what must hold again after the cure, by name
 * @param {number} options.hold seconds for which the fault is kept after its alert was sent
 * @param {AbortSignal} options.signal ends everything but the cure
 * @param {(line: string) => void} options.say
 * @param {number} [options.every] milliseconds between two looks; 1000 by default
 * @returns {Promise<object>} times in milliseconds: caused, fired, sent, healing, healed, ended, recovered by check
 */
export async function conduct({ action, times, watch, checks, hold, signal, say, every = 1000 }) {
  const record = { problems: [], recovered: {} };
  const look = { signal, every };
  try {
    record.caused = Date.now();
    signal.throwIfAborted();
    say('causing the fault');
    await action.cause({ times, hold });
    await detect({ record, times, watch, hold, look, say });
  } catch (error) {
    record.problems.push(signal.aborted ? 'It was stopped before its end.' : `The fault failed: ${error.message}`);
    record.aborted = signal.aborted;
  } finally {
    record.healing = Date.now();
    say('healing');
    await heal(action, record, say, every);
  }
  if (record.healed && !signal.aborted) await recover({ record, times, watch, checks, look, say });
  return Object.assign(record, watch.times);
}

async function detect({ record, times, watch, hold, look, say }) {
  if (!(await watch.until(() => watch.firing, patience(times.fires[1]), look))) {
    record.problems.push('The expected alert did not fire in time.');
    return;
  }
  say(`fires after ${seconds(watch.times.fired - record.caused)}`);
  if (!(await watch.until(() => watch.times.handed, 60, look))) {
    record.problems.push('The alert fired, but did not reach Alertmanager.');
    return;
  }
  // Alertmanager does not record what it sent. It sends an alert after this wait if it still holds it and nothing suppresses it.
  const due = watch.times.handed + times.groupWait * 1000;
  await watch.until(() => Date.now() >= due, times.groupWait + 5, look);
  if (watch.active) {
    record.sent = Date.now();
    say(`sent after ${seconds(record.sent - record.caused)}`);
  } else {
    record.problems.push('Alertmanager did not send the alert, because a silence or another alert held it back.');
  }
  if (hold > 0) {
    say(`kept for ${hold} s, or until somebody fixes it`);
    record.fixedByHand = await watch.until(() => !watch.firing, hold, look);
  }
}

async function heal(action, record, say, every) {
  for (let tries = 1; tries <= HEAL_TRIES; tries++) {
    try {
      await action.heal();
      record.healed = Date.now();
      say(`healed after ${seconds(record.healed - record.healing)}`);
      return;
    } catch (error) {
      say(`the cure failed: ${error.message}`);
      if (tries === HEAL_TRIES)
        record.problems.push(`THE FAULT IS NOT HEALED: ${error.message}. By hand: ${action.byHand}`);
      else await sleep(every);
    }
  }
}

async function recover({ record, times, watch, checks, look, say }) {
  const pending = new Map(Object.entries(checks));
  const end = patience(times.ends[1]);
  try {
    const done = await watch.until(
      async () => {
        await Promise.all(
          [...pending].map(async ([name, holds]) => {
            if (!(await holds())) return;
            pending.delete(name);
            record.recovered[name] = Date.now();
            say(`${name} after ${seconds(record.recovered[name] - record.healing)}`);
          }),
        );
        return pending.size === 0 && !watch.firing;
      },
      end,
      look,
    );
    if (!done) {
      if (watch.firing) record.problems.push('The alert did not end in time.');
      for (const name of pending.keys()) record.problems.push(`Not in time after the cure: ${name}.`);
    } else if (watch.times.ended) say(`the alert ended after ${seconds(watch.times.ended - record.healing)}`);
  } catch {
    record.problems.push('It was stopped before the recovery was complete.');
    record.aborted = true;
  }
}

const seconds = (milliseconds) => `${(Math.max(0, milliseconds) / 1000).toFixed(1)} s`;
