import assert from 'node:assert/strict';
import { test } from 'node:test';
import { end, isRunning, start } from './processes.mjs';

test('a process that ignores SIGTERM is killed, and that is an error', async () => {
  const child = start('sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.05; done'], { stdio: 'pipe' });
  await new Promise((ready) => child.stdout.once('data', ready));
  await assert.rejects(end(child, 'SIGTERM', 0.2), /had not ended 0.2 s after SIGTERM/);
  assert.equal(isRunning(child), false);
});

test('a process that ends in time is no error', async () => {
  const child = start('sleep', [60]);
  await end(child);
  assert.equal(isRunning(child), false);
});
