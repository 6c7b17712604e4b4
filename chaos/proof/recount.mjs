// Compares what Redis counts and lists with a recount of the records, in both directions. It holds at each moment, since every change is
// one step. Plain: it looks at what store.mjs has read.

const INDEXED = 'STFCE';
const ENDED = 'FCE';
const FINAL = 'DFCE';
const WAITING = 'SRTB';
const ID_LENGTH = 22;

/** What differs, as a list of texts. */
export function differences(store) {
  const found = [];
  const byShort = new Map(store.jobs.map((job) => [job.short, job]));
  const say = (text) => found.push(text);
  counts(store, say);
  members(store, byShort, say);
  places(store, byShort, say);
  running(store, say);
  uniqueKeys(store, byShort, say);
  for (const { short, id } of store.jobs) {
    const times = store.index.get(short) ?? 0;
    if (times !== 1) say(`${id} is ${times} times in the index`);
  }
  for (const short of store.index.keys()) if (!byShort.has(short)) say(`the index has ${short}, which is gone`);
  return found;
}

/** A unique key names the live job that has it, and then the one that waits for the end of the first. */
function uniqueKeys({ jobs, unique }, byShort, say) {
  const named = new Set();
  for (const [key, value] of Object.entries(unique)) {
    for (let at = 0; at < value.length; at += ID_LENGTH) {
      const short = value.slice(at, at + ID_LENGTH);
      const job = byShort.get(short);
      if (job && `unique:${job.unique}` === key && !FINAL.includes(job.code)) named.add(short);
      else say(`${key} is held by ${job ? `${job.id}, which is ${job.state}` : `${short}, which is gone`}`);
    }
  }
  for (const { id, short, unique: key, code } of jobs) {
    if (key !== undefined && !FINAL.includes(code) && !named.has(short))
      say(`${id} does not hold its key unique:${key}`);
  }
}

function counts({ jobs, counts: counted }, say) {
  const right = new Map();
  for (const { queue, code } of jobs) {
    for (const field of [`${queue}:${code}`, `*:${code}`]) right.set(field, (right.get(field) ?? 0) + 1);
  }
  for (const field of new Set([...right.keys(), ...Object.keys(counted)])) {
    const is = Number(counted[field] ?? 0);
    const ought = right.get(field) ?? 0;
    if (is !== ought) say(`counts ${field} is ${is}, and ${ought} jobs are there`);
  }
}

/** Which set a job must be in, by its state, and no other. */
function setsOf({ code, queue, expires }) {
  const sets = [];
  if (expires && WAITING.includes(code)) sets.push('expiry');
  if (code === 'S' || code === 'T') sets.push('due');
  if (code === 'X') sets.push('leases');
  if (ENDED.includes(code)) sets.push(`ended:${code}`);
  if (INDEXED.includes(code)) sets.push(`state:${code}:${queue}`);
  return sets;
}

function members({ jobs, sets }, byShort, say) {
  const watched = Object.entries(sets).filter(([name]) => /^(due$|expiry$|leases$|ended:|state:)/.test(name));
  const has = new Map(watched.map(([name, ids]) => [name, new Set(ids)]));
  for (const job of jobs) {
    for (const name of setsOf(job))
      if (!has.get(name)?.has(job.short)) say(`${job.id} is ${job.state} and not in ${name}`);
  }
  for (const [name, ids] of watched) {
    for (const short of ids) {
      const job = byShort.get(short);
      if (!job) say(`${name} has ${short}, which is gone`);
      else if (!setsOf(job).includes(name)) say(`${name} has ${job.id}, which is ${job.state}`);
    }
  }
}

/** The keys under which a ready job may wait: its list, the turns of a fair queue, or aside. */
function placesOf({ queue, priority, key, task, host }) {
  const aside = [`key:${key}@`, `host:${host}@`, `task:${task}@`, 'bulk:'].map((of) => `aside:${of}${queue}`);
  return [`ready:${queue}:${priority}`, `turns:${queue}`, `turn:${queue}:${key}`, ...aside];
}

/** A ready job waits in one place, and no other job waits: else no worker ever finds it, or it holds up others. */
function places({ jobs, lists, sets, active }, byShort, say) {
  const waits = new Map();
  for (const [name, members] of [...Object.entries(lists), ...Object.entries(sets)]) {
    if (!/^(ready|turns?|aside:[a-z]+):/.test(name)) continue;
    const queue = name.split(':')[1];
    if (/^(ready|turns):/.test(name) && !active.includes(queue)) say(`${queue} has ${name} and is not active`);
    for (const short of members.filter((member) => !member.startsWith('~'))) {
      const job = byShort.get(short);
      if (!job) say(`${name} has ${short}, which is gone`);
      else if (job.code !== 'R') say(`${name} has ${job.id}, which is ${job.state}`);
      else if (!placesOf(job).includes(name)) say(`${name} has ${job.id}, which belongs elsewhere`);
      else waits.set(short, (waits.get(short) ?? 0) + 1);
    }
  }
  for (const { id, short, code } of jobs) {
    if (code !== 'R') continue;
    if (!waits.has(short)) say(`${id} is READY and waits nowhere`);
    else if (waits.get(short) > 1) say(`${id} waits in ${waits.get(short)} places`);
  }
}

function running({ jobs, hashes }, say) {
  for (const [name, counted] of Object.entries(hashes)) {
    const queue = name.slice('running:'.length);
    const right = new Map();
    for (const job of jobs) {
      if (job.code === 'X' && job.queue === queue && job.key) right.set(job.key, (right.get(job.key) ?? 0) + 1);
    }
    for (const key of new Set([...right.keys(), ...Object.keys(counted)])) {
      if (key !== '' && Number(counted[key] ?? 0) !== (right.get(key) ?? 0)) {
        say(`${name} says ${counted[key] ?? 0} for ${key}, and ${right.get(key) ?? 0} run`);
      }
    }
  }
}
