import { firing, of, SERVERS } from './queries.mjs';
import { datasource } from './variables.mjs';

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

const WINDOW = '$__rate_interval';
const pages = (when = '') =>
  `max by (alertname, queue, task) (max_over_time(${firing('severity="page"')}[${WINDOW}]${when}))`;

/** What happened: deploys, starts of servers, pages. */
export const annotations = [
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
    `count by (namespace) (min_over_time(${of('jvm_uptime_seconds', SERVERS)}[$__rate_interval]) < 120)`,
    'Server started',
    'A server of {{namespace}} started or restarted.',
  ),
  // Only where one begins: marked for as long as they fire, several alerts would cover the charts that explain them.
  annotation(
    'Pages',
    'red',
    `${pages()} unless ${pages(` offset ${WINDOW}`)}`,
    '{{alertname}}',
    'Started to fire: {{alertname}} {{queue}} {{task}}',
  ),
];
