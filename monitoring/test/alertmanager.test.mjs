import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { alerts, ROOT } from '../rules/files.mjs';
import { silentPrometheus } from './grafana-alert.mjs';
import { eventually, freePort, installed, run, start } from './tools.mjs';

const folder = join(ROOT, 'alertmanager');
const shipped = join(folder, 'alertmanager.yml');
const scratch = mkdtempSync(join(tmpdir(), 'nightshift-alertmanager-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const success = { ok: true, text: expect.stringContaining('SUCCESS') };

test('the configuration is right as it stands', () => {
  expect(run('amtool', 'check-config', shipped)).toEqual(success);
});

test('so it is with the receivers of the example, whose secrets are not there yet', () => {
  const config = join(scratch, 'alertmanager.yml');
  const head = readFileSync(shipped, 'utf8').replace(/^receivers:[\s\S]*/m, '');
  writeFileSync(config, head + readFileSync(join(folder, 'receivers.example.yml'), 'utf8'));
  symlinkSync(join(folder, 'templates'), join(scratch, 'templates'));
  expect(run('amtool', 'check-config', config)).toEqual(success);
});

test.each([
  ['page', { alertname: 'QueueStalled', severity: 'page' }],
  ['ticket', { alertname: 'WorkerLost', severity: 'ticket' }],
  ['info', { alertname: 'LabelsCapped', severity: 'info' }],
  ['heartbeat', { alertname: 'Watchdog', severity: 'info' }],
  ['ticket', { alertname: 'OneOfYours' }],
])('%s gets %o', (receiver, labels) => {
  const given = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  const routed = run(
    'amtool',
    'config',
    'routes',
    'test',
    `--config.file=${shipped}`,
    `--verify.receivers=${receiver}`,
    ...given,
  );
  expect(routed.ok, routed.text).toBe(true);
});

test('nothing is muted by the hour', () => {
  const all = (route) => [route, ...(route.routes ?? []).flatMap(all)];
  const routes = all(parse(readFileSync(shipped, 'utf8')).route);
  expect(routes.length).toBeGreaterThan(4);
  expect(routes.filter((route) => route.mute_time_intervals || route.active_time_intervals)).toEqual([]);
});

test('what silences, and what is silenced, are alerts that there are', () => {
  const names = new Set(alerts().map(({ alert }) => alert));
  const { inhibit_rules: inhibitions } = parse(readFileSync(shipped, 'utf8'));
  const matched = inhibitions
    .flatMap(({ source_matchers, target_matchers }) => [...source_matchers, ...target_matchers])
    .flatMap((matcher) => /^alertname=~?"(.*)"$/.exec(matcher)?.[1].split('|') ?? []);
  expect(matched).not.toEqual([]);
  expect(matched.filter((name) => !names.has(name))).toEqual([]);
});

test('what follows from something worse is suppressed, and nothing else', async () => {
  const alert = (alertname, severity, more) => ({ labels: { alertname, severity, cluster: 'c', ...more } });
  const x = { namespace: 'x' };
  const delivered = [
    alert('RedisUnreachable', 'page', x),
    alert('SubmitsRejected', 'page', { namespace: 'y' }),
    alert('NightshiftDown', 'page', x),
    alert('TargetDown', 'ticket', { ...x, job: 'node' }),
    alert('RedisMemoryHigh', 'page', { ...x, instance: 'r' }),
    alert('QueueStalled', 'page', { namespace: 'z', queue: 'mail' }),
    alert('OldestReadyTooOld', 'page', { namespace: 'z', queue: 'other' }),
    alert('ApiDown', 'page', { namespace: 'v' }),
    alert('RedisRefusesWrites', 'page', { namespace: 'u' }),
    alert('RedisDataLost', 'page', { namespace: 'u' }),
    alert('TargetDown', 'ticket', { namespace: 'v', job: 'nightshift', component: 'worker' }),
    alert('RedisWasAway', 'info', { namespace: 't' }),
    alert('NoLiveWorkers', 'page', { namespace: 't' }),
    alert('VolumeAlmostFull', 'page', { namespace: 'w', persistentvolumeclaim: 'data' }),
    alert('VolumeFillingUp', 'ticket', { namespace: 'w', persistentvolumeclaim: 'other' }),
  ];
  const inhibited = [
    alert('SubmitsRejected', 'page', { namespace: 'u' }),
    alert('SubmitsRejected', 'page', x),
    alert('NightshiftMetricsAbsent', 'page', { job: 'nightshift' }),
    alert('TargetDown', 'ticket', { ...x, job: 'nightshift' }),
    alert('RedisMemoryHigh', 'ticket', { ...x, instance: 'r' }),
    alert('OldestReadyTooOld', 'page', { namespace: 'z', queue: 'mail' }),
    alert('ApiDown', 'page', x),
    alert('TargetDown', 'ticket', { namespace: 'v', job: 'nightshift', component: 'api' }),
    alert('ApiAvailabilityBudgetBurn', 'page', { namespace: 'v' }),
    alert('SubmitsRejected', 'page', { namespace: 't' }),
    alert('ApiAvailabilityBudgetBurn', 'page', { namespace: 't' }),
    alert('VolumeFillingUp', 'ticket', { namespace: 'w', persistentvolumeclaim: 'data' }),
  ];
  const port = await freePort();
  const alerts = `http://127.0.0.1:${port}/api/v2/alerts`;
  const alertmanager = start(
    installed('prometheus-alertmanager') ? 'prometheus-alertmanager' : 'alertmanager',
    `--config.file=${shipped}`,
    `--storage.path=${join(scratch, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  );
  try {
    await eventually(async () => {
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch(alerts, {
        method: 'POST',
        headers,
        body: JSON.stringify([...delivered, ...inhibited]),
      });
      return answer.ok || undefined;
    });
    // The inhibitor learns of alerts a moment after they exist.
    const states = await eventually(async () => {
      const all = await (await fetch(alerts)).json();
      return all.filter(({ status }) => status.state === 'suppressed').length >= inhibited.length ? all : undefined;
    });
    const labels = (suppressed) =>
      states
        .filter(({ status }) => (status.state === 'suppressed') === suppressed)
        .map((each) => ({ labels: each.labels }));
    expect(new Set(labels(true))).toEqual(new Set(inhibited));
    expect(new Set(labels(false))).toEqual(new Set(delivered));
  } finally {
    await alertmanager.stop();
  }
}, 60_000);

/** The message that the example's receivers send for one alert. */
function message(alert) {
  const file = join(scratch, 'data.json');
  const { alertname, namespace, queue } = alert.labels;
  writeFileSync(
    file,
    JSON.stringify({
      receiver: 'page',
      status: 'firing',
      groupLabels: { alertname, namespace },
      commonLabels: { queue },
      commonAnnotations: {},
      alerts: [{ status: 'firing', startsAt: '2026-11-24T10:00:00Z', ...alert }],
    }),
  );
  return run(
    'amtool',
    'template',
    'render',
    `--template.glob=${folder}/templates/*.tmpl`,
    `--template.data=${file}`,
    '--template.text={{ template "nightshift.subject" . }}\n{{ template "nightshift.text" . }}',
  ).text.trim();
}

test('the text of a message leads on', () => {
  const text = message({
    labels: { alertname: 'QueueStalled', namespace: 'local', queue: 'mail', severity: 'page' },
    annotations: {
      summary: 'Nothing starts',
      description: 'For 9m 0s.',
      console_url: 'http://console/queues/mail',
      dashboard_url: 'http://grafana/d/nightshift-queue',
      runbook_url: 'http://console/runbooks#queuestalled',
    },
  });
  expect(text).toBe(`[FIRING:1] QueueStalled in queue mail (local)
Nothing starts
For 9m 0s.
since 2026-11-24 10:00:00 UTC, page

  Console    http://console/queues/mail
  Dashboard  http://grafana/d/nightshift-queue
  Runbook    http://console/runbooks#queuestalled`);
});

test('so does that of the alert of Grafana, as Grafana sends it', () => {
  const text = message(
    silentPrometheus({ console: 'https://jobs.example.com', grafana: 'https://grafana.example.com' }),
  );
  expect(text).not.toMatch(/[${}]/);
  expect(text).toContain('[FIRING:1] PrometheusSilent');
  expect(text.split('\n').slice(-3)).toEqual([
    '  Console    https://jobs.example.com/',
    '  Dashboard  https://grafana.example.com/d/nightshift-monitoring',
    '  Runbook    https://jobs.example.com/runbooks#watchdog',
  ]);
});
