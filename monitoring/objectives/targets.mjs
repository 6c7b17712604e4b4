/**
 * What is to be measured: for each objective its variants, which differ in what they ask of their queues.
 *
 * @param {ReturnType<import('./read.mjs').read>} objectives
 * @returns {{slo: string, variants: {matcher?: string, objective: number, within?: number}[]}[]}
 *   matcher: of the label queue; none where all belong to it
 */
export const targets = (objectives) => [
  { slo: 'job-success', variants: perQueue(objectives, (queue) => queue.success) },
  { slo: 'job-start', variants: perQueue(objectives, (queue) => queue.start) },
  { slo: 'api-availability', variants: [objectives.api.availability] },
  { slo: 'api-latency', variants: [objectives.api.latency] },
  { slo: 'schedule-start', variants: [objectives.schedules.start] },
];

/** Queues that ask for the same together; those that are not named go with the defaults. */
function perQueue({ defaults, queues }, pick) {
  const own = new Map();
  for (const [name, queue] of Object.entries(queues)) {
    const key = JSON.stringify(pick(queue));
    if (key !== JSON.stringify(pick(defaults))) {
      own.set(key, [...(own.get(key) ?? []), name]);
    }
  }
  const named = [...own.values()];
  return [
    { ...pick(defaults), matcher: named.length > 0 ? matcher(named.flat(), '!') : undefined },
    ...named.map((names) => ({ ...pick(queues[names[0]]), matcher: matcher(names, '') })),
  ];
}

function matcher(names, not) {
  return names.length === 1
    ? `queue${not || ''}="${names[0]}"`
    : `queue${not || '='}~"${names.map((name) => name.replaceAll('.', '\\\\.')).join('|')}"`;
}
