import { parseDocument } from 'yaml';
import { BUCKETS } from './buckets.mjs';
import { duration, seconds } from './durations.mjs';

const QUEUE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const LEAST = 0.9;
const MOST = 0.9999;

/**
 * Reads the file of objectives strictly, and reports all its errors at once.
 *
 * @param {string} text YAML
 * @returns {{defaults: Queue, queues: Record<string, Queue>, api: {availability: Share, latency: Timed},
 *   schedules: {start: Timed}}}
 *   each queue, completed with the defaults
 * @typedef {{objective: number}} Share
 * @typedef {{objective: number, within: number}} Timed   within: seconds, a bound of the histogram
 * @typedef {{start: Timed, success: Share}} Queue
 * @throws {Error} if the file is wrong; the message has a line for each field
 */
export function read(text) {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    throw new Error(`is not YAML: ${document.errors[0].message}`);
  }
  const wrong = [];
  const file = fields(document.toJS(), '', ['defaults', 'queues', 'api', 'schedules'], wrong);
  const defaults = queue(file.defaults, 'defaults', true, wrong);
  const queues = Object.entries(fields(file.queues ?? {}, 'queues', null, wrong)).map(([name, value]) => {
    if (!QUEUE.test(name)) {
      wrong.push(`queues.${name}: is not a name of a queue`);
    }
    return [name, { ...defaults, ...queue(value, `queues.${name}`, false, wrong) }];
  });
  const api = fields(file.api, 'api', ['availability', 'latency'], wrong);
  const schedules = fields(file.schedules, 'schedules', ['start'], wrong);
  const result = {
    defaults,
    queues: Object.fromEntries(queues),
    api: {
      availability: share(api.availability, 'api.availability', wrong),
      latency: timed(api.latency, 'api.latency', 'nightshift_http_request_duration_seconds', wrong),
    },
    schedules: {
      start: timed(schedules.start, 'schedules.start', 'nightshift_schedule_lateness_seconds', wrong),
    },
  };
  if (wrong.length > 0) {
    throw new Error(wrong.join('\n'));
  }
  return result;
}

function queue(value, path, complete, wrong) {
  const given = fields(value, path, ['start', 'success'], wrong);
  const result = {};
  if (complete || 'start' in given) {
    result.start = timed(given.start, `${path}.start`, 'nightshift_job_wait_seconds', wrong);
  }
  if (complete || 'success' in given) {
    result.success = share(given.success, `${path}.success`, wrong);
  }
  return result;
}

function share(value, path, wrong) {
  const { objective } = fields(value, path, ['objective'], wrong);
  return { objective: ratio(objective, path, wrong) };
}

function timed(value, path, histogram, wrong) {
  const { objective, within } = fields(value, path, ['within', 'objective'], wrong);
  return { within: bound(within, path, histogram, wrong), objective: ratio(objective, path, wrong) };
}

function ratio(value, path, wrong) {
  if (typeof value !== 'number') {
    wrong.push(`${path}.objective: must be a number, such as 0.99`);
  } else if (!(value >= LEAST && value <= MOST)) {
    wrong.push(`${path}.objective: ${value} must be from ${LEAST} to ${MOST}`);
  }
  return value;
}

function bound(value, path, histogram, wrong) {
  const length = seconds(value);
  if (length === undefined) {
    wrong.push(`${path}.within: must be a duration, such as 250ms, 30s or 5m`);
  } else if (!BUCKETS[histogram].includes(length)) {
    const bounds = BUCKETS[histogram].map(duration).join(' ');
    wrong.push(
      `${path}.within: ${value} is not a bucket bound of ${histogram}, so it cannot be measured; choose one of ${bounds}`,
    );
  }
  return length;
}

/** The fields of a mapping. Reports fields that are not allowed; null allows any. */
function fields(value, path, allowed, wrong) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    wrong.push(
      `${path || 'the file'}: ${value === undefined ? 'is missing' : `must have ${allowed?.join(', ') ?? 'names of queues'}`}`,
    );
    return {};
  }
  for (const name of Object.keys(value)) {
    if (allowed && !allowed.includes(name)) {
      wrong.push(`${path ? `${path}.` : ''}${name}: is not known; known are ${allowed.join(', ')}`);
    }
  }
  return value;
}
