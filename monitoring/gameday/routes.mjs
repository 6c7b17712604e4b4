// How long Alertmanager waits before it sends an alert, by the routes of its configuration.
import { parse } from 'yaml';
import { secondsOf } from '../stack/speed.mjs';

const MATCHER = /^\s*([\w:]+)\s*(=~|!~|!=|=)\s*"?(.*?)"?\s*$/;
const DEFAULT_WAIT = '30s';

function holds(matcher, labels) {
  const [, name, operator, value] = MATCHER.exec(matcher) ?? [];
  if (!name) return false;
  const actual = labels[name] ?? '';
  if (operator === '=') return actual === value;
  if (operator === '!=') return actual !== value;
  const fits = new RegExp(`^(?:${value})$`).test(actual);
  return operator === '=~' ? fits : !fits;
}

const fits = ({ matchers = [], match = {}, match_re: patterns = {} }, labels) =>
  matchers.every((matcher) => holds(matcher, labels)) &&
  Object.entries(match).every(([name, value]) => (labels[name] ?? '') === String(value)) &&
  Object.entries(patterns).every(([name, value]) => new RegExp(`^(?:${value})$`).test(labels[name] ?? ''));

/** The route that an alert takes first, with what it inherits. */
function routeOf(route, labels, inherited = {}) {
  const own = { ...inherited, ...route };
  const next = (route.routes ?? []).find((each) => fits(each, labels));
  return next ? routeOf(next, labels, { receiver: own.receiver, group_wait: own.group_wait }) : own;
}

/** {receiver, groupWait in seconds} of an alert with these labels. `configuration`: text of alertmanager.yml. */
export function delivery(configuration, labels) {
  const { receiver, group_wait: wait = DEFAULT_WAIT } = routeOf(parse(configuration).route, labels);
  return { receiver, groupWait: secondsOf(wait) };
}
