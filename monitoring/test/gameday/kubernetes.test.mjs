// The faults of the manifests, through a kubectl that records what it is asked, and a real one that checks what is applied.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { exporterOnly, onKubernetes, withoutSuchTag } from '../../gameday/places/kubernetes.mjs';
import { pieces } from '../../gameday/places/kubernetes-redis.mjs';
import { ROOT } from '../../rules/files.mjs';

const base = (path) => readFileSync(join(ROOT, 'openshift-k8s', 'base', path), 'utf8');
const documents = (path) => parseAllDocuments(base(path)).map((each) => each.toJS());
const policy = documents('nightshift/network-policies.yaml').find(({ metadata }) => metadata.name === 'redis');
const deployment = { ...parse(base('server/deployment.yaml')), metadata: { name: 'nightshift-worker' } };
deployment.spec.template.spec.containers[0].image = 'registry.example:5000/nightshift:1.2@sha256:0';

let folder;
let path;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightshift-kubectl-'));
  path = process.env.PATH;
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Puts a kubectl on the PATH that records its calls and answers by the first pattern that fits; gives the calls. */
function stub(answers) {
  const program = join(folder, 'kubectl');
  writeFileSync(
    program,
    `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs');
const call = process.argv.slice(2).join(' ');
const input = process.argv.includes('-i') ? readFileSync(0, 'utf8') : '';
appendFileSync(${JSON.stringify(join(folder, 'calls'))}, JSON.stringify({ call, input }) + '\\n');
for (const [pattern, answer] of ${JSON.stringify(answers)}) if (call.includes(pattern)) { process.stdout.write(answer); break; }
`,
  );
  chmodSync(program, 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${path}`);
  const file = join(folder, 'calls');
  return (kinds = /./) =>
    (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [])
      .map((line) => JSON.parse(line))
      .filter(({ call }) => kinds.test(call));
}
const CHANGES = /delete|patch|set image|undo|exec/;
const at = (fault) => onKubernetes({ fault, namespace: 'prod' });
const TIMES = { times: { sent: [75, 110] }, hold: 0 };

test('one running worker is killed, and its Deployment brings another', async () => {
  const calls = stub([['get pods', 'worker-a worker-b']]);
  const action = await at('kill-worker');
  await action.cause(TIMES);
  await action.heal();
  expect(calls(CHANGES).map(({ call }) => call)).toEqual([
    '-n prod delete pod worker-a --grace-period=0 --force --wait=false',
  ]);
  expect(calls(/get pods/)[0].call).toContain('component in (worker,all) --field-selector=status.phase=Running');
  expect(calls(/rollout status/)).toHaveLength(1);
});

test('without a worker nothing is deleted', async () => {
  const calls = stub([]);
  await expect((await at('kill-worker')).cause(TIMES)).rejects.toThrow('no worker runs in the namespace prod');
  expect(calls(CHANGES)).toEqual([]);
});

describe('a bad deploy', () => {
  const list = JSON.stringify({ items: [deployment] });
  const bad = 'registry.example:5000/nightshift:gameday-does-not-exist';

  test('is made and undone', async () => {
    const calls = stub([
      ['-o json ', list],
      ['get deployments', list],
      ['get deployment/', bad],
    ]);
    const action = await at('bad-deploy');
    expect(action).toMatchObject({ alert: 'PodNotReady', severity: 'ticket', job: 'kube-state-metrics' });
    await action.cause(TIMES);
    await action.heal();
    expect(calls(CHANGES).map(({ call }) => call)).toEqual([
      `-n prod set image deployment/nightshift-worker nightshift=${bad}`,
      '-n prod rollout undo deployment/nightshift-worker',
    ]);
  });

  test('is not undone where it was not made: that would bring back an older version', async () => {
    const calls = stub([
      ['get deployments', list],
      ['get deployment/', 'registry.example:5000/nightshift:1.2'],
    ]);
    await (await at('bad-deploy')).heal();
    expect(calls(CHANGES)).toEqual([]);
  });

  test('stops everything where the old server ends first', async () => {
    const recreated = { ...deployment, spec: { ...deployment.spec, strategy: { type: 'Recreate' } } };
    stub([['get deployments', JSON.stringify({ items: [recreated] })]]);
    expect((await at('bad-deploy')).alert).toBeUndefined();
  });

  test('is what kubectl makes of the manifest', () => {
    const file = join(folder, 'deployment.yaml');
    writeFileSync(file, stringify(deployment));
    const change = `nightshift=${withoutSuchTag(deployment.spec.template.spec.containers[0].image)}`;
    const made = kubectl('set', 'image', '--local', '-f', file, change, '-o', 'yaml');
    expect(parse(made).spec.template.spec.containers[0].image).toBe(bad);
  });

  test.each([
    ['nightshift', 'nightshift:gameday-does-not-exist'],
    ['a.b:5000/c', 'a.b:5000/c:gameday-does-not-exist'],
    ['a/b@sha256:1', 'a/b:gameday-does-not-exist'],
  ])('%s becomes %s', (image, expected) => expect(withoutSuchTag(image)).toBe(expected));
});

/** The real one, without a cluster. */
const kubectl = (...args) =>
  execFileSync('kubectl', args, { encoding: 'utf8', stdio: 'pipe', env: { ...process.env, KUBECONFIG: '/dev/null' } });

describe('a cut network', () => {
  test('takes the servers out of the policy of Redis, and puts it back as it was', async () => {
    const calls = stub([['get networkpolicy', JSON.stringify(policy)]]);
    const action = await at('cut-network');
    await action.cause(TIMES);
    await action.heal();
    const [cut, healed] = calls(CHANGES).map(({ call }) => JSON.parse(call.replace(/^.* -p /, '')));
    expect(JSON.stringify(cut)).not.toContain('"nightshift"');
    expect(JSON.stringify(cut)).toContain('redis-exporter');
    expect(healed).toEqual({ spec: { ingress: policy.spec.ingress } });
  });

  test('is what kubectl makes of the manifest', () => {
    const file = join(folder, 'policy.yaml');
    writeFileSync(file, stringify(policy));
    const change = JSON.stringify({ spec: { ingress: exporterOnly(policy.spec.ingress) } });
    const made = kubectl('patch', '--local', '-f', file, '--type=merge', '-p', change, '-o', 'yaml');
    const [peer] = parse(made).spec.ingress[0].from;
    expect(peer.podSelector.matchExpressions[0].values).toEqual(['redis-exporter']);
    expect(parse(made).spec.ingress[0].ports).toEqual(policy.spec.ingress[0].ports);
  });
});

describe('Redis', () => {
  const password = Buffer.from("it's").toString('base64');
  const answers = [
    ['get deployments', 'nightshift-abc'],
    ['get secret nightshift-abc', password],
    ['get statefulset', '1'],
    ['info', 'used_memory:200000000\nmaxmemory:1258291200\n'],
  ];

  test('is held up by a script that ends by itself, and no password is in a command', async () => {
    const calls = stub(answers);
    const action = await at('hang-redis');
    await action.cause({ times: { sent: [75, 109.2] }, hold: 60 });
    await action.heal();
    const [{ call, input }] = calls(/exec/);
    expect(call).toMatch(/^-n prod exec -i redis-0 -- sh -c read -r REDISCLI_AUTH; .*redis-cli --user app 'eval'/s);
    expect(call).toMatch(/'0' '200'$/);
    expect(call).not.toContain("it's");
    expect(input).toBe("it's\n");
  });

  test('gets ballast up to 95 % of its memory, which is removed', async () => {
    const calls = stub(answers);
    const action = await at('fill-redis');
    await action.cause(TIMES);
    await action.heal();
    const commands = calls(/exec/).map(({ call }) => call.replace(/^.*--user app /s, ''));
    expect(commands.filter((each) => each.includes('setrange'))).toHaveLength(4);
    expect(commands.at(-1)).toMatch(/^'unlink' '\{nightshift\}:gameday-ballast-0' .*ballast-3'$/);
    const bytes = pieces(0.95 * 1_258_291_200 - 200_000_000).reduce((sum, [, size]) => sum + size, 0);
    expect(bytes).toBe(0.95 * 1_258_291_200 - 200_000_000);
  });

  test('with replicas is left alone', async () => {
    stub([['get statefulset', '3']]);
    expect(await (await at('fill-redis')).problems()).toEqual([expect.stringContaining('CAUSE and HEAL')]);
  });

  test('that refuses makes the cause fail', async () => {
    stub([...answers.slice(0, 3), ['exec', 'NOPERM this user has no permissions']]);
    await expect((await at('fill-redis')).cause(TIMES)).rejects.toThrow('NOPERM');
  });
});
