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

/** What happened: deploys, starts of servers, alerts. */
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
    'A server of {{namespace}} started or started again.',
  ),
  annotation(
    'Alerts',
    'red',
    `max by (alertname, severity, queue, task) (${firing()})`,
    '{{alertname}}',
    '{{severity}} {{queue}} {{task}}',
  ),
];
