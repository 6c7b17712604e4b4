// Compares what Redis counts and lists with a recount of the records. Plain: it looks at what store.mjs has read.

const INDEXED = 'STFCE';
const ENDED = 'FCE';
const FINAL = 'DFCE';

/** What differs, as a list of texts. */
export function differences(store) {
  const found = [];
  const byShort = new Map(store.jobs.map((job) => [job.short, job]));
  const say = (text) => found.push(text);
  counts(store, say);
  members(store, byShort, say);
  places(store, say);
  running(store, say);
  for (const [key, value] of Object.entries(store.unique)) {
    const holder = byShort.get(value.slice(0, 22));
    if (holder && holder.unique === key.slice('unique:'.length) && FINAL.includes(holder.code)) {
      say(`${key} is held by ${holder.id}, which is ${holder.state}`);
    }
  }
  for (const { short, id } of store.jobs) {
    const times = store.index.get(short) ?? 0;
    if (times !== 1) say(`${id} is ${times} times in the index`);
  }
  return found;
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
function setsOf({ code, queue }) {
  const sets = [];
  if (code === 'S' || code === 'T') sets.push('due');
  if (code === 'X') sets.push('leases');
  if (ENDED.includes(code)) sets.push(`ended:${code}`);
  if (INDEXED.includes(code)) sets.push(`state:${code}:${queue}`);
  return sets;
}

function members({ jobs, sets }, byShort, say) {
  const watched = Object.entries(sets).filter(([name]) => /^(due$|leases$|ended:|state:)/.test(name));
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

/** A ready job waits in its list, in the turns of a fair queue, or aside: else no worker ever finds it. */
function places({ jobs, lists, sets }, say) {
  const waiting = new Set();
  for (const [name, ids] of Object.entries(lists)) for (const short of ids) waiting.add(`${name} ${short}`);
  const elsewhere = new Set();
  for (const [name, ids] of Object.entries(sets)) {
    if (/^(turns?|aside):/.test(name)) for (const short of ids) elsewhere.add(short);
  }
  for (const { id, short, code, queue, priority } of jobs) {
    if (code === 'R' && !elsewhere.has(short) && !waiting.has(`ready:${queue}:${priority} ${short}`)) {
      say(`${id} is READY and waits nowhere`);
    }
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
