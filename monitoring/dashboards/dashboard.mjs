import { topLinks } from './links.mjs';
import { datasource } from './panels.mjs';
import { FIRING, of, SERVERS } from './queries.mjs';

const COLUMNS = 24;

/** A row of panels that are `height` high; each is [width, panel], and a panel that no longer fits starts a new line. */
export const row = (title, height, ...panels) => ({ title, height, panels });

/** Places rows of panels on the grid, top down, and numbers them. */
export function laidOut(rows) {
  const placed = [];
  let y = 0;
  const place = (panel, gridPos) => placed.push({ id: placed.length + 1, ...panel, gridPos });
  for (const { title, height, panels } of rows) {
    place({ type: 'row', title, collapsed: false, panels: [] }, { x: 0, y, w: COLUMNS, h: 1 });
    y += 1;
    let x = 0;
    for (const [w, panel] of panels) {
      if (x + w > COLUMNS) {
        x = 0;
        y += height;
      }
      place(panel, { x, y, w, h: height });
      x += w;
    }
    y += height;
  }
  return placed;
}

const dataSourceVariable = {
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

function labelVariable(name, label, query) {
  const text = `label_values(${query}, ${name})`;
  return {
    name,
    label,
    type: 'query',
    datasource,
    query: { query: text, refId: name },
    regex: '',
    includeAll: true,
    allValue: '.*',
    multi: true,
    current: { text: ['All'], value: ['$__all'] },
    options: [],
    refresh: 2,
    sort: 1,
    hide: 0,
  };
}

const consoleAddress = 'http://localhost:9080';
const consoleVariable = {
  name: 'console',
  label: 'Console',
  description: 'Address of the console that links of this dashboard lead to',
  type: 'textbox',
  query: consoleAddress,
  current: { text: consoleAddress, value: consoleAddress },
  options: [{ text: consoleAddress, value: consoleAddress, selected: true }],
  hide: 0,
};

const labels = {
  namespace: labelVariable('namespace', 'Namespace', 'nightshift_build_info'),
  queue: labelVariable('queue', 'Queue', of('nightshift_queue_jobs')),
  task: labelVariable('task', 'Task', of('nightshift_attempts_total')),
};

const annotation = (name, iconColor, expr, titleFormat, textFormat, enable = true) => ({
  name,
  datasource,
  enable,
  hide: false,
  iconColor,
  target: { refId: 'Anno', expr, interval: '' },
  titleFormat,
  textFormat,
  tagKeys: '',
  useValueForTime: false,
});

const annotations = [
  {
    builtIn: 1,
    datasource: { type: 'grafana', uid: '-- Grafana --' },
    enable: true,
    hide: true,
    iconColor: 'rgba(0, 211, 255, 1)',
    name: 'Annotations & Alerts',
    type: 'dashboard',
  },
  annotation(
    'Deploys',
    'purple',
    `count by (version, revision) (${of('nightshift_build_info')}) unless count by (version, revision) (${of('nightshift_build_info')} offset 2m)`,
    'Version {{version}}',
    'Servers with version {{version}} (revision {{revision}}) appeared.',
  ),
  // Over a window, so that no start falls between two points of a long range; a new pod is a start as well.
  annotation(
    'Starts',
    'blue',
    `count by (namespace) (min_over_time(${of('jvm_uptime_seconds', SERVERS)}[$__rate_interval]) < 60)`,
    'Server started',
    'A server of {{namespace}} started or started again.',
  ),
  annotation(
    'Alerts',
    'red',
    `max by (alertname, severity, queue, task) (${FIRING})`,
    '{{alertname}}',
    '{{severity}} {{queue}} {{task}}',
  ),
];

/**
 * A dashboard in Grafana's classic model.
 *
 * @param {object} spec
 * @param {string} spec.uid
 * @param {string} spec.title
 * @param {string} spec.description
 * @param {('namespace' | 'queue' | 'task')[]} spec.variables
 * @param {ReturnType<typeof row>[]} spec.rows
 * @param {string} [spec.from] start of the time range
 */
export const dashboard = ({ uid, title, description, variables, rows, from = 'now-3h' }) => ({
  uid,
  title,
  description,
  tags: ['nightshift'],
  schemaVersion: 42,
  version: 1,
  editable: false,
  timezone: 'utc',
  refresh: '30s',
  time: { from, to: 'now' },
  graphTooltip: 1,
  fiscalYearStartMonth: 0,
  links: topLinks,
  annotations: { list: annotations },
  templating: { list: [dataSourceVariable, ...variables.map((name) => labels[name]), consoleVariable] },
  panels: laidOut(rows),
});
