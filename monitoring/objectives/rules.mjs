import { EXPECTED_ERRORS, LEAST_ERRORS, LEAST_EVENTS, QUIET, RECENT, RECOVERED_SHARE, STEPS } from './burn.mjs';
import { INDICATORS, queues } from './indicators.mjs';
import { targets } from './targets.mjs';
import { WORDING } from './wording.mjs';

const WINDOWS = ['30m', '1h', '2h', '6h', '1d', '3d', '30d'];
/** Seconds between evaluations. A rate times these seconds is the number of events per evaluation. */
const INTERVAL = 60;
/** Alerts are evaluated more often, so that they end soon after the fault. */
const ALERT_INTERVAL = 15;
/** Counts come from rates, which are slightly off: half an event allows for that. */
const ROUNDING = 0.5;

/** The groups of rules for objectives as `read` gives them. */
export function groups(objectives) {
  const all = targets(objectives);
  const starts = all.find(({ slo }) => slo === 'job-start').variants;
  return [
    {
      name: 'nightshift-objectives',
      interval: `${INTERVAL}s`,
      rules: [...all.flatMap(counting), ...shares(), ...counts(), ...budget(), startTarget(starts)],
    },
    {
      name: 'nightshift-objectives-alerts',
      interval: `${ALERT_INTERVAL}s`,
      rules: [
        ...all.flatMap(lastMinute),
        ...all.flatMap(({ slo }) => alerts(slo)),
        ...all.map(({ slo }) => absent(slo)),
      ],
    },
  ];
}

const record = (name, expr, slo) => ({ record: name, expr, ...(slo && { labels: { slo } }) });

/** One expression for all variants. Equal variants appear once. */
const either = (variants, expr) => [...new Set(variants.map(expr))].join('\nor\n');

const eachVariant = (variants, indicator, window) => either(variants, (variant) => indicator(variant, window));

/** The last minute. Only alerts read this, to see whether a fault continues. */
function lastMinute({ slo, variants }) {
  const { events, errors } = INDICATORS[slo];
  return [
    record('slo:sli_events:rate1m', eachVariant(variants, events, '1m'), slo),
    record(
      'slo:sli_error:ratio_rate1m',
      `(\n${eachVariant(variants, errors, '1m')}\n)\n/ ignoring (slo) (slo:sli_events:rate1m{slo="${slo}"} > 0)`,
      slo,
    ),
  ];
}

function counting({ slo, variants }) {
  const { by, events, errors, exists } = INDICATORS[slo];
  return [
    record('slo:sli_events:rate5m', eachVariant(variants, events, '5m'), slo),
    record('slo:sli_errors:rate5m', eachVariant(variants, errors, '5m'), slo),
    record(
      'slo:objective:ratio',
      either(variants, (v) => `${v.objective} * group by (${by.join(', ')}) (${exists(v)})`),
      slo,
    ),
  ];
}

/** The sum of errors by the sum of events. In an average of shares, a quiet hour would weigh as much as a busy one. */
const shares = () => [
  record('slo:sli_error:ratio_rate5m', 'slo:sli_errors:rate5m / (slo:sli_events:rate5m > 0)'),
  ...WINDOWS.map((window) =>
    record(
      `slo:sli_error:ratio_rate${window}`,
      `sum_over_time(slo:sli_errors:rate5m[${window}]) / (sum_over_time(slo:sli_events:rate5m[${window}]) > 0)`,
    ),
  ),
];

const LONG = STEPS.map((step) => step.long);

const counted = (kind, windows) =>
  windows.map((window) =>
    record(`slo:${kind}:increase${window}`, `${INTERVAL} * sum_over_time(slo:sli_${kind}:rate5m[${window}])`),
  );

const counts = () => [...counted('events', [...LONG, '30d']), ...counted('errors', LONG)];

const budget = () => [
  record('slo:current_burn_rate:ratio', 'slo:sli_error:ratio_rate1h / (1 - slo:objective:ratio)'),
  record('slo:error_budget_remaining:ratio', '1 - slo:sli_error:ratio_rate30d / (1 - slo:objective:ratio)'),
];

const startTarget = (variants) =>
  record(
    'queue:nightshift_queue_start_target:seconds',
    either(variants, (v) => `${v.within} * ${queues(v)}`),
  );

function alerts(slo) {
  const { alert, summary, description, console, failures } = WORDING[slo];
  return ['page', 'ticket'].map((severity) => ({
    alert,
    expr: STEPS.filter((step) => step.severity === severity)
      .map((step) => burning(slo, step))
      .join('\nor\n'),
    for: severity === 'page' ? '1m' : '5m',
    labels: { severity },
    annotations: { summary, description, ...links(alert, slo, console), ...toFailures(failures) },
  }));
}

/** The share of failures above which a step alarms. */
const threshold = (slo, { factor, most }) => `clamp_max(${factor} * (1 - slo:objective:ratio{slo="${slo}"}), ${most})`;

function burning(slo, step) {
  const { severity, long, short } = step;
  const limit = threshold(slo, step);
  return `(
  slo:sli_error:ratio_rate${long}{slo="${slo}"} > ${limit}
  and slo:sli_error:ratio_rate${short}{slo="${slo}"} > ${limit}
  and slo:events:increase${long}{slo="${slo}"} > ${LEAST_EVENTS}
  and slo:errors:increase${long}{slo="${slo}"} > ${LEAST_ERRORS[severity] - ROUNDING}${
    severity === 'page' ? `\n${recovered(slo, step)}` : ''
  }
)`;
}

/** A ticket may report a fault that is over, because the budget is spent. A page must not. */
function recovered(slo, step) {
  const proofs = RECENT.slice(0, RECENT.findIndex(({ before }) => before === step.short) + 1).map((recent) => {
    const before = `slo:sli_error:ratio_rate${recent.before}{slo="${slo}"}`;
    const recently = `slo:sli_error:ratio_rate${recent.window}{slo="${slo}"}`;
    const expected = `${recent.seconds} * slo:sli_events:rate${recent.window}{slo="${slo}"} * ${before}`;
    return `  unless (
    ${recently} < ${RECOVERED_SHARE} * ${before}
    and ${recently} < ${threshold(slo, step)}
    and ${expected} >= ${EXPECTED_ERRORS}
  )`;
  });
  return [...proofs, `  unless max_over_time(slo:sli_errors:rate5m{slo="${slo}"}[${QUIET}]) == 0`].join('\n');
}

/** Without its metrics, an objective would look met forever. */
function absent(slo) {
  const { by, busy } = INDICATORS[slo];
  return {
    alert: 'ObjectiveMetricsAbsent',
    expr: `${busy} > 0\nunless on (${by.join(', ')}) slo:sli_errors:rate5m{slo="${slo}"}`,
    for: '10m',
    labels: { severity: 'ticket', slo },
    annotations: {
      summary: 'There is work, but an objective is not measured',
      description: `The objective ${slo} has had no measurements for 10 minutes, at {{ $value | humanize }} jobs a second.`,
      ...links('ObjectiveMetricsAbsent', slo, '/'),
    },
  };
}

/** Where the failed jobs are shown by their causes. */
const toFailures = (path) => (path ? { failures_url: `{{ $externalLabels.console }}${path}` } : {});

function links(alert, slo, console) {
  const variables = INDICATORS[slo].by.map((label) => `var-${label}={{ $labels.${label} }}`).join('&');
  return {
    runbook_url: `{{ $externalLabels.runbooks }}#${alert.toLowerCase()}`,
    dashboard_url: `{{ $externalLabels.grafana }}/d/nightshift-objectives?${variables}`,
    console_url: `{{ $externalLabels.console }}${console}`,
  };
}
