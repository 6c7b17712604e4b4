// Makes copies of the shipped configuration run faster, so that what takes minutes can be awaited in a test.
import { parser } from '@prometheus-io/lezer-promql';
import { parse, stringify } from 'yaml';

const UNITS = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };

/** Seconds of a duration as Prometheus writes it, such as 1h30m. */
export function secondsOf(duration) {
  const parts = [...String(duration).matchAll(/(\d+)(ms|[smhdwy])/g)];
  if (parts.map(([part]) => part).join('') !== String(duration)) throw new Error(`not a duration: ${duration}`);
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit], 0);
}

/** A duration, shorter by that factor, in full seconds, and not shorter than `least` unless it already was. */
export const shorter = (duration, speed, least = 1) => {
  const before = secondsOf(duration);
  return before === 0 ? '0s' : `${Math.max(Math.round(before / speed), Math.min(before, least))}s`;
};

// A rate needs some scrapes in its window; they come every second.
const SHORTEST_RANGE = 4;

/** An expression whose ranges and offsets are shorter by that factor. Other numbers in it stay the same. */
export function fasterExpression(expression, speed) {
  if (speed === 1) return expression;
  const changes = [];
  const inside = [];
  parser.parse(expression).iterate({
    enter(node) {
      inside.push(node.name);
      if (node.name !== 'NumberDurationLiteralInDurationContext') return;
      const least = inside.includes('MatrixSelector') ? SHORTEST_RANGE : 1;
      const text = expression.slice(node.from, node.to);
      changes.push({ from: node.from, to: node.to, text: shorter(text, speed, least) });
    },
    leave: () => void inside.pop(),
  });
  let faster = expression;
  for (const { from, to, text } of changes.toReversed()) faster = faster.slice(0, from) + text + faster.slice(to);
  return faster;
}

const shortened = (object, fields, speed) => {
  for (const field of fields) if (object[field] !== undefined) object[field] = shorter(object[field], speed);
};

/** Rules whose ranges, offsets, waits and intervals are shorter. */
export function fasterRules(text, speed) {
  const file = parse(text);
  for (const group of file.groups) {
    shortened(group, ['interval'], speed);
    for (const rule of group.rules) {
      rule.expr = fasterExpression(String(rule.expr), speed);
      shortened(rule, ['for', 'keep_firing_for'], speed);
    }
  }
  return stringify(file);
}

/** prometheus.yml with scrapes and evaluations every second, and more targets of the application. */
export function fasterPrometheus(text, speed, furtherTargets = []) {
  const file = parse(text);
  if (speed !== 1) {
    Object.assign(file.global, { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' });
    for (const job of file.scrape_configs) {
      delete job.scrape_interval;
      delete job.scrape_timeout;
    }
  }
  file.scrape_configs.find((job) => job.job_name === 'nightshift').static_configs[0].targets.push(...furtherTargets);
  return stringify(file);
}

/** alertmanager.yml with shorter waits and nothing muted by the hour, every receiver replaced by one webhook: `url`/<its name>. */
export function fasterAlertmanager(text, speed, url) {
  const file = parse(text);
  const faster = (route) => {
    delete route.mute_time_intervals;
    shortened(route, ['group_wait', 'group_interval', 'repeat_interval'], speed);
    route.routes?.forEach(faster);
  };
  faster(file.route);
  file.receivers = file.receivers.map(({ name }) => ({
    name,
    webhook_configs: [{ url: `${url}/${name}`, send_resolved: true }],
  }));
  return stringify(file);
}
