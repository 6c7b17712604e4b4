// What watching costs: drain of no-op jobs by servers that differ in a setting only, in turns, so that whatever else the
// machine does strikes all alike. On a machine that is busy otherwise, the CPU per job tells more than jobs per second.
// Usage: node bench/cost.mjs [jobs] [rounds] [slots]
import { round } from './round.mjs';
import { withServer } from './server.mjs';

/** The first is what the others are compared with. */
const variants = {
  'metrics off': { NIGHTSHIFT_METRICS_ENABLED: 'false' },
  'metrics on': { NIGHTSHIFT_METRICS_ENABLED: 'true' },
};

const WARM_UP = 3;
const jobs = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 6);
const slots = process.argv[4] ?? '500';
const names = Object.keys(variants);

/** Starts a server for each name, one inside the other, and then works with the addresses of all. */
function withAll([name, ...rest], servers, work) {
  if (!name) return work(servers);
  const settings = { NIGHTSHIFT_CONCURRENCY: slots, ...variants[name] };
  return withServer({ name: name.replaceAll(' ', '-'), fsync: 'everysec', settings },
    (server) => withAll(rest, { ...servers, [name]: server }, work));
}

const told = ({ drain, drainCpu }) => `${Math.round(drain)} jobs/s, ${(1e6 * drainCpu).toFixed(1)} us of CPU per job`;
const percent = (ratio) => `${(100 * ratio).toFixed(1)} %`;
const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
};

const results = await withAll(names, {}, async (servers) => {
  const drain = (name) => round(servers[name].url, servers[name].redisPort, jobs);
  for (const name of names) for (let i = 0; i < WARM_UP; i++) await drain(name);
  const results = [];
  for (let i = 0; i < rounds; i++) {
    const result = {};
    for (const name of i % 2 ? names.toReversed() : names) result[name] = await drain(name);
    results.push(result);
    console.log(`round ${i + 1}   ${names.map((name) => `${name} ${told(result[name])}`).join('   ')}`);
  }
  return results;
});

console.log(`${jobs.toLocaleString('en')} no-op jobs a round, ${slots} slots; medians of ${rounds} rounds`);
const [base, ...others] = names;
const medians = (name) => ({
  drain: median(results.map((result) => result[name].drain)),
  drainCpu: median(results.map((result) => result[name].drainCpu)),
});
console.log(`${base}   ${told(medians(base))}`);
for (const name of others) {
  const ratio = (what) => {
    const ratios = results.map((result) => result[name][what] / result[base][what]);
    return `${percent(median(ratios))} (${percent(Math.min(...ratios))} to ${percent(Math.max(...ratios))})`;
  };
  console.log(`${name}   ${told(medians(name))}; of ${base}: jobs/s ${ratio('drain')}, CPU per job ${ratio('drainCpu')}`);
}
