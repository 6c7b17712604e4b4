import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startRedis } from '../rig/redis.mjs';
import { readSnapshot } from './snapshot.mjs';
import { PREFIX } from './store.mjs';

test('each snapshot has what is there at its time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
  const redis = await startRedis(folder);
  try {
    for (const n of ['1', '2']) {
      await redis.call('HSET', `${PREFIX}counts`, '*:R', n);
      assert.deepEqual((await readSnapshot(redis, join(folder, 'copy'))).counts, { '*:R': n });
    }
  } finally {
    await redis.stop();
    rmSync(folder, { recursive: true });
  }
});
