// Variables of dashboards, and how texts refer to them.
import { of } from './queries.mjs';

/** What Grafana replaces by a value, such as `variable('console:raw')`. */
export const variable = (name) => `\${${name}}`;

/** The Prometheus that is chosen. */
export const datasource = { type: 'prometheus', uid: variable('datasource') };

export const dataSourceVariable = {
  name: 'datasource',
  label: 'Data source',
  type: 'datasource',
  query: 'prometheus',
  regex: '',
  current: { text: 'Nightshift Prometheus', value: 'nightshift-prometheus' },
  includeAll: false,
  multi: false,
  options: [],
  refresh: 1,
  hide: 0,
};

const labelVariable = (name, label, query) => ({
  name,
  label,
  type: 'query',
  datasource,
  query: `label_values(${query}, ${name})`,
  regex: '',
  includeAll: true,
  allValue: '.*',
  multi: true,
  current: { text: ['All'], value: ['$__all'] },
  options: [],
  refresh: 2,
  sort: 1,
  hide: 0,
});

const consoleAddress = 'http://localhost:9080';
export const consoleVariable = {
  name: 'console',
  label: 'Console',
  description: 'Address of the console for the links of this dashboard',
  type: 'textbox',
  query: consoleAddress,
  current: { text: consoleAddress, value: consoleAddress },
  options: [{ text: consoleAddress, value: consoleAddress, selected: true }],
  hide: 0,
};

/** The variables that dashboards choose from, each with All. */
export const labels = {
  namespace: labelVariable('namespace', 'Namespace', 'nightshift_build_info'),
  // That of whatever is scraped, Nightshift or not.
  namespaceOfTargets: labelVariable('namespace', 'Namespace', 'up'),
  queue: labelVariable('queue', 'Queue', of('nightshift_queue_jobs')),
  task: labelVariable('task', 'Task', of('nightshift_attempts_total')),
};
