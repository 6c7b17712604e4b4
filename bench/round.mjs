// One round of no-op jobs through a server: all are submitted to a paused queue, and then drained.
import { setTimeout as sleep } from 'node:timers/promises';
import { api, submitLines, usedMemory } from './server.mjs';

export const ARGS_BYTES = 100;
const line = `${JSON.stringify({ task: 'demo.noop', queue: 'bench', args: { x: 'a'.repeat(ARGS_BYTES - 8) } })}\n`;

/** Seconds of CPU that the server's JVM has used. */
export async function cpu(url) {
  const metrics = await (await fetch(`${url}/metrics?scope=base`)).text();
  return Number(/^cpu_processCpuTime_seconds\S* (\S+)/m.exec(metrics)[1]);
}

/** Gives jobs per second of submit and drain, seconds of CPU per drained job, and bytes per job queued and finished. */
export async function round(url, redisPort, count) {
  await api(url, 'POST', 'jobs', { task: 'demo.noop', queue: 'bench' }); // a queue is there from its first job on
  await api(url, 'POST', 'queues/bench:pause');
  const before = usedMemory(redisPort);
  const submitStart = performance.now();
  const { accepted, refused } = await submitLines(url, line.repeat(count));
  const submit = accepted / ((performance.now() - submitStart) / 1000);
  if (refused || accepted !== count) throw new Error(`${accepted} accepted, ${refused} refused`);
  const queued = (usedMemory(redisPort) - before) / count;

  const ended = (await api(url, 'GET', 'queues/bench')).counts.SUCCEEDED + count;
  const cpuBefore = await cpu(url);
  const drainStart = performance.now();
  await api(url, 'POST', 'queues/bench:resume');
  while ((await api(url, 'GET', 'queues/bench')).counts.SUCCEEDED < ended) await sleep(50);
  const drain = count / ((performance.now() - drainStart) / 1000);
  const drainCpu = ((await cpu(url)) - cpuBefore) / count;
  const finished = (usedMemory(redisPort) - before) / count;
  return { submit, drain, drainCpu, queued, finished };
}
