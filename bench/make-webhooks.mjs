// Writes examples/webhooks.ndjson: 10,000 http.request jobs for bench/receiver.mjs, in a fixed order.
// 70 % are answered at once, 20 % after one or two 503 (half of them with Retry-After), 5 % slowly, 5 % never.
import { writeFileSync } from 'node:fs';

const JOBS = 10_000;
const kinds = (n) => {
  const share = (n * 7919) % 100; // spreads the kinds evenly: 7919 and 100 have no common divisor
  if (share < 70) return 'ok';
  if (share < 75) return 'busy-1';
  if (share < 80) return 'busy-2';
  if (share < 85) return 'wait-1';
  if (share < 90) return 'wait-2';
  return share < 95 ? 'slow' : 'broken';
};

const lines = [];
for (let n = 0; n < JOBS; n++) {
  const kind = kinds(n);
  lines.push(JSON.stringify({
    task: 'http.request',
    queue: 'webhooks',
    args: { url: `http://127.0.0.1:8099/${kind}/${n}`, body: { type: 'order.paid', data: { order: n, cents: (n * 37) % 10_000 } } },
    maxAttempts: kind === 'broken' ? 3 : 5,
    retry: { initial: 'PT0.5S', max: 'PT2S', factor: 2, jitter: 1 },
    tags: [kind],
  }));
}
writeFileSync(new URL('../examples/webhooks.ndjson', import.meta.url), `${lines.join('\n')}\n`);
