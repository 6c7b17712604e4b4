// What watching costs: drain of no-op jobs by servers that differ in a setting only, in turns, so that other
// load on the machine affects all of them equally. On a busy machine, the CPU per job says more than jobs per
// second. Usage: node bench/cost.mjs [jobs] [rounds] [slots]
import { createServer } from 'node:http';
import { round } from './round.mjs';
import { withServer } from './server.mjs';

// Stands in for a collector of traces.
const collector = createServer((request, response) => request.resume().on('end', () => response.end()));
await new Promise((listening) => collector.listen(0, '127.0.0.1', listening));
const tracing = {
  OTEL_SDK_DISABLED: 'false',
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.address().port}`,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
};

/** The first is what the others are compared with. */
const variants = {
  neither: { NIGHTSHIFT_METRICS_ENABLED: 'false' },
  metrics: { NIGHTSHIFT_METRICS_ENABLED: 'true' },
  tracing: { NIGHTSHIFT_METRICS_ENABLED: 'false', ...tracing },
  'every trace': { NIGHTSHIFT_METRICS_ENABLED: 'false', ...tracing, OTEL_TRACES_SAMPLER_ARG: '1' },
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

const figures = ({ drain, drainCpu }) => `${Math.round(drain)} jobs/s, ${(1e6 * drainCpu).toFixed(1)} us of CPU per job`;
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
    console.log(`round ${i + 1}   ${names.map((name) => `${name} ${figures(result[name])}`).join('   ')}`);
  }
  return results;
});

console.log(`${jobs.toLocaleString('en')} no-op jobs a round, ${slots} slots; medians of ${rounds} rounds`);
const [base, ...others] = names;
const medians = (name) => ({
  drain: median(results.map((result) => result[name].drain)),
  drainCpu: median(results.map((result) => result[name].drainCpu)),
});
console.log(`${base}   ${figures(medians(base))}`);
for (const name of others) {
  const ratio = (what) => {
    const ratios = results.map((result) => result[name][what] / result[base][what]);
    return `${percent(median(ratios))} (${percent(Math.min(...ratios))} to ${percent(Math.max(...ratios))})`;
  };
  console.log(`${name}   ${figures(medians(name))}; of ${base}: jobs/s ${ratio('drain')}, CPU per job ${ratio('drainCpu')}`);
}
collector.close();
