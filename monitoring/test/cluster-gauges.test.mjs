import { expect, test } from 'vitest';
import { summedClusterGauges } from '../rules/cluster-gauges.mjs';
import { rules } from '../rules/files.mjs';

test.each([
  ['sum(nightshift_workers)', ['sum(nightshift_workers)']],
  ['sum by (queue) (nightshift_queue_jobs{state="ready"})', ['sum(nightshift_queue_jobs)']],
  ['avg(nightshift_queue_jobs) by (queue)', ['avg(nightshift_queue_jobs)']],
  ['max(sum without (instance) (nightshift_workers))', ['sum(nightshift_workers)']],
  ['topk(5, nightshift_queue_jobs)', ['topk(nightshift_queue_jobs)']],
  ['sum(rate(nightshift_queue_jobs[5m]))', ['sum(nightshift_queue_jobs)']],
  ['max by (queue) (nightshift_queue_jobs)', []],
  ['sum(max by (queue, state) (nightshift_queue_jobs))', []],
  ['sum(queue:nightshift_queue_jobs:max{queue!="nightshift_queue_jobs"})', []],
  ['sum by (namespace) (nightshift_worker_slots) / nightshift_workers', []],
])('%s', (expr, found) => {
  expect(summedClusterGauges(expr)).toEqual(found);
});

test('no rule adds up what every server shows alike', () => {
  const wrong = rules().flatMap(({ path, expr }) => summedClusterGauges(expr).map((sum) => `${path}: ${sum}`));
  expect(wrong).toEqual([]);
});
