// What must hold before anything is broken.
import { findRule } from './timing.mjs';

/**
 * A line for each reason not to begin, each with its remedy.
 *
 * @param {object} options
 * @param {object} options.action the fault with what its place changes
 * @param {object[]} options.groups rule groups of Prometheus
 * @param {object[]} options.alerts alerts of Prometheus that are pending or fire
 * @param {object[]} options.held alerts of Alertmanager
 * @param {object[]} options.targets targets of Prometheus
 * @param {object} options.status answer of GET /status
 */
export function reasonsNotToBegin({ action, groups, alerts, held, targets, status }) {
  const { alert, severity, job } = action;
  const reasons = [];
  const isIt = ({ labels }) => labels.alertname === alert && labels.severity === severity;
  if (!findRule(groups, alert, severity))
    reasons.push(
      `Prometheus has no alert ${alert} of severity ${severity}: load the shipped rules, or name yours with ALERT`,
    );
  const already = alerts.find(isIt);
  if (already) reasons.push(`${alert} is ${already.state} already: wait until it has ended`);
  else if (held.some(isIt)) reasons.push(`Alertmanager still has ${alert} from before: wait until it has ended`);
  const pages = alerts.filter((each) => each.state === 'firing' && each.labels.severity === 'page' && !isIt(each));
  for (const name of new Set(pages.map(({ labels }) => labels.alertname)))
    reasons.push(`${name} fires: fix that first, because a game day would hide it`);
  const scraped = targets.filter(({ labels }) => labels.job === job);
  if (scraped.length === 0)
    reasons.push(`Prometheus scrapes no job ${job}, which ${alert} needs: see docs/monitoring.md`);
  for (const { labels, health } of scraped)
    if (health !== 'up') reasons.push(`Prometheus cannot scrape ${labels.instance} (${job}): fix that first`);
  if (status.redis?.state !== 'UP') reasons.push(`Redis is ${status.redis?.state}: fix that first`);
  return reasons;
}
