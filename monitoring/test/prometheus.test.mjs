import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { ROOT } from '../rules/files.mjs';
import { eventually, freePort, run, start } from './tools.mjs';

const folder = join(ROOT, 'prometheus');
const inFolder = (name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file));
const configuration = (name) => parse(readFileSync(join(folder, name), 'utf8'));
/** The jobs that components for Kubernetes add. */
const componentJobs = configuration('scrape/kubelet.yml').scrape_configs;
const scratch = mkdtempSync(join(tmpdir(), 'nightshift-prometheus-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const success = { ok: true, text: expect.stringContaining('SUCCESS') };

test.each(['prometheus.yml', 'prometheus.compose.yml'])('%s is right', (name) => {
  expect(run('promtool', 'check', 'config', join(folder, name))).toEqual(success);
});

test('rules are right', () => {
  expect(run('promtool', 'check', 'rules', '--lint=all', '--lint-fatal', ...inFolder('rules'))).toEqual(success);
});

test.each(inFolder('tests'))(
  '%s',
  (file) => {
    expect(run('promtool', 'test', 'rules', file)).toEqual({ ok: true, text: expect.not.stringContaining('FAILED') });
  },
  180_000,
);

test('all three configurations have the same jobs, as far as what they ask runs there', () => {
  const jobs = (name) => configuration(name).scrape_configs.map((scrape) => scrape.job_name);
  const everywhere = ['nightshift', 'redis', 'prometheus', 'alertmanager'];
  expect(jobs('prometheus.yml').sort()).toEqual([...everywhere, 'node'].sort());
  expect(jobs('prometheus.compose.yml').sort()).toEqual([...everywhere, 'node', 'grafana'].sort());
  expect(jobs('prometheus.kubernetes.yml').sort()).toEqual([...everywhere, 'grafana', 'kube-state-metrics'].sort());
});

test('where a server does everything, its target says so', () => {
  const nightshift = (name) => configuration(name).scrape_configs.find(({ job_name }) => job_name === 'nightshift');
  expect(nightshift('prometheus.yml').static_configs[0].labels).toEqual({ namespace: 'local', component: 'all' });
  expect(nightshift('prometheus.compose.yml').relabel_configs).toContainEqual({
    target_label: 'component',
    replacement: 'all',
  });
});

test.each(['prometheus.yml', 'prometheus.compose.yml', 'prometheus.kubernetes.yml'])(
  '%s has what alerts need',
  (name) => {
    const { global, alerting, scrape_configs, rule_files } = configuration(name);
    expect(global).toMatchObject({ scrape_interval: '15s', evaluation_interval: '15s' });
    expect(Object.keys(global.external_labels).sort()).toEqual(['cluster', 'console', 'grafana', 'runbooks']);
    expect(alerting.alert_relabel_configs).toEqual([{ regex: 'console|grafana|runbooks', action: 'labeldrop' }]);
    expect(scrape_configs.find(({ job_name }) => job_name === 'nightshift')).toMatchObject({
      sample_limit: 20000,
      label_limit: 30,
    });
    expect([...scrape_configs, ...componentJobs].filter((scrape) => scrape.honor_labels)).toEqual([]);
    const left = readdirSync(join(folder, 'rules')).filter((rule) => !rule_files.includes(`rules/${rule}`));
    expect(left).toEqual(name === 'prometheus.kubernetes.yml' ? ['host.yml'] : ['kubernetes.yml']);
  },
);

/*
 * Debian 12's Prometheus has no discovery of Kubernetes. Pods from a file, with the labels that the discovery would give
 * them, go through the real relabeling.
 */
describe('prometheus.kubernetes.yml', () => {
  const pod = (namespace, app, port, more = {}) => ({
    targets: [`127.0.0.1:${port.number}`],
    labels: {
      __meta_kubernetes_namespace: namespace,
      __meta_kubernetes_pod_name: `${app}-1`,
      __meta_kubernetes_pod_label_app_kubernetes_io_name: app,
      __meta_kubernetes_pod_container_port_name: port.name,
      __meta_kubernetes_pod_container_port_number: String(port.number),
      __meta_kubernetes_pod_phase: 'Running',
      __meta_kubernetes_pod_ready: 'true',
      ...more,
    },
  });
  // Ports of loopback on which nobody listens: what is found matters, not what it answers.
  const http = (number) => ({ name: 'http', number });
  const pods = {
    nightshift: [
      pod('nightshift', 'nightshift', http(11), {
        __meta_kubernetes_pod_name: 'ready',
        __meta_kubernetes_pod_label_app_kubernetes_io_component: 'api',
      }),
      pod('nightshift', 'nightshift', http(12), {
        __meta_kubernetes_pod_name: 'draining',
        __meta_kubernetes_pod_label_app_kubernetes_io_component: 'worker',
        __meta_kubernetes_pod_ready: 'false',
      }),
      pod('nightshift', 'nightshift', http(13), { __meta_kubernetes_pod_phase: 'Succeeded' }),
      pod('nightshift', 'nightshift', { name: 'debug', number: 14 }),
      pod('nightshift', 'redis', { name: 'redis', number: 15 }),
      pod('nightshift', 'redis-exporter', { name: 'metrics', number: 16 }),
      pod('nightshift', 'something', http(17)),
    ],
    monitoring: [
      pod('monitoring', 'alertmanager', http(21)),
      pod('monitoring', 'grafana', http(22)),
      pod('monitoring', 'kube-state-metrics', http(8080)),
      pod('monitoring', 'kube-state-metrics', { name: 'telemetry', number: 8081 }),
      pod('monitoring', 'prometheus', http(23)),
    ],
  };
  const node = (port) => ({
    targets: [`127.0.0.1:${port}`],
    labels: { __meta_kubernetes_node_name: 'node-1', __meta_kubernetes_node_address_InternalIP: '127.0.0.1' },
  });
  const token = join(scratch, 'token');

  /** Nor does Debian 12's Prometheus take jobs from other files: those of prometheus/scrape are put in. */
  function withFiles(kubelet = 31) {
    const swap = (entry) => {
      const { kubernetes_sd_configs: discoveries, ...rest } = entry;
      if (!discoveries) {
        return entry;
      }
      const files = discoveries.flatMap(({ role, namespaces }) => {
        expect(role).toBe(namespaces ? 'pod' : 'node');
        return (namespaces?.names ?? ['nodes']).map((name) => join(scratch, `${name}.json`));
      });
      return { ...rest, file_sd_configs: [{ files }] };
    };
    const { scrape_config_files, ...config } = configuration('prometheus.kubernetes.yml');
    expect(scrape_config_files).toEqual(['scrape/*.yml']);
    config.rule_files = config.rule_files.map((file) => join(folder, file));
    config.scrape_configs = [...config.scrape_configs, ...componentJobs].map(swap);
    config.alerting.alertmanagers = config.alerting.alertmanagers.map(swap);
    const kubelets = config.scrape_configs.find(({ job_name }) => job_name === 'kubelet');
    Object.assign(kubelets, { scheme: 'http', scrape_interval: '1s', scrape_timeout: '1s' });
    kubelets.authorization = { credentials_file: token };
    writeFileSync(token, 'of-the-account');
    for (const [name, found] of Object.entries({ ...pods, nodes: [node(kubelet)] })) {
      writeFileSync(join(scratch, `${name}.json`), JSON.stringify(found));
    }
    const file = join(scratch, 'prometheus.yml');
    writeFileSync(file, stringify(config));
    return file;
  }

  test('is right', () => {
    const real = run('promtool', 'check', 'config', '--syntax-only', join(folder, 'prometheus.kubernetes.yml'));
    const known = !/field (kubernetes_sd_configs|scrape_config_files) not found/.test(real.text);
    if (known) {
      expect(real).toEqual(success);
    }
    expect(run('promtool', 'check', 'config', withFiles())).toEqual(success);
  });

  test('takes the volumes of ours from a kubelet, and nothing else', async () => {
    const asked = [];
    const series = (name, namespace, claim, value) =>
      `${name}{namespace="${namespace}",persistentvolumeclaim="${claim}"} ${value}`;
    const kubelet = createServer(({ url, headers }, response) => {
      asked.push(`${url} ${headers.authorization}`);
      response.setHeader('Content-Type', 'text/plain; version=0.0.4');
      const lines = [
        series('kubelet_volume_stats_available_bytes', 'nightshift', 'bulk', 7),
        series('kubelet_volume_stats_capacity_bytes', 'nightshift', 'bulk', 10),
        series('kubelet_volume_stats_capacity_bytes', 'monitoring', 'grafana', 9),
        series('kubelet_volume_stats_capacity_bytes', 'other', 'data', 8),
        series('kubelet_volume_stats_inodes', 'nightshift', 'bulk', 6),
        'kubelet_running_pods 5',
      ];
      response.end(`${lines.join('\n')}\n`);
    });
    await new Promise((resolve) => kubelet.listen(0, '127.0.0.1', resolve));
    const port = await freePort();
    const prometheus = start(
      'prometheus',
      `--config.file=${withFiles(kubelet.address().port)}`,
      `--storage.tsdb.path=${join(scratch, 'data-of-volumes')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    );
    try {
      const query = encodeURIComponent('{job="kubelet", __name__=~"kubelet_.*"}');
      const found = await eventually(async () => {
        const answer = await (await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${query}`)).json();
        return answer.data.result.length > 0 ? answer.data.result : undefined;
      });
      const of = (name, namespace, persistentvolumeclaim) => ({
        __name__: name,
        job: 'kubelet',
        instance: 'node-1',
        namespace,
        persistentvolumeclaim,
      });
      expect(new Set(found.map(({ metric }) => metric))).toEqual(
        new Set([
          of('kubelet_volume_stats_available_bytes', 'nightshift', 'bulk'),
          of('kubelet_volume_stats_capacity_bytes', 'nightshift', 'bulk'),
          of('kubelet_volume_stats_capacity_bytes', 'monitoring', 'grafana'),
        ]),
      );
      expect(asked[0]).toBe('/metrics Bearer of-the-account');
    } finally {
      await prometheus.stop();
      kubelet.close();
    }
  }, 90_000);

  test('finds the pods that are meant, and names them', async () => {
    const port = await freePort();
    const prometheus = start(
      'prometheus',
      `--config.file=${withFiles()}`,
      `--storage.tsdb.path=${join(scratch, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    );
    try {
      const ask = async (path) => (await (await fetch(`http://127.0.0.1:${port}/api/v1/${path}`)).json()).data;
      const found = await eventually(async () => {
        const { activeTargets } = await ask('targets?state=active');
        return activeTargets.length >= 8 ? activeTargets.map((target) => target.labels) : undefined;
      });
      const byInstance = (a, b) => a.instance.localeCompare(b.instance);
      expect(found.sort(byInstance)).toEqual(
        [
          { job: 'nightshift', instance: 'ready', namespace: 'nightshift', pod: 'ready', component: 'api' },
          {
            job: 'nightshift',
            instance: 'draining',
            namespace: 'nightshift',
            pod: 'draining',
            component: 'worker',
          },
          { job: 'redis', instance: 'redis-exporter-1', namespace: 'nightshift', pod: 'redis-exporter-1' },
          { job: 'alertmanager', instance: 'alertmanager-1', namespace: 'monitoring', pod: 'alertmanager-1' },
          { job: 'grafana', instance: 'grafana-1', namespace: 'monitoring', pod: 'grafana-1' },
          { job: 'kube-state-metrics', instance: 'kube-state-metrics-1', namespace: 'monitoring' },
          { job: 'kubelet', instance: 'node-1', namespace: 'monitoring' },
          { job: 'prometheus', instance: 'localhost:9090', namespace: 'monitoring' },
        ].sort(byInstance),
      );
      const { activeAlertmanagers } = await eventually(async () => {
        const answer = await ask('alertmanagers');
        return answer.activeAlertmanagers.length > 0 ? answer : undefined;
      });
      expect(activeAlertmanagers).toEqual([{ url: 'http://127.0.0.1:21/api/v2/alerts' }]);
    } finally {
      await prometheus.stop();
    }
  }, 90_000);
});
