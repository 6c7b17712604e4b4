// Brings together what a game day needs to know: the action, when its alert should come, and why not to begin.
import { FAULTS } from './faults.mjs';
import { onKubernetes } from './places/kubernetes.mjs';
import { ownCommands } from './places/own.mjs';
import { onStack } from './places/stack.mjs';
import { reasonsNotToBegin } from './preconditions.mjs';
import { findRule, scrapeInterval, timing } from './timing.mjs';

const PLACES = {
  own: ({ cause, heal }) => ownCommands({ cause, heal }),
  stack: ({ fault, folder, ports, api, destination: url }) => onStack({ fault, folder, ports, api, url }),
  kubernetes: ({ fault, namespace, api, destination: url }) => onKubernetes({ fault, namespace, api, url }),
};

/** The fault as it is in its place: the description, with what the place changes, and with the alert that is asked for. */
export async function actionFor(options) {
  const { fault, place, alert, severity } = options;
  return {
    ...FAULTS[fault],
    ...(await PLACES[place](options)),
    ...(alert && { alert }),
    ...(severity && { severity }),
  };
}

/**
 * The plan of an action.
 *
 * @param {object} options
 * @param {object} options.action
 * @param {object} options.prometheus
 * @param {object} options.alertmanager
 * @param {Function} options.api
 * @returns {Promise<{reasons: string[], times?: object}>} `reasons` not to begin; `times` unless the rule is missing
 */
export async function prepare({ action, prometheus, alertmanager, api }) {
  const [groups, alerts, held, targets, status, scraping, routes] = await Promise.all([
    prometheus.groups(),
    prometheus.alerts(),
    alertmanager.alerts(),
    prometheus.targets(),
    api('GET', 'status'),
    prometheus.configuration(),
    alertmanager.configuration(),
  ]);
  const reasons = reasonsNotToBegin({ action, groups, alerts, held, targets, status });
  const rule = findRule(groups, action.alert, action.severity);
  const times = rule && timing({ ...action, rule, routes, scrape: scrapeInterval(scraping, action.job) });
  reasons.push(...(await action.problems({ times: times ?? { sent: [0, 0] } })));
  return { reasons, times };
}
