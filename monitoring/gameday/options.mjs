// What is asked for, from the environment: make passes its variables on.
import { resolve } from 'node:path';
import { root, settings } from '../stack/settings.mjs';
import { FAULTS } from './faults.mjs';

const PLACES = ['stack', 'kubernetes'];

/** A number of seconds, or a line in `wrong`. */
function seconds(env, name, wrong) {
  const value = Number(env[name] || 0);
  if (value >= 0 && value <= 86_400) return value;
  wrong.push(`${name} must be a number of seconds, 0 to 86400`);
  return 0;
}

/** A job as JSON, or a line in `wrong`. */
function probe({ PROBE: text }, wrong) {
  if (!text) return undefined;
  try {
    const { task, args = {} } = JSON.parse(text);
    if (typeof task === 'string') return { task, args };
  } catch {
    // said below
  }
  wrong.push('PROBE must be a job that does no harm, as JSON: {"task": "...", "args": {...}}');
  return undefined;
}

const address = (value) => value?.replace(/\/+$/, '');

/** The options, and a line for each one that is wrong. */
export function options(env = process.env) {
  const wrong = [];
  const { ports, folder } = settings(env);
  const at = (name) => `http://localhost:${ports[name]}`;
  if (!Object.hasOwn(FAULTS, env.FAULT)) wrong.push(`FAULT must be one of ${Object.keys(FAULTS).join(', ')}`);
  if (Boolean(env.CAUSE) !== Boolean(env.HEAL)) wrong.push('CAUSE and HEAL belong together: set both, or none');
  const place = env.CAUSE ? 'own' : env.PLACE || 'stack';
  if (env.CAUSE && env.PLACE) wrong.push('PLACE has no meaning with CAUSE and HEAL: leave it out');
  else if (!env.CAUSE && !PLACES.includes(place)) wrong.push(`PLACE must be one of ${PLACES.join(', ')}`);
  if (env.SEVERITY && !['page', 'ticket', 'info'].includes(env.SEVERITY))
    wrong.push('SEVERITY must be page, ticket or info');
  const hold = seconds(env, 'HOLD', wrong);
  return {
    wrong,
    fault: env.FAULT,
    place,
    namespace: env.NAMESPACE || 'nightshift',
    cause: env.CAUSE,
    heal: env.HEAL,
    alert: env.ALERT || undefined,
    severity: env.SEVERITY || undefined,
    destination: env.DESTINATION || undefined,
    hold,
    probe: probe(env, wrong),
    consented: env.YES === '1',
    folder,
    pages: resolve(root, env.GAMEDAY_DIR || 'data/gamedays'),
    urls: {
      nightshift: address(env.NIGHTSHIFT_URL) || at('application'),
      prometheus: address(env.NIGHTSHIFT_PROMETHEUS_URL) || at('prometheus'),
      alertmanager: address(env.NIGHTSHIFT_ALERTMANAGER_URL) || at('alertmanager'),
    },
  };
}
