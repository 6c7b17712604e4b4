// Reads all jobs and everything that says where they are straight from Redis.
import { Resp } from '../rig/resp.mjs';
import { readRecord } from './record.mjs';

export const PREFIX = '{nightshift}:';
const HEAD = 1023; // bytes of a record that have its names and attributes
const SETS = ['due', 'expiry', 'leases', 'ended:F', 'ended:C', 'ended:E'];
const FAMILIES = {
  list: ['ready:'],
  zset: ['state:', 'turns:', 'turn:', 'aside:', 'failed:'],
  hash: ['running:'],
  string: ['unique:'],
};

/** The server that takes writes: with sentinels, the one that they name. */
const portOf = async (redis) => (redis.master ? await redis.master() : redis).port;

/**
 * Answers { jobs, lists, sets, hashes, unique, index, counts, active }: members by the name of their key, without the prefix; and what search.mjs
 * and failures.mjs compare.
 */
export async function readStore(redis) {
  const client = await Resp.to(await portOf(redis));
  try {
    const keys = await allKeys(client);
    const names = (prefix) => keys.filter((key) => key.startsWith(prefix));
    const ids = names('job:').map((key) => key.slice('job:'.length));
    const heads = await each(ids, (id) => client.call('GETRANGE', `${PREFIX}job:${id}`, 0, HEAD));
    const read = async (found, ask) =>
      Object.fromEntries(await each(found, async (key) => [key, await ask(PREFIX + key)]));
    const family = (type) => FAMILIES[type].flatMap(names);
    const range = (key) => client.call('ZRANGE', key, 0, -1);
    return {
      jobs: ids.map((id, n) => readRecord(id, heads[n])).filter(({ short }, n) => short && heads[n] !== ''),
      lists: await read(family('list'), (key) => client.call('LRANGE', key, 0, -1)),
      sets: await read([...SETS, ...family('zset')], range),
      hashes: await read(family('hash'), async (key) => pairs(await client.call('HGETALL', key))),
      unique: await read(family('string'), (key) => client.call('GET', key)),
      ...(await indexed(client)),
      counts: pairs(await client.call('HGETALL', `${PREFIX}counts`)),
      ...(await searched(client)),
      ...(await failed(client, names('failure:'))),
      active: await client.call('SMEMBERS', `${PREFIX}active`),
    };
  } finally {
    client.close();
  }
}

async function allKeys(client) {
  const keys = new Set();
  let cursor = '0';
  do {
    const [next, found] = await client.call('SCAN', cursor, 'MATCH', `${PREFIX}*`, 'COUNT', 5000);
    for (const key of found) keys.add(key.slice(PREFIX.length));
    cursor = next;
  } while (cursor !== '0');
  return [...keys];
}

/** Some thousand calls at a time. */
async function each(items, ask) {
  const answers = [];
  for (let from = 0; from < items.length; from += 2000)
    answers.push(...(await Promise.all(items.slice(from, from + 2000).map(ask))));
  return answers;
}

/** In one moment, since the servers may be writing it. A transaction would be refused while Redis is full. */
const READ_INDEX = `local found = {redis.call('HGETALL', KEYS[1] .. 'segments'), redis.call('LRANGE', KEYS[1] .. 'changed', 0, -1)}
  for letter in ARGV[1]:gmatch('.') do found[#found + 1] = redis.call('HGETALL', KEYS[1] .. 'columns:' .. letter) end
  return found`;

/** The index for search: its segments, their columns by letter, and marks for what they may have wrong. */
async function searched(client) {
  const letters = 'pbxqtgkhc';
  const [segments, marks, ...columns] = await client.call('EVAL', READ_INDEX, 1, PREFIX, letters);
  return {
    columns: Object.fromEntries([...letters].map((letter, n) => [letter, pairs(columns[n])])),
    segments: pairs(segments),
    marks,
  };
}

/** Failure groups by their ids, when each failed last, and how many members there are. */
async function failed(client, keys) {
  const listed = pairs(await client.call('ZRANGE', `${PREFIX}failures`, 0, -1, 'WITHSCORES'));
  return {
    failures: Object.fromEntries(
      await each(keys, async (key) => [
        key.slice('failure:'.length),
        pairs(await client.call('HGETALL', PREFIX + key)),
      ]),
    ),
    listedFailures: Object.fromEntries(Object.entries(listed).map(([group, latest]) => [group, Number(latest)])),
    failureTotals: pairs(await client.call('HGETALL', `${PREFIX}failure-totals`)),
  };
}

/** All entries of the index with their ids, and how often each id is in it. */
async function indexed(client) {
  const times = new Map();
  const all = [];
  let from = '-';
  while (true) {
    const entries = await client.call('XRANGE', `${PREFIX}index`, from, '+', 'COUNT', 1000);
    for (const [entry, [, ids]] of entries) {
      const shorts = Array.from({ length: ids.length / 22 }, (_, n) => ids.slice(22 * n, 22 * n + 22));
      for (const short of shorts) times.set(short, (times.get(short) ?? 0) + 1);
      all.push([entry, shorts]);
    }
    if (entries.length < 1000) return { index: times, entries: all };
    from = `(${entries.at(-1)[0]}`;
  }
}

const pairs = (list) =>
  Object.fromEntries(Array.from({ length: list.length / 2 }, (_, n) => [list[2 * n], list[2 * n + 1]]));
