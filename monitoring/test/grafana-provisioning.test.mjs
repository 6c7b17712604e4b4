import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { boards, root, rules } from './dashboards/dashboards.mjs';
import { silentPrometheus } from './grafana-alert.mjs';

const grafana = join(root, 'grafana');
const text = (path) => readFileSync(join(grafana, path), 'utf8');
const provisioning = readdirSync(join(grafana, 'provisioning'), { recursive: true }).filter((path) =>
  path.endsWith('.yml'),
);
const read = (path) => parse(text(join('provisioning', path)));

const { datasources } = read('datasources/nightshift.yml');
const { providers } = read('dashboards/nightshift.yml');
const { contactPoints, groups } = read('alerting/nightshift.yml');
const uids = datasources.map(({ uid }) => uid);
const readme = text('README.md');

test('the data sources are those that dashboards start with', () => {
  expect(uids).toEqual(['nightshift-prometheus', 'nightshift-alertmanager']);
  const started = boards.map(
    ({ templating }) => templating.list.find(({ type }) => type === 'datasource').current.value,
  );
  expect(new Set(started)).toEqual(new Set(['nightshift-prometheus']));
  expect(datasources[0].jsonData.alertmanagerUid).toBe('nightshift-alertmanager');
});

test('the shortest rate window follows the scrape interval', () => {
  const { global } = parse(readFileSync(join(root, 'prometheus/prometheus.yml'), 'utf8'));
  expect(datasources[0].jsonData.timeInterval).toBe(global.scrape_interval);
});

test('dashboards come from files alone', () => {
  expect(providers).toHaveLength(1);
  expect(providers[0]).toMatchObject({
    folder: 'Nightshift',
    type: 'file',
    disableDeletion: true,
    allowUiUpdates: false,
  });
});

test.each(provisioning)('%s has no dollar but variables that the README names', (path) => {
  const values = JSON.stringify(read(path));
  const names = [...values.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
  expect(values.replaceAll(/\$\{\w+\}/g, '')).not.toContain('$');
  for (const name of names) expect(readme).toContain(`| \`${name}\` |`);
});

test('every variable that the README names is used', () => {
  const used = ['grafana.ini', ...provisioning.map((path) => join('provisioning', path))].map(text).join('\n');
  const named = [...readme.matchAll(/^\| `(NIGHTSHIFT_\w+)`/gm)].map(([, name]) => name);
  expect(named).toHaveLength(4);
  for (const name of named) expect(used).toContain(name);
});

test('Grafana alerts only about Prometheus itself, to the same Alertmanager', () => {
  const own = groups.flatMap((group) => group.rules);
  expect(own.map(({ title }) => title)).toEqual(['PrometheusSilent']);
  const [{ data, condition, notification_settings, noDataState, execErrState }] = own;
  expect(data.map(({ refId }) => refId)).toContain(condition);
  for (const { refId, datasourceUid, model } of data) {
    expect([...uids, '__expr__']).toContain(datasourceUid);
    expect(model.refId).toBe(refId);
  }
  expect([noDataState, execErrState]).toEqual(['Alerting', 'Alerting']);
  expect(contactPoints.map(({ name }) => name)).toContain(notification_settings.receiver);
  expect(rules.map(({ alert }) => alert)).toContain('Watchdog');
});

test('annotations of the alert have no dollar, because Grafana replaces nothing there', () => {
  const [{ annotations }] = groups.flatMap((group) => group.rules);
  for (const text of Object.values(annotations)) expect(text).not.toContain('$');
});

test('links of the alert are whole addresses of pages that there are', () => {
  const { labels, annotations } = silentPrometheus({ console: 'http://console', grafana: 'http://grafana' });
  const urls = Object.entries({ ...labels, ...annotations }).filter(([name]) => name.endsWith('_url'));
  expect(Object.fromEntries(urls)).toEqual({
    console_url: 'http://console/',
    dashboard_url: `http://grafana/d/${boards.find(({ title }) => title === 'Monitoring').uid}`,
    runbook_url: 'http://console/runbooks#watchdog',
  });
});

/** Values of an INI file by section and key. */
function ini(content) {
  let section;
  const values = {};
  for (const line of content.split('\n')) {
    const opened = line.match(/^\[(.+)\]$/);
    const set = line.match(/^(\w+) = (.*)$/);
    if (opened) section = opened[1];
    if (set) values[`${section}.${set[1]}`] = set[2];
  }
  return values;
}

test('Grafana is closed and keeps to itself', () => {
  expect(ini(text('grafana.ini'))).toMatchObject({
    'auth.anonymous.enabled': 'false',
    'users.allow_sign_up': 'false',
    'analytics.reporting_enabled': 'false',
    'analytics.check_for_updates': 'false',
    'analytics.check_for_plugin_updates': 'false',
    'public_dashboards.enabled': 'false',
    'security.admin_password': '$__file{/run/secrets/grafana_admin_password}',
  });
});

test('the README lists every dashboard', () => {
  const listed = [...readme.matchAll(/\(dashboards\/nightshift\/(\w+)\.json\)/g)].map(([, name]) => `${name}.json`);
  expect(listed.sort()).toEqual(readdirSync(join(grafana, 'dashboards/nightshift')).sort());
});
