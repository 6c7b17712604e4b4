// The whole stack, live: measurements reach the rules, the dashboards and the people on call.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expressions as panelExpressions } from '../dashboards/expressions.mjs';
import { pageText } from '../gameday/page.mjs';
import { MAY_BE_EMPTY, MAY_BE_MISSING, MAY_FIRE } from './exceptions.mjs';
import { metricNames, operands, rulesIn } from './expressions.mjs';
import { hangRedis } from './gameday.mjs';
import { startLoad } from './load.mjs';
import { until } from './process.mjs';
import { freePorts, root } from './settings.mjs';
import { fasterExpression } from './speed.mjs';
import { REFUSED_HOST, startTestbed } from './testbed.mjs';

const SPEED = Number(process.env.SPEED || 20);
const folder = join(root, 'target', 'stack-test');
const rules = rulesIn(join(root, 'prometheus', 'rules')).filter(({ file }) => file !== 'kubernetes.yml');

/** All that is asked, by who asks: rule or panel → its expressions, those of alerts taken apart. */
const asked = new Map();
const ask = (user, exprs) => asked.set(user, [...(asked.get(user) ?? []), ...exprs]);
for (const { file, kind, name, expr } of rules) ask(`${file} ${name}`, kind === 'alert' ? operands(expr) : [expr]);
for (const { dashboard, panel, expr } of panelExpressions(root)) ask(`${dashboard}: ${panel}`, [expr]);
const expressions = [...new Set([...asked.values()].flat())];

let bed;
let load;
const began = Date.now();
beforeAll(async () => {
  bed = await startTestbed({ speed: SPEED, folder });
  load = await startLoad({
    api: bed.api,
    receiver: bed.receiver,
    perSecond: 10,
    troubleEvery: 0,
    burstEvery: 30,
    burst: 100,
    bulkEvery: 10,
    bulkRows: 200,
    refusedHost: REFUSED_HOST,
  });
  // Prometheus starts when the servers are warm: the first second of a JVM must not raise alerts.
  await until('jobs are done', 120, async () => {
    const { items } = await bed.api('GET', 'queues');
    return items.some(({ counts }) => counts.SUCCEEDED > 100);
  });
  await bed.start('prometheus');
});

afterAll(async () => {
  await load?.stop();
  await bed?.stop();
});

describe('a quiet time', () => {
  test('all targets are up', async () => {
    const targets = await until('all targets are up', 20, async () => {
      const found = await bed.prometheus.targets();
      return found.length > 0 && found.every(({ health }) => health === 'up') && found;
    });
    const jobs = targets.map(({ labels }) => labels.job).sort();
    expect(jobs).toEqual(['alertmanager', 'nightshift', 'nightshift', 'node', 'prometheus', 'redis']);
  });

  test('the load is done, the canary too', async () => {
    const ended = 'sum(nightshift_jobs_ended_total{state="succeeded"})';
    await until('400 jobs are done', 90, async () => (await bed.prometheus.values(ended))[0]?.value > 400);
    const scrapes = 'count_over_time(up{job="prometheus"}[1h])';
    await until(
      'that has been seen for a while',
      120,
      async () => (await bed.prometheus.values(scrapes))[0]?.value >= 40,
    );
    const canary = 'sum(nightshift_jobs_ended_total{queue="nightshift.canary", state="succeeded"})';
    await until('the canary is done', 10, async () => (await bed.prometheus.values(canary))[0]?.value > 2);
  });

  test('every rule is evaluated without an error', async () => {
    const loaded = await bed.prometheus.rules();
    expect(
      loaded.filter(({ health }) => health !== 'ok').map(({ name, lastError }) => `${name}: ${lastError}`),
    ).toEqual([]);
    expect(loaded).toHaveLength(rules.length);
  });

  test('no alert fires but those that may', async () => {
    const since = Math.ceil((Date.now() - began) / 1000);
    const fired = await bed.prometheus.values(
      `group by (alertname) (max_over_time(ALERTS{alertstate="firing"}[${since}s]))`,
    );
    expect(fired.map(({ labels }) => labels.alertname).filter((name) => !MAY_FIRE[name])).toEqual([]);
  });

  test('the watchdog reaches its receiver', async () => {
    await until('the watchdog is notified', 60, () => bed.notifications.find('Watchdog', 'firing', 0));
  });
});

/** How long an alert waits once its expression holds. */
const waitOf = (alertname) =>
  Math.max(...rules.filter(({ name }) => name === alertname).map(({ wait }) => bed.scaled(wait)));

/** Whether the links of an alert lead somewhere. */
async function followLinks({ annotations }) {
  const { console: consoleUrl, grafana, runbooks } = bed.links;
  expect(annotations.summary).toBeTruthy();
  expect(annotations.runbook_url).toMatch(new RegExp(`^${runbooks}#[a-z]+$`));
  expect(annotations.dashboard_url.startsWith(`${grafana}/d/nightshift-`)).toBe(true);
  expect(annotations.console_url.startsWith(`${consoleUrl}/`)).toBe(true);
  expect((await fetch(annotations.console_url)).status).toBe(200);
}

/** Records how long a step took, to show why the proof takes long. */
const noted = (what, since) =>
  appendFileSync(join(folder, 'times'), `${what} after ${((Date.now() - since) / 1000).toFixed(1)} s\n`);

/**
 * Causes a fault, and proves that its alerts fire, reach the people on call with working links, and are resolved once it
 * is fixed. `takes`: seconds until the expression of the last alert holds.
 */
async function prove({ cause, cure, alerts, takes, clearsIn = 240 }) {
  const since = Date.now();
  await cause();
  let cured;
  try {
    await Promise.all(
      alerts.map(async ({ name, severity, inhibited }) => {
        const patience = takes + waitOf(name) + 60;
        const fits = ({ labels }) => labels.alertname === name && (!severity || labels.severity === severity);
        await until(`${name} fires`, patience, async () => (await bed.prometheus.firing()).some(fits));
        noted(`${name} fires`, since);
        if (inhibited) {
          await until(`${name} is inhibited`, 60, async () =>
            (await bed.alertmanager.alerts()).some((each) => fits(each) && each.status.inhibitedBy.length > 0),
          );
          noted(`${name} is inhibited`, since);
          return;
        }
        await followLinks(
          await until(`${name} is notified`, 60, () => bed.notifications.find(name, 'firing', since, fits)),
        );
        noted(`${name} is notified`, since);
      }),
    );
  } finally {
    cured = Date.now();
    await cure();
  }
  await Promise.all(
    alerts.map(async ({ name, inhibited }) => {
      await until(`${name} is resolved`, clearsIn, async () =>
        inhibited
          ? (await bed.prometheus.firing()).every(({ labels }) => labels.alertname !== name)
          : bed.notifications.find(name, 'resolved', cured),
      );
      noted(`${name} is resolved`, cured);
    }),
  );
}

const submitAll = (jobs) =>
  bed.api('POST', 'jobs:batchCreate', jobs.map((job) => JSON.stringify(job)).join('\n'), 'application/x-ndjson');
const submitMany = (count, job) => submitAll(Array(count).fill(job));

describe.concurrent('what goes wrong, side by side', () => {
  let deliveriesAreFine;
  const deliveriesFine = new Promise((fine) => {
    deliveriesAreFine = fine;
  });

  let spareIsForgotten;
  const spareForgotten = new Promise((forgotten) => {
    spareIsForgotten = forgotten;
  });

  test('each kind of job that fails', async () => {
    for (let turn = 0; turn < 6; turn++) await load.submitTrouble();
  });

  test('many destinations fail, and jobs wait for them', async () => {
    const queue = 'deliveries-down';
    const { closed } = await freePorts(['closed']);
    const hosts = Array.from({ length: 50 }, (_, n) => `127.0.0.${n + 1}:${closed}`);
    try {
      await prove({
        alerts: [{ name: 'DeliveriesFailing' }, { name: 'BreakerOpen' }],
        takes: 30,
        cause: () =>
          submitAll(
            hosts.flatMap((host) => {
              const args = { url: `http://${host}/`, body: {} };
              const retry = { initial: 'PT1S', max: 'PT2S', factor: 2, jitter: 0 };
              return Array(6).fill({ task: 'http.request', queue, args, retry, maxAttempts: 50 });
            }),
          ),
        cure: () => bed.api('POST', `queues/${queue}:purge`),
      });
    } finally {
      deliveriesAreFine();
    }
  });

  test('a queue is paused while jobs wait in it', async () => {
    await prove({
      alerts: [{ name: 'QueuePausedWithBacklog' }],
      takes: 15,
      cause: async () => {
        await bed.api('POST', 'queues/reports:pause');
        await submitMany(20, { task: 'demo.noop', queue: 'reports', args: {} });
      },
      cure: () => bed.api('POST', 'queues/reports:resume'),
    });
  }, 600_000);

  test('Redis is nearly full', async () => {
    const before = /maxmemory\s+(\d+)/.exec(bed.redisCli('config', 'get', 'maxmemory'))[1];
    await prove({
      alerts: [
        { name: 'RedisMemoryHigh', severity: 'ticket', inhibited: true },
        { name: 'RedisMemoryHigh', severity: 'page' },
      ],
      takes: 10,
      cause: () => {
        // so much that what is submitted meanwhile does not matter
        bed.redisCli('setrange', 'ballast', String(128 * 1024 * 1024), 'x');
        const used = Number(/used_memory:(\d+)/.exec(bed.redisCli('info', 'memory'))[1]);
        bed.redisCli('config', 'set', 'maxmemory', String(Math.ceil(used / 0.95)));
      },
      cure: () => {
        bed.redisCli('config', 'set', 'maxmemory', before);
        bed.redisCli('del', 'ballast');
      },
    });
  });

  test('one of two workers is killed', async () => {
    try {
      await bed.start('spare');
      const live = async () => (await bed.api('GET', 'workers')).items.filter(({ state }) => state === 'LIVE');
      await until('both are seen', 20, async () => (await live()).length === 2);
      await prove({
        alerts: [{ name: 'WorkerLost' }],
        takes: 20,
        cause: () => bed.end('spare', 'SIGKILL'),
        cure: () => {}, // what happened is past: the alert ends by itself
      });
    } finally {
      spareIsForgotten();
    }
  }, 600_000);

  test('the only worker is killed', async () => {
    await Promise.all([deliveriesFine, spareForgotten]);
    await prove({
      // the missing worker is reported, its consequences are not
      alerts: [
        { name: 'NoLiveWorkers' },
        { name: 'WorkerLost', inhibited: true },
        { name: 'OldestReadyTooOld', inhibited: true },
      ],
      takes: 30,
      cause: async () => {
        // something to be rescued
        await submitMany(5, { task: 'demo.sleep', queue: 'default', args: { duration: 'PT20S' } });
        await until('jobs run', 20, async () => {
          const { items } = await bed.api('GET', 'jobs?state=RUNNING&task=demo.sleep&queue=default');
          return items.length > 0;
        });
        await bed.end('worker', 'SIGKILL');
      },
      cure: () => bed.start('worker'),
    });
  }, 600_000);
});

describe('what disturbs all', () => {
  test('a game day: Redis hangs, and the plan is right about the alert', async () => {
    const result = await hangRedis(bed, folder);
    expect(result.record.problems).toEqual([]);
    expect(pageText(result)).toMatch(/the alert fires \|.*\| as expected \|/);
    expect(result.sample).toMatchObject({ accepted: 40, unknown: 0, byState: { SUCCEEDED: 40 } });
    noted('the game day has ended', result.record.caused);
  });

  test('Redis is stopped, and nobody is called for what is over', async () => {
    let back;
    await prove({
      alerts: [{ name: 'RedisDown' }, { name: 'RedisUnreachable', inhibited: true }],
      takes: 15,
      cause: () => bed.end('redis'),
      cure: async () => {
        back = Date.now();
        await bed.start('redis');
      },
    });
    await until('the outage is forgotten', 180, async () =>
      (await bed.prometheus.firing()).every(({ labels }) => labels.alertname !== 'RedisWasAway'),
    );
    const late = bed.notifications.received.filter(
      ({ receiver, status, at, labels }) =>
        receiver === 'page' &&
        status === 'firing' &&
        at >= back &&
        // alerts that were sent before are sent again as resolved
        labels.alertname !== 'RedisDown' &&
        !MAY_FIRE[labels.alertname],
    );
    expect(late.map(({ labels }) => labels.alertname)).toEqual([]);
  }, 600_000);
});

describe('what was measured', () => {
  const answered = new Map();
  const excepted = (expr) => Object.keys(MAY_BE_EMPTY).some((part) => expr.includes(part));

  // Over the whole time, faults included: many ask for what good times do not have.
  beforeAll(async () => {
    for (const expr of expressions) {
      const answer = bed.prometheus.gaveValues(fasterExpression(expr, SPEED), began);
      answered.set(expr, await answer.catch((error) => error.message));
    }
  });

  test.for([...asked])('there is data for %s', ([, exprs]) => {
    const lacking = exprs.filter((expr) => answered.get(expr) !== !excepted(expr));
    expect(lacking.map((expr) => ({ expr, answered: answered.get(expr) }))).toEqual([]);
  });

  test.for(Object.keys(MAY_BE_EMPTY))('the exception is needed: %s', (part) => {
    expect(expressions.filter((expr) => expr.includes(part))).not.toEqual([]);
  });

  test('every metric that is asked for exists', async () => {
    const existing = new Set(await bed.prometheus.metricNames());
    const wanted = new Set(expressions.flatMap(metricNames));
    expect([...wanted].filter((name) => !existing.has(name)).sort()).toEqual(Object.keys(MAY_BE_MISSING).sort());
  });

  test('no process ended unasked', () => {
    expect(bed.deaths).toEqual([]);
  });
});
