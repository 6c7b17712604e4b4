import { dashboard, row } from '../dashboard.mjs';
import { uid } from '../links.mjs';
import { alertList, stat, stateTimeline, texts, timeseries } from '../panels.mjs';
import { grown, max, of, rate, sum } from '../queries.mjs';
import { table } from '../table.mjs';
import { above, below } from '../thresholds.mjs';

const NO_PROMETHEUS = 'Prometheus does not scrape itself';
const NO_ALERTMANAGER = 'no Alertmanager is scraped';

const now = [
  [
    4,
    stat({
      title: 'Targets down',
      description: 'Targets that Prometheus cannot scrape. Their panels are empty or old until the targets are back.',
      unit: 'short',
      queries: [[`count(${of('up')} == 0) or vector(0)`, 'down']],
      thresholds: above(undefined, 1),
      noValue: 'Prometheus does not answer',
    }),
  ],
  [
    5,
    stat({
      title: 'Configuration',
      description: 'Whether the last reload succeeded. If not, the previous configuration is still in use.',
      unit: 'short',
      words: true,
      queries: [
        [`min(${of('prometheus_config_last_reload_successful')})`, 'Prometheus'],
        [`min(${of('alertmanager_config_last_reload_successful')})`, 'Alertmanager'],
      ],
      mappings: texts({ 0: ['refused', 'red'], 1: ['well', 'green'] }),
      thresholds: below(1),
      noValue: 'not scraped',
    }),
  ],
  [
    5,
    stat({
      title: 'Watchdog',
      description: 'An alert that always fires. If it is missing, rules are not evaluated and no alert is sent.',
      unit: 'short',
      words: true,
      queries: [['count(ALERTS{alertname="Watchdog",alertstate="firing"}) or vector(0)', 'fires']],
      mappings: texts({ 0: ['silent', 'red'] }),
      thresholds: below(1),
      noValue: 'Prometheus does not answer',
    }),
  ],
  [
    5,
    stat({
      title: 'Failed notifications',
      description:
        'In this time range, by receiver. Somebody missed an alert: fix the receiver and look at the alerts that fired.',
      unit: 'short',
      decimals: 0,
      queries: [[grown('integration', 'alertmanager_notifications_failed_total'), '{{integration}}']],
      thresholds: above(undefined, 1),
      noValue: NO_ALERTMANAGER,
    }),
  ],
  [
    5,
    stat({
      title: 'Failed rule evaluations',
      description: 'In this time range. A rule that fails neither records nor alerts.',
      unit: 'short',
      decimals: 0,
      queries: [[grown('', 'prometheus_rule_evaluation_failures_total'), 'failed']],
      thresholds: above(undefined, 1),
      noValue: 'no rules',
    }),
  ],
];

const byInstance = (metric) => max('job, instance', metric);

const targets = [
  [
    12,
    table({
      title: 'Targets',
      description:
        'Targets that are down come first. If the samples reach the limit of the scrape configuration, Prometheus drops the whole scrape.',
      keys: { job: { name: 'Job' }, instance: { name: 'Target' } },
      columns: [
        {
          name: 'Down',
          expr: `1 - ${byInstance('up')}`,
          mappings: texts({ 0: ['no', 'green'], 1: ['down', 'red'] }),
          thresholds: above(undefined, 1),
        },
        { name: 'Scrape takes', expr: byInstance('scrape_duration_seconds'), unit: 's' },
        { name: 'Samples', expr: byInstance('scrape_samples_scraped') },
        { name: 'Kept', expr: byInstance('scrape_samples_post_metric_relabeling') },
        { name: 'New series', expr: byInstance('scrape_series_added') },
      ],
      sortBy: 'Down',
    }),
  ],
  [
    12,
    alertList({
      title: 'Firing and pending rules',
      description: 'Rules of Prometheus and of Grafana. Grafana has only one, which checks that Prometheus answers.',
    }),
  ],
];

const scraping = [
  [
    8,
    stateTimeline({
      title: 'Targets over time',
      description: 'Red explains gaps in all other panels.',
      unit: 'short',
      queries: [[byInstance('up'), '{{job}} {{instance}}']],
      mappings: texts({ 0: ['down', 'red'], 1: ['up', 'green'] }),
      thresholds: below(1),
      noValue: 'no targets',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Scrape duration',
      description: 'Close to the timeout of 10 s, scrapes begin to fail. A busy server answers late.',
      unit: 's',
      queries: [[byInstance('scrape_duration_seconds'), '{{job}} {{instance}}']],
      noValue: 'no targets',
    }),
  ],
  [
    8,
    timeseries({
      title: 'Samples per scrape',
      description: 'A step is a new queue or task. A steady climb is a label without a bound.',
      unit: 'short',
      queries: [[byInstance('scrape_samples_scraped'), '{{job}} {{instance}}']],
      noValue: 'no targets',
    }),
  ],
];

const prometheus = [
  [
    6,
    timeseries({
      title: 'Series',
      description: 'Series that Prometheus holds in memory. Its memory use follows this number.',
      unit: 'short',
      queries: [[max('instance', 'prometheus_tsdb_head_series'), '{{instance}}']],
      noValue: NO_PROMETHEUS,
    }),
  ],
  [
    6,
    timeseries({
      title: 'Samples ingested',
      description: 'Zero means that nothing is measured, whatever other panels show.',
      unit: 'ops',
      queries: [[rate('instance', 'prometheus_tsdb_head_samples_appended_total'), '{{instance}}']],
      noValue: NO_PROMETHEUS,
    }),
  ],
  [
    6,
    timeseries({
      title: 'Rule duration',
      description: 'How long each group took. Close to its interval, Prometheus misses evaluations.',
      unit: 's',
      queries: [[`topk(8, ${max('rule_group', 'prometheus_rule_group_last_duration_seconds')})`, '{{rule_group}}']],
      noValue: 'no rules',
    }),
  ],
  [
    6,
    timeseries({
      title: 'Missed and failed evaluations',
      description: 'Above zero, alerts come late or not at all.',
      unit: 'ops',
      queries: [
        [rate('', 'prometheus_rule_group_iterations_missed_total'), 'missed'],
        [rate('', 'prometheus_rule_evaluation_failures_total'), 'failed'],
      ],
      noValue: 'no rules',
    }),
  ],
  [
    6,
    timeseries({
      title: 'Size on disk',
      description:
        "Blocks, without the newest hours. Flat when retention limits it. A climb to the disk's end stops Prometheus.",
      unit: 'bytes',
      queries: [[max('instance', 'prometheus_tsdb_storage_blocks_bytes'), '{{instance}}']],
      noValue: NO_PROMETHEUS,
    }),
  ],
  [
    6,
    timeseries({
      title: 'Database problems',
      description: 'All must be zero: corruptions, failed compactions, samples out of order.',
      unit: 'ops',
      queries: [
        [rate('', 'prometheus_tsdb_wal_corruptions_total'), 'corrupt log'],
        [rate('', 'prometheus_tsdb_compactions_failed_total'), 'failed compactions'],
        [rate('', 'prometheus_target_scrapes_sample_out_of_order_total'), 'out of order'],
        [rate('', 'prometheus_target_scrapes_sample_duplicate_timestamp_total'), 'duplicates'],
        [rate('', 'prometheus_target_scrapes_exceeded_sample_limit_total'), 'over the sample limit'],
      ],
      noValue: NO_PROMETHEUS,
    }),
  ],
  [
    6,
    timeseries({
      title: 'Query duration',
      description: 'The slowest tenth. Dashboards wait for these queries.',
      unit: 's',
      queries: [[max('slice', 'prometheus_engine_query_duration_seconds', 'quantile="0.9"'), '{{slice}}']],
      noValue: NO_PROMETHEUS,
    }),
  ],
  [
    6,
    timeseries({
      title: 'Memory of the monitoring',
      description: 'Resident memory of Prometheus, Alertmanager, Grafana and the exporters.',
      unit: 'bytes',
      queries: [
        [max('job', 'process_resident_memory_bytes', 'job=~"prometheus|alertmanager|grafana|redis|node"'), '{{job}}'],
      ],
      noValue: 'not scraped',
    }),
  ],
];

const alerting = [
  [
    6,
    timeseries({
      title: 'Alerts sent to Alertmanager',
      description: 'The Watchdog alone keeps it above zero.',
      unit: 'ops',
      queries: [
        [rate('', 'prometheus_notifications_sent_total'), 'sent'],
        [rate('', 'prometheus_notifications_errors_total'), 'errors'],
        [rate('', 'prometheus_notifications_dropped_total'), 'dropped'],
      ],
      noValue: NO_PROMETHEUS,
    }),
  ],
  [
    6,
    timeseries({
      title: 'Alertmanagers found',
      description: 'If it is zero, alerts fire but go nowhere.',
      unit: 'short',
      queries: [[max('instance', 'prometheus_notifications_alertmanagers_discovered'), '{{instance}}']],
      thresholds: below(1),
      decimals: 0,
      noValue: NO_PROMETHEUS,
    }),
  ],
  [
    6,
    timeseries({
      title: 'Notifications by receiver',
      description: 'Notifications that were sent and that failed. The number of failed ones must be zero.',
      unit: 'ops',
      queries: [
        [rate('integration', 'alertmanager_notifications_total'), '{{integration}}'],
        [rate('integration', 'alertmanager_notifications_failed_total'), 'failed {{integration}}'],
      ],
      noValue: NO_ALERTMANAGER,
    }),
  ],
  [
    6,
    timeseries({
      title: 'Alerts and silences',
      description: 'Active silences explain alerts that nobody receives.',
      unit: 'short',
      queries: [
        [sum('state', 'alertmanager_alerts'), 'alerts {{state}}'],
        [sum('', 'alertmanager_silences', 'state="active"'), 'silences'],
      ],
      decimals: 0,
      noValue: NO_ALERTMANAGER,
    }),
  ],
];

export const monitoring = dashboard({
  uid: uid.monitoring,
  title: 'Monitoring',
  description: 'Prometheus, Alertmanager and Grafana. Shows whether you can trust the other dashboards.',
  variables: ['namespaceOfTargets'],
  rows: [
    row('Now', 5, ...now),
    row('Targets', 9, ...targets),
    row('Scraping', 8, ...scraping),
    row('Prometheus', 7, ...prometheus),
    row('Alerting', 7, ...alerting),
  ],
});
