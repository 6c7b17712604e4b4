import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { failingDestination } from '../../gameday/places/destination.mjs';
import { ownCommands } from '../../gameday/places/own.mjs';
import { onStack } from '../../gameday/places/stack.mjs';
import {
  account,
  canaryGotThrough,
  getsThrough,
  harmlessJob,
  hasCanary,
  submitSample,
  unfinished,
} from '../../gameday/sample.mjs';
import { apiAt } from '../../stack/api.mjs';
import { keepRunning, readRunning } from '../../stack/running.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightshift-places-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** An API that answers by method and path; gives {api, calls}. */
async function server(answer) {
  const calls = [];
  const http = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const call = {
      what: `${request.method} ${request.url.replace('/api/v1/', '')}`,
      body: Buffer.concat(chunks).toString(),
    };
    calls.push(call);
    const [status, body] = answer(call);
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise((ready) => http.listen(0, '127.0.0.1', ready));
  onTestFinished(() => new Promise((closed) => http.close(closed)));
  return { api: apiAt(`http://127.0.0.1:${http.address().port}`, 'key'), calls };
}

test('commands of the operator cause the fault and heal it, and their failure counts', async () => {
  const file = join(folder, 'state');
  const action = ownCommands({ cause: `echo broken >${file}`, heal: `rm ${file} 2>/dev/null` });
  await action.cause();
  expect(readFileSync(file, 'utf8')).toBe('broken\n');
  await action.heal();
  await expect(action.heal()).rejects.toThrow('status 1: rm');
});

describe('a failing destination', () => {
  test('gets jobs, which are purged until none is left, and its breaker is closed', async () => {
    const left = [0, 3, 1, 1, 0];
    const { api, calls } = await server(({ what }) => {
      if (what.startsWith('GET queues')) return [200, { counts: { RETRYING: left.shift() ?? 0 } }];
      if (what.startsWith('POST jobs')) return [200, '{"index":0,"id":"a"}\n'];
      return what.startsWith('POST destinations') ? [404, ''] : [200, {}];
    });
    const action = failingDestination({ api });
    expect(await action.problems()).toEqual([]);
    await action.cause();
    const job = JSON.parse(calls.at(-1).body.split('\n')[0]);
    expect((await fetch(job.args.url, { method: 'POST' })).status).toBe(503);
    await action.heal();
    expect(calls.filter(({ what }) => what === 'POST queues/gameday-destination:purge')).toHaveLength(2);
    expect(calls.at(-1).what).toBe(`POST destinations/${new URL(job.args.url).host}:close`);
    await expect(fetch(job.args.url)).rejects.toThrow();
  });

  test('does not begin while jobs are left, and fails if its jobs are refused', async () => {
    const { api } = await server(({ what }) =>
      what.startsWith('GET') ? [200, { counts: { READY: 2 } }] : [200, '{"index":0,"problem":{"detail":"address"}}\n'],
    );
    const action = failingDestination({ api, url: 'http://gameday.invalid/' });
    expect(await action.problems()).toEqual([expect.stringContaining('purge it first')]);
    await expect(action.cause()).rejects.toThrow('not accepted');
  });
});

describe('jobs of the game day', () => {
  test.each([
    [['http.request', 'nightshift.canary', 'demo.noop'], 'demo.noop'],
    [['http.request', 'demo.noop', 'demo.sleep'], 'demo.sleep'],
    // nobody but Nightshift can submit a canary
    [['http.request', 'nightshift.canary'], undefined],
  ])('of the tasks %j it is %s', async (names, task) => {
    const { api } = await server(() => [200, { items: names.map((name) => ({ name })) }]);
    expect((await harmlessJob(api))?.task).toBe(task);
    expect(await harmlessJob(api, { task: 'mine' })).toEqual({ task: 'mine' });
  });

  test('a canary counts if it comes about once a minute and was submitted since', async () => {
    const every = (value) => hasCanary({ values: async () => (value ? [{ value }] : []) });
    expect([await every(60), await every(3600), await every(0)]).toEqual([true, false, false]);
    const { api, calls } = await server(({ what }) => [200, { items: what.includes('T13:00') ? [{}] : [] }]);
    expect(await canaryGotThrough(api, Date.UTC(2026, 10, 30, 13, 0))).toBe(true);
    expect(await canaryGotThrough(api, Date.UTC(2026, 10, 30, 14, 0))).toBe(false);
    expect(calls[0].what).toContain('queue=nightshift.canary&state=SUCCEEDED&createdAfter=2026-11-30T13:00:00.000Z');
  });

  test('one that is accepted and unknown later is lost; one with two attempts started twice', async () => {
    const jobs = {
      'jobs/a': [200, { state: 'SUCCEEDED', attempts: [{}, {}] }],
      'jobs/b': [404, {}],
      'jobs/c': [200, { state: 'READY' }],
    };
    const { api, calls } = await server(({ what }) =>
      what.startsWith('POST') ? [200, '{"index":0,"id":"a"}\n{"index":1,"problem":{}}\n'] : jobs[what.slice(4)],
    );
    expect(await submitSample(api, { task: 'demo.noop', args: {} }, { count: 2, seconds: 10 })).toEqual(['a']);
    expect(calls[0].body.split('\n').map((line) => JSON.parse(line).delay)).toEqual(['PT0.000S', 'PT5.000S']);
    const seen = await account(api, ['a', 'b', 'c']);
    expect(seen).toEqual({ accepted: 3, byState: { SUCCEEDED: 1, READY: 1 }, unknown: 1, restarted: 1 });
    expect(unfinished(seen)).toBe(1);
  });

  test.each([
    ['SUCCEEDED', true],
    ['DEAD', false],
  ])('a probe that is %s got through: %s', async (state, through) => {
    const { api } = await server(({ what }) => (what.startsWith('POST') ? [201, { id: 'a' }] : [200, { state }]));
    expect(await getsThrough(api, { task: 'demo.noop', args: {} })).toBe(through);
  });
});

describe('the stack of this machine', () => {
  const about = { stack: process.pid, pause: 60, layout: '/l' };
  const at = (fault) => onStack({ fault, folder, ports: { redis: 1, application: 1 }, api: undefined });

  test('is known by its file while it runs', () => {
    const file = keepRunning(folder, about);
    file.started('redis', 7);
    file.started('application', 8);
    file.ended('redis');
    expect(readRunning(folder)).toEqual({ ...about, processes: { application: 8 } });
    file.remove();
    expect(readRunning(folder)).toBeUndefined();
    keepRunning(folder, { ...about, stack: 2 ** 22 + 1 }).started('redis', 7);
    expect(readRunning(folder)).toBeUndefined();
  });

  test('must run', async () => {
    expect(await at('hang-redis').problems()).toEqual([expect.stringContaining('start it with make stack')]);
  });

  test('must not start the server again before the alert is sent', async () => {
    keepRunning(folder, about).started('application', 8);
    const { problems } = at('kill-worker');
    expect(await problems({ times: { sent: [50, 59] } })).toEqual([]);
    expect(await problems({ times: { sent: [100, 165] } })).toEqual([expect.stringContaining('STACK_PAUSE=180')]);
  });
});
