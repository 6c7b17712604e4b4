// A typical load of a team: what is submitted, and how often.
import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import { freePorts } from './settings.mjs';

const between = (least, most) => least + Math.random() * (most - least);
const oneIn = (count) => (Math.random() * count < 1 ? 1 : 0);
const seconds = (count) => `PT${count.toFixed(3)}S`;
const quickly = { initial: 'PT1S', max: 'PT10S', factor: 2, jitter: 0.5 };

const sleep = (queue, least, most, more = {}) => ({
  task: 'demo.sleep',
  queue,
  args: { duration: seconds(between(least, most)) },
  ...more,
});
const delivery = (url, more = {}, args = {}) => ({
  task: 'http.request',
  queue: 'webhooks',
  args: { url, timeout: 'PT10S', body: { type: 'order.paid', order: Math.floor(between(1, 100_000)) }, ...args },
  retry: quickly,
  ...more,
});

/** Reserved for documentation: nobody has it, and the guard of http.request refuses it as it refuses private addresses. */
const NOBODY = '192.0.2.1';

const REFUSED = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$)/;

/**
 * A name whose address the guard of http.request refuses although it allows 127.0.0.0/8. A URL that contains
 * the address is refused at submit and never becomes a delivery; that happens if there is no name. Never use
 * an address of metadata: if the guard were ever wrong, the demo must not call it.
 */
export async function refusedHost(
  wished,
  { resolve = lookup, names = [hostname(), 'localhost', 'ip6-localhost'] } = {},
) {
  if (wished) return wished;
  for (const name of names) {
    const addresses = await resolve(name, { all: true }).catch(() => []);
    if (addresses.some(({ address }) => REFUSED.test(address))) return name;
  }
  return NOBODY;
}

/** What is submitted all the time: percent of the whole, and a job. */
const steady = (receiver) => [
  [27, () => ({ task: 'demo.noop', queue: 'default' })],
  [15, () => ({ task: 'demo.echo', queue: 'default', args: { value: { order: Math.floor(between(1, 100_000)) } } })],
  [20, () => sleep('mail', 0.02, 0.3, { tags: ['newsletter'] })],
  [6, () => sleep('reports', 0.5, 4, { priority: 7 })],
  [6, () => ({ task: 'demo.noop', queue: 'mail', delay: seconds(between(2, 60)), tags: ['reminder'] })],
  // one in three fails once: well below the threshold of TaskFailing
  [
    4,
    () => ({ task: 'demo.fail', queue: 'mail', args: { times: oneIn(3), message: 'mailbox is busy' }, retry: quickly }),
  ],
  [18, () => delivery(`${receiver.url}/fast`)],
  [4, () => delivery(`${receiver.url}/slow`)],
];

/** What goes wrong, once in a while: five kinds of a failing delivery, and a job that gives up. */
const troubles = (receiver, host, closedPort) => [
  ['answered with 500, twice, then dead', () => delivery(`${receiver.url}/error`, { maxAttempts: 2 })],
  ['answered with 404: dead at once', () => delivery(`${receiver.url}/missing`)],
  ['not answered in time', () => delivery(`${receiver.url}/silent`, { maxAttempts: 2 }, { timeout: 'PT1S' })],
  ['nobody listens', () => delivery(`http://127.0.0.1:${closedPort}/`, { maxAttempts: 2 })],
  [`the address of ${host} is not allowed`, () => delivery(`http://${host}/`, { maxAttempts: 2 })],
  [
    'fails each time, then dead',
    () => ({
      task: 'demo.fail',
      queue: 'reports',
      args: { times: 10, message: 'no such report' },
      maxAttempts: 2,
      retry: quickly,
    }),
  ],
];

/** Rows for demo.sleep, as a spreadsheet has them; one in fifty is wrong and will be rejected. */
const rows = (count) =>
  [
    'duration',
    ...Array.from({ length: count }, (_, i) => (i % 50 === 49 ? 'a while' : seconds(between(0.01, 0.1)))),
  ].join('\n');

/** Chooses by share. */
function choose(choices) {
  let point = between(0, 100);
  for (const [share, job] of choices) {
    point -= share;
    if (point < 0) return job;
  }
  return choices.at(-1)[1];
}

/** The name of the schedule that exists while the load runs. */
const SCHEDULE = 'demo-reminders';

/**
 * Submits until it is stopped.
 *
 * @param {object} options
 * @param {(method: string, path: string, body?: unknown, type?: string) => Promise<unknown>} options.api
 * @param {{url: string}} options.receiver where deliveries go
 * @param {number} [options.perSecond] jobs in a second
 * @param {number} [options.troubleEvery] seconds between two jobs that fail for good; 0: none does
 * @param {number} [options.burstEvery] seconds between two bursts of `burst` jobs at once; 0: none
 * @param {number} [options.burst] jobs of a burst
 * @param {number} [options.bulkEvery] seconds between two imports of a file, each with an export and an operation; 0: none
 * @param {number} [options.bulkRows] rows of the file
 * @param {string} [options.refusedHost] a name that resolves to an address which is refused
 * @param {(line: string) => void} [options.say] gets a line for each thing that it does
 */
export async function startLoad({
  api,
  receiver,
  perSecond = 8,
  troubleEvery = 0,
  burstEvery = 180,
  burst = 500,
  bulkEvery = 120,
  bulkRows = 1000,
  refusedHost: wished,
  say = () => {},
}) {
  const { closed } = await freePorts(['closed']);
  const usual = steady(receiver);
  const trouble = troubles(receiver, await refusedHost(wished), closed);
  const counts = new Map();
  let refused;

  const submit = (job) =>
    api('POST', 'jobs', { args: {}, ...job }).then(
      () => counts.set(job.queue, (counts.get(job.queue) ?? 0) + 1),
      (error) => {
        refused = error.message.slice(0, 200);
      },
    );
  const submitBurst = async () => {
    say(`a burst: ${burst} jobs at once to the queue imports`);
    const lines = Array.from({ length: burst }, () => JSON.stringify(sleep('imports', 0.05, 0.4)));
    await api('POST', 'jobs:batchCreate', lines.join('\n'), 'application/x-ndjson').catch((error) => {
      refused = error.message.slice(0, 200);
    });
  };
  const bulk = async () => {
    say(
      `an import of ${bulkRows} rows, some of them wrong, an export of jobs that succeeded, and an operation on reminders`,
    );
    await Promise.all([
      api('POST', 'imports?task=demo.sleep&queue=mail&tag=reminder&name=reminders.csv', rows(bulkRows), 'text/csv'),
      api('POST', 'exports', { format: 'ndjson', filter: { state: ['SUCCEEDED'], queue: 'mail' } }),
      api('POST', 'operations', { action: 'reprioritize', priority: 4, filter: 'state:scheduled tag:reminder' }),
    ]).catch((error) => {
      refused = error.message.slice(0, 200);
    });
  };
  let turn = 0;
  const submitTrouble = () => {
    const [what, job] = trouble[turn++ % trouble.length];
    say(`a job that fails: ${what}`);
    return submit(job());
  };
  const report = () => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const by = [...counts].map(([queue, count]) => `${queue} ${count}`).sort();
    say(`submitted ${total}: ${by.join(', ') || 'none'}${refused ? `; not accepted: ${refused}` : ''}`);
    counts.clear();
    refused = undefined;
  };

  await api('PUT', `schedules/${SCHEDULE}`, {
    every: 'PT5S',
    task: 'demo.sleep',
    args: { duration: 'PT0.2S' },
    queue: 'mail',
  });
  await submitBurst();
  await bulk();
  const timers = [
    setInterval(() => submit(choose(usual)()), 1000 / perSecond),
    setInterval(report, 10_000),
    ...(troubleEvery ? [setInterval(submitTrouble, troubleEvery * 1000)] : []),
    ...(burstEvery ? [setInterval(submitBurst, burstEvery * 1000)] : []),
    ...(bulkEvery ? [setInterval(bulk, bulkEvery * 1000)] : []),
  ];
  const stop = async () => {
    timers.forEach(clearInterval);
    await api('DELETE', `schedules/${SCHEDULE}`).catch(() => {}); // the server may be gone
  };
  return { stop, submit, submitTrouble };
}
