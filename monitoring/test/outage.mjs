// Outages as Prometheus sees them, the alerts that fire in them, and the alerts that reach the people on call.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { ROOT } from '../rules/files.mjs';
import { secondsOf } from '../stack/speed.mjs';
import { run } from './tools.mjs';

/** Seconds between two scrapes, and between two evaluations. */
const STEP = 15;
/** Seconds until an outage begins: Prometheus has seen little by then, so that few requests are a large share. */
const BEGINS = 1205;
/** The story continues for this long after the longest outage: windows of half an hour have forgotten it by then. */
const AFTER = 2200;

/** Samples as promtool reads them: `value(n)` of scrape n, undefined where there is none. */
function values(scrapes, value) {
  return Array.from({ length: scrapes }, (_, n) => value(n) ?? '_').join(' ');
}

/**
 * The series of two servers and a Redis.
 *
 * @typedef {object} Outage
 * @property {'redis' | 'requests' | 'servers'} of the missing part: Redis; only the answers to requests, for
 * a reason that nobody
 *   knows; or the servers, as Prometheus sees them
 * @property {number} lasts seconds
 * @property {number} perSecond submits, and as many other requests
 * @param {string} namespace
 * @param {Outage} outage
 * @param {number} scrapes
 */
function series(namespace, { of: what, lasts, perSecond }, scrapes) {
  const away = (second) => second >= BEGINS && second < BEGINS + lasts;
  // Seconds of each kind until a second.
  const good = [0];
  const bad = (second) => what !== 'servers' && away(second);
  for (let second = 0; second < scrapes * STEP; second++) good.push(good[second] + (bad(second) ? 0 : 1));
  const well = (n) => good[n * STEP];
  const ill = (n) => n * STEP - well(n);
  const awayAt = (n) => what === 'redis' && away(n * STEP);
  const worked = (n) => (what === 'redis' ? well(n) : n * STEP);
  const unless = (value) => (n) => (awayAt(n) ? undefined : value(n));
  const rows = [];
  const add = (name, labels, value) => {
    const text = Object.entries({ namespace, ...labels }).map(([label, is]) => `${label}="${is}"`);
    const unseen = (n) => what === 'servers' && labels.job === 'nightshift' && away(n * STEP);
    const seen = (n) => (unseen(n) ? (name === 'up' ? 0 : undefined) : value(n));
    rows.push({ series: `${name}{${text.join(', ')}}`, values: values(scrapes, seen) });
  };
  const REQUESTS = 'nightshift_http_request_duration_seconds';
  for (const instance of ['a', 'b']) {
    const server = { job: 'nightshift', instance };
    add('up', { ...server, component: 'all' }, () => 1);
    add('nightshift_build_info', server, () => 1);
    add('jvm_uptime_seconds', server, (n) => 86_400 + n * STEP);
    add('nightshift_redis_up', server, (n) => (awayAt(n) ? 0 : 1));
    for (const route of ['/api/v1/jobs', '/api/v1/jobs/{id}']) {
      const call = { ...server, method: route.endsWith('jobs') ? 'POST' : 'GET', route };
      const of = (seconds) => (n) => Math.floor((perSecond / 2) * seconds(n));
      for (const [code, count] of [
        ['201', of(well)],
        ['503', of(ill)],
      ]) {
        add(`${REQUESTS}_count`, { ...call, code }, count);
        add(`${REQUESTS}_bucket`, { ...call, code, le: '0.25' }, count);
      }
    }
    const queue = { ...server, queue: 'mail' };
    const jobs = (n) => Math.floor((perSecond / 2) * worked(n));
    add('nightshift_jobs_submitted_total', { ...queue, task: 't', result: 'accepted' }, jobs);
    add('nightshift_jobs_ended_total', { ...queue, task: 't', state: 'succeeded' }, jobs);
    add('nightshift_jobs_ended_total', { ...queue, task: 't', state: 'dead' }, () => 0);
    add('nightshift_attempts_total', { ...queue, task: 't', outcome: 'succeeded' }, jobs);
    add('nightshift_job_wait_seconds_count', queue, jobs);
    add('nightshift_job_wait_seconds_bucket', { ...queue, le: '60.0' }, jobs);
    const canary = { ...server, queue: 'nightshift.canary', task: 'nightshift.canary', state: 'succeeded' };
    add('nightshift_canary_period_seconds', server, () => 60);
    add('nightshift_jobs_ended_total', canary, (n) => (instance === 'a' ? Math.floor(worked(n) / 60) : 0));
    add('nightshift_log_messages_total', { ...server, level: 'error' }, (n) => Math.floor(ill(n) / 5));
    add('nightshift_worker_slots', server, () => 10);
    add('nightshift_worker_slots_busy', server, () => 1);
    add('nightshift_worker_draining', server, () => 0);
    add('nightshift_claim_loop_last_success_timestamp_seconds', server, (n) => (awayAt(n) ? BEGINS : n * STEP));
    // What is the same on all servers is not there while Redis is away.
    add(
      'nightshift_workers',
      { ...server, state: 'live' },
      unless(() => 2),
    );
    add(
      'nightshift_queue_paused',
      queue,
      unless(() => 0),
    );
    add(
      'nightshift_queue_jobs',
      { ...queue, state: 'ready' },
      unless(() => 1),
    );
    add(
      'nightshift_queue_oldest_ready_timestamp_seconds',
      queue,
      unless((n) => n * STEP - 1),
    );
    add(
      'nightshift_cluster_stats_timestamp_seconds',
      server,
      unless((n) => n * STEP),
    );
  }
  const exporter = { job: 'redis', instance: 'r' };
  add('up', exporter, () => 1);
  add('redis_up', exporter, (n) => (awayAt(n) ? 0 : 1));
  add(
    'redis_instance_info',
    { ...exporter, role: 'master', maxmemory_policy: 'noeviction' },
    unless(() => 1),
  );
  return rows;
}

const RULES = ['recording', 'objectives', 'jobs', 'workers', 'api', 'redis', 'monitoring'];
/** What reads what others record comes after them. */
const ORDER = ['nightshift-cluster', 'nightshift-servers', 'nightshift-objectives', 'nightshift-objectives-alerts'];

/**
 * The alerts that fire at each step: [{at: second, alerts: labels[]}]. promtool names them where it expects none.
 *
 * @param {Record<string, Outage>} outages by namespace
 */
function firing(outages) {
  const folder = mkdtempSync(join(tmpdir(), 'nightshift-outage-'));
  try {
    const first = Math.floor(BEGINS / STEP);
    const last = Math.ceil((BEGINS + AFTER + Math.max(...Object.values(outages).map(({ lasts }) => lasts))) / STEP);
    const times = Array.from({ length: last - first }, (_, n) => (first + n) * STEP);
    const file = join(folder, 'outage.yml');
    const test = {
      interval: `${STEP}s`,
      input_series: Object.entries(outages).flatMap(([namespace, outage]) => series(namespace, outage, last + 1)),
      promql_expr_test: times.map((at) => ({
        expr: 'ALERTS{alertstate="firing", alertname!="Watchdog"}',
        eval_time: `${at}s`,
        exp_samples: [],
      })),
    };
    const rules = RULES.map((name) => join(ROOT, 'prometheus/rules', `${name}.yml`));
    writeFileSync(
      file,
      stringify({ rule_files: rules, evaluation_interval: `${STEP}s`, group_eval_order: ORDER, tests: [test] }),
    );
    const { text } = run('promtool', 'test', 'rules', file);
    const found = [...text.matchAll(/time: (\w+),\s+exp: ?\S*\s+got: ?(.*)/g)];
    if (!text.includes('SUCCESS') && found.length === 0) throw new Error(text);
    const got = new Map(found.map(([, time, alerts]) => [secondsOf(time), alerts]));
    return times.map((at) => ({
      at,
      alerts: [...(got.get(at) ?? '').matchAll(/\{([^}]*)\}/g)].map(([, all]) => labels(all)),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const labels = (text) => ({
  cluster: 'c',
  ...Object.fromEntries([...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value])),
});

/** Whether labels fit all matchers, as Alertmanager writes them. A label that is missing counts as empty. */
const fits = (matchers, given) =>
  matchers.every((matcher) => {
    const [, name, operator, value] = /^(\w+)(=~|!~|!=|=)"(.*)"$/.exec(matcher);
    const is = given[name] ?? '';
    const equal = operator.endsWith('~') ? new RegExp(`^(?:${value})$`).test(is) : is === value;
    return operator.startsWith('!') ? !equal : equal;
  });

const { route, inhibit_rules: inhibitions } = parse(readFileSync(join(ROOT, 'alertmanager/alertmanager.yml'), 'utf8'));
const pageWait = secondsOf(route.routes.find(({ receiver }) => receiver === 'page').group_wait);

const inhibited = (alert, all) =>
  inhibitions.some(
    ({ source_matchers, target_matchers, equal }) =>
      fits(target_matchers, alert) &&
      all.some(
        (source) =>
          source !== alert &&
          fits(source_matchers, source) &&
          equal.every((name) => (source[name] ?? '') === (alert[name] ?? '')),
      ),
  );

/**
 * The pages that somebody gets in outages, in the order of time. As strict as can be: an alert that nothing holds back for as
 * long as a group waits counts as sent, although Alertmanager would look again only after group_interval.
 *
 * @param {Record<string, Outage>} outages by a name, which is the namespace that has it
 * @returns {Record<string, {at: number, alert: string}[]>} `at`: seconds since the outage began
 */
export function pages(outages) {
  const since = new Map();
  const sent = Object.fromEntries(Object.keys(outages).map((name) => [name, []]));
  for (const { at, alerts } of firing(outages)) {
    const open = alerts.filter((alert) => alert.severity === 'page' && !inhibited(alert, alerts));
    const groups = new Map(open.map((alert) => [JSON.stringify(alert), alert]));
    for (const key of since.keys()) if (!groups.has(key)) since.delete(key);
    for (const [key, { alertname, namespace }] of groups) {
      if (!since.has(key)) since.set(key, { at, notified: false });
      const group = since.get(key);
      if (group.notified || at - group.at < pageWait) continue;
      group.notified = true;
      sent[namespace].push({ at: at - BEGINS, alert: alertname });
    }
  }
  return sent;
}
