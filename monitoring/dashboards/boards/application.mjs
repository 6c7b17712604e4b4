import { dashboard, row } from '../dashboard.mjs';
import { toRunbook, uid } from '../links.mjs';
import { dashed, heatmap, stat, timeseries } from '../panels.mjs';
import { buckets, of, quantile, quantiles, rate, SERVERS, share, sum } from '../queries.mjs';
import { above, limits } from '../thresholds.mjs';

const HTTP = 'nightshift_http_request_duration_seconds';
const requests = (by, ...matchers) => rate(by, `${HTTP}_count`, ...matchers);
const ERRORS = 'code=~"5..|429"';

const traffic = [
  [
    8,
    timeseries({
      title: 'Requests by route',
      description: 'A route that vanishes: its clients cannot reach it. A stream of events counts once, when it opens.',
      unit: 'reqps',
      queries: [[`${requests('route')} > 0`, '{{route}}']],
      noValue: 'no requests',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Errors that are ours',
      description:
        'Share of requests answered with 5xx or 429, as the objective of the API counts them. 503 means Redis is away or full.',
      unit: 'percentunit',
      queries: [[share(requests('route', ERRORS), requests('route')), '{{route}}']],
      min: 0,
      noValue: 'no errors',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Slowest routes',
      description: 'The time within which 99 of 100 requests of a route are answered. The objective is 250 ms.',
      unit: 's',
      queries: [[`topk(8, ${quantile(0.99, 'route', HTTP)})`, '{{route}}']],
      thresholds: above(undefined, 0.25),
      noValue: 'no requests',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Requests by status',
      description:
        '4xx are mistakes of clients: a rise after a deploy of theirs, or of a change of ours that broke them.',
      unit: 'reqps',
      queries: [[`${requests('code')} > 0`, '{{code}}']],
      stack: true,
      noValue: 'no requests',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Time to answer',
      description:
        'Over all routes and servers. p50 rising with p99: everything is slower, look at Redis; p99 alone: a route.',
      unit: 's',
      queries: quantiles(HTTP),
      noValue: 'no requests',
    }),
  ],
  [
    8,
    heatmap({
      title: 'Spread of times to answer',
      description: 'Two bands mean two kinds of requests; one that moves up means everything became slower.',
      unit: 's',
      queries: [[buckets(HTTP), '{{le}}']],
      noValue: 'no requests',
    }),
  ],
];

const around = [
  [
    6,
    timeseries({
      title: 'Failed sign-ins and keys',
      description:
        'A burst of bad_key or bad_password is guessing, or a wrong key in a deployment. Throttled: guessing was slowed down.',
      unit: 'ops',
      queries: [[rate('kind', 'nightshift_auth_failures_total'), '{{kind}}']],
      thresholds: above(undefined, limits.authFailures.value),
      links: [toRunbook(limits.authFailures.alert)],
      noValue: 'none',
    }),
  ],
  [
    6,
    timeseries({
      title: 'Errors and warnings in the log',
      description: 'Steady is a known ailment; a step is new. The log lines have the trace and job they belong to.',
      unit: 'ops',
      queries: [[rate('level', 'nightshift_log_messages_total'), '{{level}}']],
      thresholds: above(undefined, limits.logErrors.value),
      links: [toRunbook(limits.logErrors.alert)],
      noValue: 'none',
    }),
  ],
  [
    6,
    timeseries({
      title: 'Consoles that listen',
      description:
        'Open streams of events, one per tab. After a deploy they come back by themselves; if not, something between cuts them.',
      unit: 'short',
      queries: [[sum('instance', 'nightshift_sse_clients'), '{{instance}}']],
      stack: true,
      decimals: 0,
      noValue: 'none',
    }),
  ],
  [
    6,
    stat({
      title: 'Queues and tasks without labels of their own',
      description:
        'Over 50 queues or 100 tasks, the rest counts as _other. Above zero these dashboards merge some of them.',
      unit: 'short',
      queries: [[sum('', 'nightshift_metric_labels_capped_total'), 'capped']],
      thresholds: above(1),
      noValue: 'no server is scraped',
    }),
  ],
];

const jvm = [
  [
    6,
    timeseries({
      title: 'Heap in use',
      description: 'The lowest points are what stays after a collection. If they climb for hours, memory leaks.',
      unit: 'percentunit',
      queries: [[of('memory_heapUtilization_percent', SERVERS), '{{instance}}']],
      min: 0,
      max: 1,
      thresholds: above(undefined, limits.heap.value),
      links: [toRunbook(limits.heap.alert)],
      noValue: 'no server is scraped',
    }),
  ],
  [
    6,
    timeseries({
      title: 'Heap',
      description:
        'Used against what the JVM may take (-Xmx). Close together for long: raise the limit or find what holds it.',
      unit: 'bytes',
      queries: [
        [sum('instance', 'memory_usedHeap_bytes', SERVERS), 'used {{instance}}'],
        [sum('instance', 'memory_committedHeap_bytes', SERVERS), 'committed {{instance}}'],
        [sum('instance', 'memory_maxHeap_bytes', SERVERS), 'most {{instance}}'],
      ],
      overrides: [dashed('/^most /')],
      noValue: 'no server is scraped',
    }),
  ],
  [
    6,
    timeseries({
      title: 'Time in garbage collection',
      description:
        'Share of one core. Over some percent for long, requests and jobs become slower: the heap is too small.',
      unit: 'percentunit',
      queries: [[rate('instance', 'gc_time_seconds', SERVERS), '{{instance}}']],
      min: 0,
      thresholds: above(undefined, limits.gcTime.value),
      links: [toRunbook(limits.gcTime.alert)],
      noValue: 'no server is scraped',
    }),
  ],
  [
    6,
    timeseries({
      title: 'Garbage collections',
      description:
        'Old collections should be rare. Many young ones are load; many old ones are a heap that is nearly full.',
      unit: 'ops',
      queries: [[rate('instance, name', 'gc_total', SERVERS), '{{instance}} {{name}}']],
      noValue: 'no server is scraped',
    }),
  ],
  [
    6,
    timeseries({
      title: 'CPU of the process',
      description: 'Share of all cores that the JVM sees. Near 100 % while jobs wait: add servers, or cores.',
      unit: 'percentunit',
      queries: [[of('cpu_processCpuLoad_percent', SERVERS), '{{instance}}']],
      min: 0,
      max: 1,
      noValue: 'no server is scraped',
    }),
  ],
  [
    6,
    timeseries({
      title: 'CPU time',
      description: 'Cores in use against cores there. In a container below its request but slow: look for throttling.',
      unit: 'short',
      queries: [
        [rate('instance', 'cpu_processCpuTime_seconds', SERVERS), 'used {{instance}}'],
        [sum('instance', 'cpu_availableProcessors', SERVERS), 'there {{instance}}'],
      ],
      overrides: [dashed('/^there /')],
      noValue: 'no server is scraped',
    }),
  ],
  [
    6,
    timeseries({
      title: 'Threads',
      description: 'Follows slots and requests. A steady climb that no load explains is a leak of threads.',
      unit: 'short',
      queries: [[sum('instance', 'thread_count', SERVERS), '{{instance}}']],
      decimals: 0,
      noValue: 'no server is scraped',
    }),
  ],
  [
    6,
    timeseries({
      title: 'Loaded classes',
      description: 'Flat after the start. A climb after hours is a leak of class loaders.',
      unit: 'short',
      queries: [[sum('instance', 'classloader_loadedClasses_count', SERVERS), '{{instance}}']],
      decimals: 0,
      noValue: 'no server is scraped',
    }),
  ],
];

const liberty = [
  [
    12,
    timeseries({
      title: "Threads of Open Liberty's pools",
      description:
        'Active at the size of the pool for long: requests wait for a thread. Long polls and streams hold none.',
      unit: 'short',
      queries: [
        [sum('instance, pool', 'threadpool_activeThreads', SERVERS), 'active {{instance}} {{pool}}'],
        [sum('instance, pool', 'threadpool_size', SERVERS), 'size {{instance}} {{pool}}'],
      ],
      overrides: [dashed('/^size /')],
      decimals: 0,
      noValue: 'no server is scraped',
    }),
  ],
  [
    12,
    timeseries({
      title: 'Sessions of Open Liberty',
      description:
        'Nightshift keeps none of its own in them: anything but a handful means that something creates one per request.',
      unit: 'short',
      queries: [[sum('instance', 'session_liveSessions', SERVERS), '{{instance}}']],
      decimals: 0,
      noValue: 'none',
    }),
  ],
];

export const application = dashboard({
  uid: uid.application,
  title: 'Application',
  description: 'Requests of the API and the console, and the servers that answer them.',
  variables: ['namespace'],
  rows: [
    row('Requests', 8, ...traffic),
    row('Around them', 7, ...around),
    row('Java', 7, ...jvm),
    row('Open Liberty', 7, ...liberty),
  ],
});
