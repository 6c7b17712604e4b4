// When an alert should fire, be sent, and end: from the rule, the intervals of Prometheus and the waits of Alertmanager.
import { parse } from 'yaml';
import { metricNames } from '../stack/expressions.mjs';
import { secondsOf } from '../stack/speed.mjs';
import { delivery } from './routes.mjs';

const DEFAULT_INTERVAL = '1m';

/** Seconds between two scrapes of a job, by prometheus.yml. */
export function scrapeInterval(configuration, job) {
  const { global = {}, scrape_configs: jobs = [] } = parse(configuration);
  const own = jobs.find(({ job_name: name }) => name === job)?.scrape_interval;
  return secondsOf(own ?? global.scrape_interval ?? DEFAULT_INTERVAL);
}

/** The rule of an alert with a severity, with the `interval` of its group in seconds. */
export function findRule(groups, alert, severity) {
  for (const { interval, rules } of groups) {
    const rule = rules.find(
      (each) => each.type === 'alerting' && each.name === alert && each.labels.severity === severity,
    );
    if (rule) return { ...rule, interval };
  }
  return undefined;
}

/**
 * Seconds from the fault until the alert fires and is sent, and from the cure until it ends: `[earliest, latest]`.
 *
 * @param {object} options
 * @param {{query: string, duration: number, keepFiringFor?: number, interval: number, labels: object}} options.rule
 * @param {number} options.scrape seconds between two scrapes
 * @param {string} options.routes text of alertmanager.yml
 * @param {[number, number]} options.shows seconds until metrics show the fault
 * @param {number} options.lingers seconds for which the alert looks back
 */
export function timing({ rule, scrape, routes, shows, lingers }) {
  // A series that another rule records is one evaluation older.
  const evaluations = metricNames(rule.query).some((name) => name.includes(':')) ? 2 : 1;
  const seen = scrape + evaluations * rule.interval;
  // The wait ends at an evaluation.
  const wait = Math.ceil(rule.duration / rule.interval) * rule.interval;
  const { receiver, groupWait } = delivery(routes, { alertname: rule.name, ...rule.labels });
  const fires = [shows[0] + wait, shows[1] + seen + wait];
  return {
    receiver,
    groupWait,
    wait,
    scrape,
    interval: rule.interval,
    fires,
    sent: fires.map((at) => at + groupWait),
    ends: [0, seen + (rule.keepFiringFor ?? 0) + lingers],
  };
}
