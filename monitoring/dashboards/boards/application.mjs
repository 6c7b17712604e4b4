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
      description:
        'Requests per second. If a route disappears, its clients cannot reach it. An event stream counts once, when it opens.',
      unit: 'reqps',
      queries: [[`${requests('route')} > 0`, '{{route}}']],
      noValue: 'no requests',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Server errors',
      description:
        'Share of requests that got 5xx or 429, as the objective of the API counts them. 503 means that Redis is away or full.',
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
      description: 'Time within which 99 % of the requests of a route are answered. The objective is 250 ms.',
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
      description: '4xx are mistakes of clients. A rise after a deploy means that the clients or the API changed.',
      unit: 'reqps',
      queries: [[`${requests('code')} > 0`, '{{code}}']],
      stack: true,
      noValue: 'no requests',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Response time',
      description:
        'All routes and servers. If p50 and p99 rise together, everything is slower: look at Redis. If only p99 rises, one route is slow.',
      unit: 's',
      queries: quantiles(HTTP),
      noValue: 'no requests',
    }),
  ],
  [
    8,
    heatmap({
      title: 'Spread of response times',
      description: 'Two bands mean two kinds of requests. If a band moves up, its requests became slower.',
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
      title: 'Failed authentication',
      description:
        'A burst of bad_key or bad_password means that somebody guesses, or that a deployment has a wrong key. Throttled sign-ins were slowed down.',
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
      description: 'A steady rate is a known problem. A step is a new one. The log lines name their trace and job.',
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
      title: 'Open consoles',
      description:
        'Open event streams, one per browser tab. After a deploy they reconnect by themselves. If they do not, a proxy in between cuts them.',
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
      title: 'Queues and tasks counted as _other',
      description:
        'Above 50 queues or 100 tasks, the rest counts as _other. Above zero, these dashboards merge some queues or tasks.',
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
      description:
        'The lowest points show what remains after a garbage collection. If they climb for hours, there is a memory leak.',
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
        'Used heap and its limit (-Xmx). If they stay close together, raise the limit or find what holds the memory.',
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
        'Share of one core. If it stays above a few percent, requests and jobs become slower: the heap is too small.',
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
        'Old collections should be rare. Many young ones mean load. Many old ones mean that the heap is nearly full.',
      unit: 'ops',
      queries: [[rate('instance, name', 'gc_total', SERVERS), '{{instance}} {{name}}']],
      noValue: 'no server is scraped',
    }),
  ],
  [
    6,
    timeseries({
      title: 'CPU of the process',
      description: 'Share of all cores that the JVM sees. If it is near 100 % while jobs wait, add servers or cores.',
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
      description:
        'Cores in use and cores available. If a container is slow but below its request, check for throttling.',
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
      description: 'Follows slots and requests. A steady climb without more load is a thread leak.',
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
      description: 'Flat after the start. A climb over hours is a class loader leak.',
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
        'If the active threads stay at the size of the pool, requests wait for a thread. Long polls and event streams hold none.',
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
        'Nightshift keeps no sessions here. More than a handful means that something creates one per request.',
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
  description: 'Requests to the API and the console, and the servers that answer them.',
  variables: ['namespace'],
  rows: [
    row('Requests', 8, ...traffic),
    row('Around them', 7, ...around),
    row('Java', 7, ...jvm),
    row('Open Liberty', 7, ...liberty),
  ],
});
