import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../rules/files.mjs';
import { run } from './tools.mjs';

const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const yaml = (path) => parse(read(path), { merge: true });

const text = read('compose.yaml');
const { services, volumes } = yaml('compose.yaml');
const all = Object.entries(services);
const prometheus = yaml('prometheus/prometheus.compose.yml');

/** A variable's default: what `${NAME:-default}` stands for. */
const byDefault = (value) => String(value).replace(/\$\{\w+:-([^}]*)\}/g, '$1');
/** `service:port` of each address. */
const reached = (addresses) => addresses.map((address) => address.replace(/^\w+:\/\/(?:[^@]*@)?/, '').split(':'));

describe('images', () => {
  const { images } = yaml('openshift-k8s/components/images/kustomization.yaml');
  const inCluster = Object.fromEntries(images.map(({ name, newName, newTag }) => [name, `${newName}:${newTag}`]));

  test.each(all.filter(([name]) => name !== 'nightshift'))('%s has a version', (_, { image }) => {
    expect(image).toMatch(/^docker\.io\/[\w/-]+:v?\d+\.\d+\.\d+(-alpine)?$/);
  });

  test.each(all.filter(([name]) => inCluster[name]))('%s is that of the cluster', (name, { image }) => {
    expect(image.replace('-alpine', '')).toBe(inCluster[name]);
  });

  test('our own is built, and can be there several times', () => {
    expect(services.nightshift).toMatchObject({ image: 'nightshift', build: '.' });
    expect(byDefault(services.nightshift.deploy.replicas)).toBe('1');
    expect(services.nightshift).not.toHaveProperty('ports');
    for (const [, service] of all) expect(service).not.toHaveProperty('container_name');
  });
});

test.each(all)('%s may do little', (_, service) => {
  expect(service).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    restart: 'unless-stopped',
  });
  expect(service.user).toMatch(/^[1-9]\d*:\d+$/);
  expect(service).not.toHaveProperty('privileged');
  expect(service).not.toHaveProperty('network_mode');
});

test('users are those of the cluster', () => {
  const { patches } = yaml('openshift-k8s/components/fsgroup/kustomization.yaml');
  const users = patches.map(({ target, patch }) => [
    target.labelSelector.split('=')[1],
    parse(patch).spec.template.spec.securityContext.runAsUser,
  ]);
  for (const [name, user] of users.filter(([name]) => services[name])) {
    expect([name, services[name].user.split(':')[0]]).toEqual([name, String(user)]);
  }
});

test.each(all)('%s is asked for its health, and waits for that of others', (_, { healthcheck, depends_on = {} }) => {
  expect(healthcheck.test).toMatch(/^(wget|curl|redis-cli) /);
  expect(healthcheck).toMatchObject({ interval: expect.any(String), timeout: '5s', retries: 3 });
  for (const [name, { condition }] of Object.entries(depends_on)) {
    expect(Object.keys(services)).toContain(name);
    expect(condition).toBe('service_healthy');
  }
});

test('Redis starts before the servers, and they before what gives them requests', () => {
  const waitsFor = (name) => Object.keys(services[name].depends_on ?? {});
  expect(waitsFor('load-balancer')).toEqual(['nightshift']);
  expect(waitsFor('nightshift')).toEqual(['redis']);
  expect(waitsFor('redis-exporter')).toEqual(['redis']);
  expect(waitsFor('prometheus')).toEqual(['alertmanager']);
  expect(waitsFor('grafana')).toEqual(['prometheus']);
});

test('ports are open to this machine alone', () => {
  const ports = Object.fromEntries(all.flatMap(([name, { ports }]) => (ports ? [[name, ports.map(byDefault)]] : [])));
  expect(ports).toEqual({
    'load-balancer': ['127.0.0.1:9080:9080'],
    prometheus: ['127.0.0.1:9090:9090'],
    alertmanager: ['127.0.0.1:9093:9093'],
    grafana: ['127.0.0.1:3000:3000'],
  });
});

test.each(all)('what %s mounts is there, and only volumes can be written', (_, service) => {
  for (const volume of service.volumes ?? []) {
    const [source, target, mode] = volume.split(':');
    expect(target).toMatch(/^\//);
    if (source.startsWith('.')) {
      expect(mode).toBe('ro,z');
      if (!source.startsWith('./compose/secrets/')) expect(existsSync(join(ROOT, source)), source).toBe(true);
    } else if (source !== '/') {
      expect(Object.keys(volumes)).toContain(source);
    } else {
      expect(mode).toBe('ro');
    }
  }
});

describe('passwords', () => {
  const SECRET = /password|secret|key|auth|token|redis_url/i;
  const required = [...text.matchAll(/\$\{(\w+):\?([^}]+)\}/g)];

  test('come from .env, and without it the message says what to do', () => {
    const settings = all.flatMap(([, { environment = {} }]) => Object.entries(environment));
    const secrets = settings.filter(([name]) => SECRET.test(name));
    expect(secrets.length).toBeGreaterThan(7);
    for (const [name, value] of secrets) {
      expect([name, value]).toEqual([
        name,
        expect.stringMatching(/^(redis:\/\/app:)?\$\{\w+:\?[^}]+\}(@redis:6379)?$/),
      ]);
    }
    for (const [, , message] of required) expect(message).toBe('run scripts/env.sh first');
  });

  test('of .env can be read by its owner alone, and are not made twice', () => {
    const copy = mkdtempSync(join(tmpdir(), 'nightshift-env-'));
    onTestFinished(() => rmSync(copy, { recursive: true }));
    const inCopy = (path) => join(copy, path);
    for (const path of ['scripts', 'openshift-k8s/secrets/users.acl.template']) {
      cpSync(join(ROOT, path), inCopy(path), { recursive: true });
    }

    expect(run(inCopy('scripts/env.sh'))).toEqual({ ok: true, text: expect.stringContaining('Wrote .env') });

    const env = Object.fromEntries(
      readFileSync(inCopy('.env'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.match(/^(\w+)=(.+)$/).slice(1)),
    );
    expect(Object.keys(env).sort()).toEqual([...new Set(required.map(([, name]) => name))].sort());
    expect(new Set(Object.values(env)).size).toBe(Object.keys(env).length);
    for (const value of Object.values(env)) expect(value).toMatch(/^(\w{24,}|whsec_[\w+/]{43}=)$/);
    expect(statSync(inCopy('.env')).mode & 0o777).toBe(0o600);
    expect(statSync(inCopy('compose/secrets')).mode & 0o777).toBe(0o700);
    expect(run(inCopy('scripts/env.sh'))).toEqual({
      ok: false,
      text: expect.stringContaining('users.acl is there already'),
    });

    const users = readFileSync(inCopy('compose/secrets/users.acl'), 'utf8');
    const passwords = readFileSync(inCopy('.env'), 'utf8');
    rmSync(inCopy('compose/secrets/users.acl'));
    expect(run(inCopy('scripts/env.sh'))).toEqual({ ok: true, text: expect.stringContaining('passwords of .env') });
    expect(readFileSync(inCopy('compose/secrets/users.acl'), 'utf8')).toBe(users);
    expect(readFileSync(inCopy('.env'), 'utf8')).toBe(passwords);

    const hashes = { app: 'REDIS_APP_PASSWORD', exporter: 'REDIS_EXPORTER_PASSWORD', probe: 'REDIS_PROBE_PASSWORD' };
    const hash = (name) => run('sh', '-c', `printf %s ${env[hashes[name]]} | sha256sum`).text.slice(0, 64);
    expect(readFileSync(inCopy('compose/secrets/users.acl'), 'utf8')).toBe(
      read('openshift-k8s/secrets/users.acl.template').replace(
        /#([A-Z]+)/g,
        (_, name) => `#${hash(name.toLowerCase())}`,
      ),
    );
  });

  test('stay out of git and of the image', () => {
    expect(read('.gitignore').split('\n')).toEqual(expect.arrayContaining(['/.env', '/compose/secrets/']));
    const [everything, ...exceptions] = read('.dockerignore').trim().split('\n');
    expect(everything).toBe('*');
    for (const path of exceptions.filter((line) => line.startsWith('!')))
      expect(path).not.toMatch(/env|compose|^!\.?$/);
  });
});

test('Redis has the configuration and the users of the cluster', () => {
  const { entrypoint, command, volumes, environment, healthcheck } = services.redis;
  expect([...entrypoint, ...command].map(byDefault)).toEqual([
    'redis-server',
    '/etc/redis/redis.conf',
    '--maxmemory',
    '1gb',
  ]);
  expect(volumes).toContain('./openshift-k8s/base/nightshift/redis.conf:/etc/redis/redis.conf:ro,z');
  const aclfile = read('openshift-k8s/base/nightshift/redis.conf').match(/^aclfile (.+)$/m)[1];
  expect(volumes).toContain(`./compose/secrets/users.acl:${aclfile}:ro,z`);
  expect(environment.REDISCLI_AUTH).toContain('REDIS_PROBE_PASSWORD');
  expect(healthcheck.test).toContain('--user probe');
  expect(services['redis-exporter'].environment).toMatchObject({
    REDIS_ADDR: 'redis://redis:6379',
    REDIS_USER: 'exporter',
  });
});

test('all servers share the folder of files of imports and exports, which the image has', () => {
  const folder = services.nightshift.environment.NIGHTSHIFT_BULK_DIR;
  expect(services.nightshift.volumes).toEqual([`bulk:${folder}`]);
  // A new volume gets the owner that the folder has in the image.
  expect(read('Dockerfile')).toContain(
    `install -d -m 770 -o ${services.nightshift.user.replace(':', ' -g ')} ${folder}\n`,
  );
});

test('a stop is waited for longer than jobs may take to end', () => {
  const { stop_grace_period, environment } = services.nightshift;
  const grace = Number(environment.NIGHTSHIFT_DRAIN_GRACE.match(/^PT(\d+)S$/)[1]);
  expect(Number.parseInt(stop_grace_period, 10)).toBeGreaterThanOrEqual(grace + 10);
});

test('every server that is addressed is a service', () => {
  const { environment } = services.nightshift;
  const grafana = services.grafana.environment;
  const scraped = prometheus.scrape_configs.flatMap(({ static_configs = [], dns_sd_configs = [] }) => [
    ...static_configs.flatMap(({ targets }) => targets),
    ...dns_sd_configs.flatMap(({ names, port }) => names.map((name) => `${name}:${port}`)),
  ]);
  const [balancer] = read('compose/haproxy.cfg').match(/(?<=server-template server \d+ )\S+/);
  const addresses = reached([
    ...scraped.filter((target) => !target.startsWith('localhost:')),
    ...prometheus.alerting.alertmanagers.flatMap(({ static_configs }) => static_configs[0].targets),
    environment.NIGHTSHIFT_REDIS_URL,
    environment.NIGHTSHIFT_PROMETHEUS_URL,
    grafana.NIGHTSHIFT_PROMETHEUS_URL,
    grafana.NIGHTSHIFT_ALERTMANAGER_URL,
    services['redis-exporter'].environment.REDIS_ADDR,
    balancer,
  ]);
  const listens = {
    nightshift: '9080',
    redis: '6379',
    'redis-exporter': '9121',
    'node-exporter': '9100',
    prometheus: '9090',
    alertmanager: '9093',
    grafana: '3000',
  };
  for (const [name, port] of addresses) {
    expect(Object.keys(services)).toContain(name);
    expect([name, port]).toEqual([name, listens[name]]);
  }
  expect(new Set(addresses.map(([name]) => name))).toEqual(new Set(Object.keys(listens)));
});

describe('Prometheus and Grafana', () => {
  const target = (service, path) =>
    services[service].volumes.map((volume) => volume.split(':')).find(([source]) => source === path)?.[1];

  test('Prometheus has its configuration and the addresses that alerts link to', () => {
    expect(services.prometheus.command).toContain(
      `--config.file=${target('prometheus', './prometheus')}/prometheus.compose.yml`,
    );
    const used = [...read('prometheus/prometheus.compose.yml').matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(services.prometheus.environment).sort()).toEqual([...new Set(used)].sort());
    expect(services.alertmanager.command).toContain(
      `--config.file=${target('alertmanager', './alertmanager')}/alertmanager.yml`,
    );
  });

  test('Grafana has all that its provisioning asks for', () => {
    const { environment } = services.grafana;
    const folder = join(ROOT, 'grafana/provisioning');
    const files = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith('.yml'));
    const asked = files.flatMap((path) => [...readFileSync(join(folder, path), 'utf8').matchAll(/\$\{(\w+)\}/g)]);
    for (const [, name] of asked) expect(environment).toHaveProperty(name);
    expect(environment).toHaveProperty('GF_SECURITY_ADMIN_PASSWORD');
    expect(environment.NIGHTSHIFT_DASHBOARDS).toBe(target('grafana', './grafana/dashboards/nightshift'));
    expect(target('grafana', './grafana/provisioning')).toBe('/etc/grafana/provisioning');
    expect(target('grafana', './grafana/grafana.ini')).toBe('/etc/grafana/grafana.ini');
  });

  test('links lead where the ports are', () => {
    const links = ['NIGHTSHIFT_CONSOLE_URL', 'NIGHTSHIFT_GRAFANA_URL'].map((name) =>
      byDefault(services.prometheus.environment[name]),
    );
    expect(links).toEqual(['http://localhost:9080', 'http://localhost:3000']);
    expect(services.nightshift.environment.NIGHTSHIFT_GRAFANA_URL).toBe(
      services.grafana.environment.GF_SERVER_ROOT_URL,
    );
  });
});
