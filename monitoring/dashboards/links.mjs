// Where panels and dashboards lead.
import { variable } from './variables.mjs';

/** The fixed uid of each dashboard. */
export const uid = {
  work: 'nightshift-work',
  application: 'nightshift-application',
  queue: 'nightshift-queue',
  task: 'nightshift-task',
  deliveries: 'nightshift-deliveries',
  redis: 'nightshift-redis',
  objectives: 'nightshift-objectives',
  workers: 'nightshift-workers',
  monitoring: 'nightshift-monitoring',
};

// The console's address is a variable of each dashboard, because Grafana cannot know it.
const CONSOLE = variable('console:raw');
const TIME = `createdAfter=${variable('__from:date:iso')}&createdBefore=${variable('__to:date:iso')}`;
const KEPT = ['__url_time_range', 'datasource:queryparam', 'namespace:queryparam', 'console:queryparam'];

/** The value of a column in the row that was clicked. */
export const ofRow = (column) => variable(`__data.fields["${column}"]`);
/** The value of a label of the series that was clicked. */
export const ofSeries = (label) => variable(`__field.labels.${label}`);

/** A link that opens the console at a path, in a tab of its own. */
export const toConsole = (title, path) => ({ title, url: `${CONSOLE}${path}`, targetBlank: true });

/** A link to jobs in the console that were created in the dashboard's time range. `filter` is a query such as `queue=a`. */
export const toJobs = (title, filter) => toConsole(title, `/jobs?${filter}&${TIME}`);

/**
 * A link to all dead jobs of a filter, whenever they were created: the numbers beside it count them all, and a job that died
 * just now may be days old.
 */
export const toDeadJobs = (filter) => toConsole('Dead jobs', `/jobs?${filter}&state=DEAD`);

/** A link to the causes of the failures of a filter, which is a query such as `queue=a`, or empty. */
export const toFailures = (filter) => toConsole('Causes of failures', `/failures${filter && `?${filter}`}`);

/** A link to what to do about an alert. */
export const toRunbook = (alert) => toConsole('What to do', `/runbooks#${alert.toLowerCase()}`);

/** A link to another dashboard, with the same time range and `parameters` such as `{queue: 'a'}`. */
export function toDashboard(title, target, parameters = {}) {
  const chosen = Object.entries(parameters).map(([name, value]) => `var-${name}=${value}`);
  return { title, url: `/d/${target}?${[...KEPT.map(variable), ...chosen].join('&')}` };
}

const dashboardLink = {
  type: 'link',
  icon: 'external link',
  tooltip: '',
  tags: [],
  asDropdown: false,
  targetBlank: false,
  keepTime: false,
  includeVars: false,
};

/** The links at the top of each dashboard. */
export const topLinks = [
  {
    ...dashboardLink,
    type: 'dashboards',
    title: 'Dashboards',
    tags: ['nightshift'],
    asDropdown: true,
    keepTime: true,
    includeVars: true,
  },
  { ...dashboardLink, title: 'Console', url: `${CONSOLE}/`, targetBlank: true },
  { ...dashboardLink, title: 'Runbooks', url: `${CONSOLE}/runbooks`, targetBlank: true },
];
