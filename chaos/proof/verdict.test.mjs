// The judge must be able to condemn: each fault that it knows is planted in a trial that is otherwise good.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksum } from './columns.mjs';
import { readRecord, uuidOf } from './record.mjs';
import { DOUBLED, judge } from './verdict.mjs';

const SHORT = ['-0abcdefghijklmnopqrst', '-0abcdefghijklmnopqrsu', '-0abcdefghijklmnopqrsv'];
const QUEUE = 'trial-plain';
const record = (short, code = 'D', ...attributes) => {
  const version = attributes.length > 0 ? 2 : 1;
  const text = attributes.length > 0 ? `${attributes.map((each) => `\t${each}`).join('')}\n{}` : '{}';
  return readRecord(short, `${version}${code}5${'0'.repeat(67)}${QUEUE}\nhttp.request\n${text}`);
};

const GROUP = '0123456789abcdef';
const DEAD = '-0abcdefghijklmnopqrsw';
const deadRecord = readRecord(DEAD, `2F5${'0'.repeat(57)}0011000000other\nsome.task\n\tf${GROUP}\n|||tenant=7`);
const SEGMENT = '1000-0';
const COUNTS_OF_DEAD = { 'other:F': '1', '*:F': '1' };

/** A column as it is stored without compression. */
function packed(body) {
  const bytes = Buffer.from([0, ...body]);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(checksum(bytes));
  return Buffer.concat([crc, bytes]).toString('latin1');
}

/** A column in which each job has a text of its own. */
function column(...texts) {
  const ofTexts = texts.flatMap((text) => [text.length, ...Buffer.from(text)]);
  const count = texts.length;
  return packed([
    count,
    ...ofTexts,
    count,
    ...texts.flatMap(() => [1, 0]),
    count,
    ...(count > 1 ? texts.map(() => 0) : []),
  ]);
}

/** One segment with one job, the dead one. */
const search = () => ({
  entries: [
    [SEGMENT, [DEAD]],
    ['2000-0', SHORT],
  ],
  segments: { [SEGMENT]: `0-0 ${SEGMENT} ${SEGMENT} 1 0 -0abcde -0abcde bgpqtx v1` },
  columns: {
    p: { [SEGMENT]: packed([1, 0xe8, 0x07, 0, 1]) },
    b: { [SEGMENT]: packed([255]) },
    x: { [SEGMENT]: column('F') },
    q: { [SEGMENT]: column('other') },
    t: { [SEGMENT]: column('some.task') },
    g: { [SEGMENT]: column('tenant=7') },
    k: {},
    h: {},
    c: {},
  },
  marks: ['-'],
});

/** Three jobs that did what they had to: the second one after its first worker was lost. */
function goodTrial() {
  const [one, two, three] = SHORT.map(uuidOf);
  const job = (id, ...outcomes) => ({
    id,
    queue: QUEUE,
    state: 'SUCCEEDED',
    attempts: outcomes.map((outcome, n) => ({ number: n + 1, outcome })),
  });
  return {
    queues: [QUEUE],
    wrong: [],
    accepted: new Map([
      ['trial:0', new Set([one])],
      ['trial:1', new Set([two])],
    ]),
    refused: new Set(['trial:2']),
    runs: [{ key: 'schedule:trial-0@1', jobs: [three], planned: true }],
    effects: [
      { key: 'trial:0', id: one, attempt: 1 },
      { key: 'trial:1', id: two, attempt: 1 },
      { key: 'trial:1', id: two, attempt: 2 },
      { key: 'schedule:trial-0', id: three, attempt: 1 },
    ],
    jobs: [job(one, 'SUCCEEDED'), job(two, 'LOST', 'SUCCEEDED'), job(three, 'SUCCEEDED')],
    counted: { [QUEUE]: { READY: 0, RUNNING: 0, SUCCEEDED: 3, DEAD: 0 } },
    audit: { findings: [] },
    repairs: [],
    limits: [{ what: 'a queue', limit: 7, counted: 7, called: 7 }],
    looks: 100,
    looksLeast: 50,
    store: store(),
    underLoad: store(),
  };
}

/** Three jobs of the trial that have succeeded, and another one that is dead. */
const store = () => ({
  jobs: [...SHORT.map((short) => record(short)), deadRecord],
  lists: {},
  sets: {
    due: [],
    expiry: [],
    leases: [],
    'ended:F': [DEAD],
    'state:F:other': [DEAD],
    [`failed:F:${GROUP}`]: [DEAD],
  },
  hashes: {},
  unique: {},
  index: new Map([...SHORT, DEAD].map((short) => [short, 1])),
  counts: { [`${QUEUE}:D`]: '3', '*:D': '3', ...COUNTS_OF_DEAD },
  active: [],
  failures: { [GROUP]: { type: 'some.Failure', latest: '7', 'q other': '1' } },
  listedFailures: { [GROUP]: 7 },
  failureTotals: { F: '1' },
  ...search(),
});

test('a good trial is good', () => {
  const { wrong, numbers } = judge(goodTrial(), { doubled: DOUBLED.RESCUED });
  assert.deepEqual(wrong, []);
  assert.deepEqual(numbers, { accepted: 3, lost: 0, effects: 4, doubled: 1, rescued: 1, failed: 0, differences: 0 });
});

const faults = {
  'a job that is gone': [
    (trial) => trial.jobs.splice(0, 1) && trial.store.jobs.splice(0, 1),
    /1 accepted jobs are gone/,
  ],
  'a job that only Redis has lost': [(trial) => trial.store.jobs.splice(0, 1), /1 accepted jobs are gone/],
  'a job that is not done': [
    (trial) => (trial.jobs[0].state = 'READY'),
    /1 jobs have not ended as they must: \S+ READY/,
  ],
  'a job that died': [(trial) => (trial.jobs[0].state = 'DEAD'), /1 jobs have not ended as they must: \S+ DEAD/],
  'a success without an effect': [(trial) => trial.effects.splice(0, 1), /1 attempts succeeded without an effect/],
  'a success whose effect is that of another attempt': [
    (trial) => trial.effects.splice(2, 1),
    /1 attempts succeeded without an effect/,
  ],
  'an effect of an attempt that failed': [
    (trial) => (trial.jobs[1].attempts[0].outcome = 'FAILED'),
    /1 jobs had more effects than they may/,
  ],
  'a limit that Redis exceeds': [
    (trial) => (trial.limits[0].counted = 8),
    /8 jobs of a queue ran and 7 called, and 7 may/,
  ],
  'limits that nobody watched': [(trial) => (trial.looks = 49), /49 looks instead of 50/],
  'a repair that a server has logged': [
    (trial) => trial.repairs.push('server 1: 2 counts of running jobs were wrong'),
    /1 differences .*: logged by server 1: 2 counts of running jobs were wrong/,
  ],
  'a difference that is there under load only': [
    (trial) => (trial.underLoad.counts['*:D'] = '4'),
    /1 differences .*: under load: counts \*:D is 4/,
  ],
  'an effect that came twice': [
    (trial) => trial.effects.push({ ...trial.effects[0], attempt: 2 }),
    /more effects than they may/,
  ],
  'an attempt that came twice': [(trial) => trial.effects.push({ ...trial.effects[1] }), /effect of one attempt twice/],
  'a job in two states': [
    (trial) => trial.jobs.push({ ...trial.jobs[0], state: 'DEAD' }),
    /several times in the export/,
  ],
  'a job with another state in Redis': [
    (trial) => (trial.store.jobs[0] = record(SHORT[0], 'F')),
    /another state in Redis/,
  ],
  'a job that succeeded twice': [
    (trial) => (trial.jobs[1].attempts[0].outcome = 'SUCCEEDED'),
    /several attempts that succeeded/,
  ],
  'an attempt after the success': [(trial) => trial.jobs[1].attempts.reverse(), /before their last attempt/],
  'a key with two ids': [
    (trial) => trial.accepted.get('trial:0').add(uuidOf(SHORT[2])),
    /1 keys gave several ids: trial:0/,
  ],
  'a job that nobody submitted': [
    (trial) => trial.accepted.delete('trial:0'),
    /nobody submitted[\s\S]*belong to no accepted job/,
  ],
  'a refused request that was carried out': [
    (trial) => (trial.effects[0].key = 'trial:2'),
    /refused requests were carried out: trial:2/,
  ],
  'a run without a job': [
    (trial) => trial.runs.push({ key: 'missed', jobs: [], planned: true }),
    /runs of schedules have no job: missed/,
  ],
  'a run that was fired twice': [(trial) => trial.runs[0].jobs.push('x'), /runs of schedules have several jobs/],
  'a run that nobody planned': [(trial) => (trial.runs[0].planned = false), /not their own/],
  'a count that is wrong in the API': [(trial) => (trial.counted[QUEUE].DEAD = 1), /counts of the API differ/],
  'a count that is wrong in Redis': [
    (trial) => (trial.store.counts['*:D'] = '4'),
    /counts \*:D is 4, and 3 jobs are there/,
  ],
  'a job in a set of another state': [
    (trial) => (trial.store.sets[`state:F:${QUEUE}`] = [SHORT[0]]),
    /state:F:\S+ has \S+, which is SUCCEEDED/,
  ],
  'an entry of a job that is gone in a list': [
    (trial) => (trial.store.lists[`ready:${QUEUE}:5`] = ['-0abcdefghijklmnopqrsx']),
    /ready:\S+ has -0abcdefghijklmnopqrsx, which is gone/,
  ],
  'an entry of a finished job in a list': [
    (trial) => (trial.store.lists[`ready:${QUEUE}:5`] = [SHORT[0]]),
    /ready:\S+ has \S+, which is SUCCEEDED/,
  ],
  'a finished job that has a turn': [
    (trial) => (trial.store.sets[`turns:${QUEUE}`] = ['~a', SHORT[0]]),
    /turns:\S+ has \S+, which is SUCCEEDED/,
  ],
  'a finished job that stands aside': [
    (trial) => (trial.store.sets[`aside:key:a@${QUEUE}`] = [SHORT[0]]),
    /aside:key:\S+ has \S+, which is SUCCEEDED/,
  ],
  'a finished job that may expire': [(trial) => trial.store.sets.expiry.push(SHORT[0]), /expiry has/],
  'a unique key of a job that is gone': [
    (trial) => (trial.store.unique['unique:u'] = '-0abcdefghijklmnopqrsx'),
    /unique:u is held by -0abcdefghijklmnopqrsx, which is gone/,
  ],
  'a unique key of a finished job': [
    (trial) => {
      trial.store.jobs[0] = record(SHORT[0], 'D', 'uu');
      trial.store.unique['unique:u'] = SHORT[0];
    },
    /unique:u is held by \S+, which is SUCCEEDED/,
  ],
  'a job in the index that is gone': [(trial) => trial.store.index.set('x', 1), /the index has x, which is gone/],
  'a lease that nobody has': [(trial) => trial.store.sets.leases.push(SHORT[0]), /leases has/],
  'a job that is not in the index': [(trial) => trial.store.index.delete(SHORT[0]), /is 0 times in the index/],
  'a finding of the self-audit': [
    (trial) => trial.audit.findings.push({ kind: 'ready-nowhere', found: 2, samples: ['a', 'b'] }),
    /1 differences .*: the self-audit found 2 of the kind ready-nowhere \(a b\)/,
  ],
  'a dead job that is not in its failure group': [
    (trial) => delete trial.store.sets[`failed:F:${GROUP}`],
    /is DEAD and not in failed:F:0123456789abcdef/,
  ],
  'a member of a failure group that did not fail': [
    (trial) => trial.store.sets[`failed:F:${GROUP}`].push(SHORT[0]),
    /failure groups: failed:F:\S+ has \S+, which is SUCCEEDED/,
  ],
  'a wrong number of members': [
    (trial) => (trial.store.failures[GROUP]['q other'] = '2'),
    /failure group \S+ says 2 for other, and has 1/,
  ],
  'a failure group without its cause': [
    (trial) => (trial.store.failures = {}),
    /failure group \S+ has members and says no cause/,
  ],
  'a wrong total of members': [
    (trial) => (trial.store.failureTotals.T = '4'),
    /failure-totals T is 4, and 0 are there/,
  ],
  'a column with the state of another job': [
    (trial) => (trial.store.columns.x[SEGMENT] = column('T')),
    /the index for search: column x of segment 1000-0 has T for \S+, not F/,
  ],
  'a column with another tag': [
    (trial) => (trial.store.columns.g[SEGMENT] = column('tenant=8')),
    /column g of segment 1000-0 has tenant=8 for \S+, not tenant=7/,
  ],
  'a column that is damaged': [
    (trial) => (trial.store.columns.q[SEGMENT] = 'damaged'),
    /column q of segment 1000-0 cannot be read: its checksum differs/,
  ],
  'a column that is missing': [(trial) => (trial.store.columns.t = {}), /segment 1000-0 has no column t/],
  'a column of no segment': [
    (trial) => (trial.store.columns.x['5-5'] = column('D')),
    /columns:x has 5-5, which is no segment/,
  ],
  'a segment that covers jobs without places': [
    (trial) => (trial.store.segments[SEGMENT] = `0-0 ${SEGMENT} 3000-0 1 0 -0abcde -0abcde bgpqtx v1`),
    /segment 1000-0 covers entry 2000-0, and has no places/,
  ],
  'a count of running jobs that is wrong': [
    (trial) => (trial.store.hashes[`running:${QUEUE}`] = { a: '1' }),
    /says 1 for a, and 0 run/,
  ],
};

for (const [fault, [plant, complaint]] of Object.entries(faults)) {
  test(`${fault} is found`, () => {
    const trial = goodTrial();
    plant(trial);
    assert.match(judge(trial, { doubled: DOUBLED.RESCUED }).wrong.join('\n'), complaint);
  });
}

test('a rescued attempt excuses no effect where nothing died', () => {
  assert.match(judge(goodTrial()).wrong.join(), /1 jobs had more effects than they may/);
});

test('after a failover, effects that came twice are counted', () => {
  const trial = goodTrial();
  trial.effects.push({ ...trial.effects[0] });
  assert.deepEqual(judge(trial, { doubled: DOUBLED.atMost(2) }).wrong, []);
  assert.match(judge(trial, { doubled: DOUBLED.atMost(1) }).wrong.join(), /2 in all, and at most 1 may be/);
});

test('more calls at once than a limit allows are a fault only where nothing may be doubled', () => {
  const trial = goodTrial();
  trial.limits[0].called = 8;
  assert.deepEqual(judge(trial, { doubled: DOUBLED.RESCUED }).wrong, []);
  assert.match(judge(trial).wrong.join(), /7 jobs of a queue ran and 8 called, and 7 may/);
});

test('all examples are in the full list', () => {
  const trial = goodTrial();
  for (let n = 0; n < 9; n++) trial.store.index.set(`x${n}`, 1);
  const { wrong, inFull } = judge(trial);
  assert.doesNotMatch(wrong.join(), /x8/);
  assert.match(inFull.join(), /the index has x8/);
});

/** What the judge says of the first job while it is ready. */
function ready(plant, ...attributes) {
  const trial = goodTrial();
  trial.underLoad.jobs[0] = record(SHORT[0], 'R', ...attributes);
  trial.underLoad.counts = { [`${QUEUE}:D`]: '2', '*:D': '2', [`${QUEUE}:R`]: '1', '*:R': '1', ...COUNTS_OF_DEAD };
  trial.underLoad.active = [QUEUE];
  trial.underLoad.lists[`ready:${QUEUE}:5`] = [SHORT[0]];
  plant(trial.underLoad);
  return judge(trial, { doubled: DOUBLED.RESCUED }).wrong.join();
}

const LIST = `ready:${QUEUE}:5`;

test('a ready job waits in one of its places', () => {
  const moveTo = (name) => (underLoad) => {
    underLoad.lists = {};
    underLoad.sets[name] = [SHORT[0]];
  };
  assert.equal(
    ready(() => {}),
    '',
  );
  for (const place of [`turns:${QUEUE}`, `turn:${QUEUE}:a`, `aside:key:a@${QUEUE}`, `aside:bulk:${QUEUE}`])
    assert.equal(ready(moveTo(place), 'ka'), '');
  assert.match(ready(moveTo(`aside:key:b@${QUEUE}`), 'ka'), /belongs elsewhere/);
});

test('a ready job that no worker finds, or that is found twice, is a fault', () => {
  assert.match(
    ready(({ lists }) => delete lists[LIST]),
    /under load: \S+ is READY and waits nowhere/,
  );
  assert.match(
    ready(({ lists }) => lists[LIST].push(SHORT[0])),
    /waits in 2 places/,
  );
  assert.match(
    ready((underLoad) => (underLoad.active = [])),
    /has ready:\S+ and is not active/,
  );
});

test('times until which a job must start, and unique keys, are those of the job', () => {
  assert.match(
    ready(() => {}, 'd1'),
    /is READY and not in expiry/,
  );
  assert.match(
    ready(() => {}, 'b1'),
    /is READY and not in expiry/,
  );
  assert.match(
    ready(() => {}, 'uu'),
    /does not hold its key unique:u/,
  );
  assert.equal(
    ready(
      ({ sets, unique }) => {
        sets.expiry.push(SHORT[0]);
        unique['unique:u'] = SHORT[0];
      },
      'd1',
      'uu',
    ),
    '',
  );
});

test('a column that a mark concerns may be wrong', () => {
  const trial = goodTrial();
  trial.store.columns.x[SEGMENT] = column('T');
  trial.store.marks.push('s-0abcde');
  assert.deepEqual(judge(trial, { doubled: DOUBLED.RESCUED }).wrong, []);
});
