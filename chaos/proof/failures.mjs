// Recounts failure groups from the records. Plain: it looks at what store.mjs has read.

const ENDED_WELL = 'DCE';

/** The set of its group that a job must be in: the one of dead jobs, or the one of jobs that wait for a retry. */
const setOf = ({ code, failure }) =>
  failure && !ENDED_WELL.includes(code) ? `failed:${code === 'F' ? 'F' : 'T'}:${failure}` : undefined;

/** What is wrong, as a list of texts. */
export function failureFaults({ jobs, sets, failures, failureTotals, listedFailures }) {
  const found = [];
  const say = (text) => found.push(text);
  const byShort = new Map(jobs.map((job) => [job.short, job]));
  const has = new Map(Object.entries(sets).filter(([name]) => name.startsWith('failed:')));
  for (const job of jobs) {
    const set = setOf(job);
    if (set && !has.get(set)?.includes(job.short)) say(`${job.id} is ${job.state} and not in ${set}`);
    if (job.code === 'F' && !job.failure) say(`${job.id} is dead and in no failure group`);
  }
  const totals = { F: 0, T: 0 };
  const queues = new Map();
  for (const [name, shorts] of has) {
    const [, set, group] = name.split(':');
    totals[set] += shorts.length;
    if (failures[group]?.type === undefined) say(`failure group ${group} has members and says no cause`);
    for (const short of shorts) {
      const job = byShort.get(short);
      if (!job || setOf(job) !== name) say(`${name} has ${job?.id ?? short}, which is ${job?.state ?? 'gone'}`);
      else queues.set(`${group} ${job.queue}`, (queues.get(`${group} ${job.queue}`) ?? 0) + 1);
    }
  }
  for (const [group, fields] of Object.entries(failures)) {
    if (listedFailures[group] !== Number(fields.latest))
      say(`failure group ${group} is not listed by its latest failure`);
    for (const [field, n] of Object.entries(fields)) {
      const [, queue] = /^q (.*)$/.exec(field) ?? [];
      if (queue === undefined) continue;
      const right = queues.get(`${group} ${queue}`) ?? 0;
      if (Number(n) !== right) say(`failure group ${group} says ${n} for ${queue}, and has ${right}`);
      queues.delete(`${group} ${queue}`);
    }
  }
  for (const [name, n] of queues) say(`failure group ${name} has ${n} members that are not counted`);
  for (const group of Object.keys(listedFailures))
    if (!failures[group]) say(`failure group ${group} is listed and is gone`);
  for (const [set, n] of Object.entries(totals)) {
    if (Number(failureTotals[set] ?? 0) !== n)
      say(`failure-totals ${set} is ${failureTotals[set] ?? 0}, and ${n} are there`);
  }
  return found;
}
