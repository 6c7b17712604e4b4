// The faults of the server of make stack, with a small program in the place of Open Liberty.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { onStack } from '../../gameday/places/stack.mjs';
import { until } from '../../stack/process.mjs';
import { restarts } from '../../stack/restarts.mjs';
import { keepRunning, readRunning } from '../../stack/running.mjs';
import { answers } from '../../stack/services.mjs';
import { freePorts } from '../../stack/settings.mjs';
import { Stack } from '../../stack/stack.mjs';

const SETTINGS = '# settings\nA=1\n';

let folder;
let file;
let ports;
let stack;
let said;
let wake;

const ready = () => answers(`http://127.0.0.1:${ports.application}/health/ready`);

/** Ends with 78 if a setting is wrong, and else answers. */
const PROGRAM = `
if (require('node:fs').readFileSync(process.argv[1], 'utf8').includes('wrong')) process.exit(78);
require('node:http').createServer((_, response) => response.end()).listen(Number(process.argv[2]), '127.0.0.1');`;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nightshift-server-'));
  const layout = join(folder, 'server');
  file = join(layout, 'servers', 'nightshift', 'server.env');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, SETTINGS);
  ports = await freePorts(['application']);
  said = [];
  const running = keepRunning(folder, { stack: process.pid, pause: 3600, layout });
  stack = new Stack(
    join(folder, 'logs'),
    ({ name, service }) => {
      running.ended(name);
      again.again(service);
    },
    (pid, name) => running.started(name, pid),
  );
  let stopping = false;
  const again = restarts({
    pause: 3600,
    start: (service) => stack.start(service),
    stopping: () => stopping,
    say: (line) => said.push(line),
  });
  wake = () => again.now();
  process.on('SIGUSR2', wake);
  const { stop } = stack;
  stack.stop = () => {
    stopping = true;
    wake();
    return stop.call(stack);
  };
  await stack.start({
    name: 'application',
    command: process.execPath,
    args: ['-e', PROGRAM, file, String(ports.application)],
    ready,
  });
});

afterEach(async () => {
  await stack.stop();
  process.off('SIGUSR2', wake);
  rmSync(folder, { recursive: true });
});

test('the server is killed, and is started again at once', async () => {
  const action = onStack({ fault: 'kill-worker', folder, ports });
  const before = readRunning(folder).processes.application;
  await action.cause();
  await until('nobody answers', 10, async () => !(await ready()));
  await action.heal();
  expect(await ready()).toBe(true);
  expect(readRunning(folder).processes.application).not.toBe(before);
}, 30_000);

test('a bad deploy keeps the server from starting until it is undone', async () => {
  const action = onStack({ fault: 'bad-deploy', folder, ports });
  await action.cause();
  await until('the start has failed', 10, () => said.some((line) => line.includes('application ended')));
  expect(await ready()).toBe(false);
  await action.heal();
  expect(await ready()).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe(SETTINGS);
  await action.heal();
  expect(readFileSync(file, 'utf8')).toBe(SETTINGS);
}, 30_000);
