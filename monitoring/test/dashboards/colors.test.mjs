import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MEANING } from '../../dashboards/colors.mjs';
import { panels, root } from './dashboards.mjs';

/** Colors of series by name, of a panel. */
const paint = ({ fieldConfig }) =>
  (fieldConfig?.overrides ?? []).flatMap(({ matcher, properties }) =>
    properties.filter(({ id }) => id === 'color').map(({ value }) => [matcher.options, value]),
  );

const charts = panels.filter(([, { type }]) => type === 'timeseries');

/** Values of labels, by metric and label, as docs/metrics.md lists them. */
const documented = [
  ...readFileSync(join(root, 'docs/metrics.md'), 'utf8').matchAll(/^\| ([^|]+) \| \w+ \| ([^|]+) \|/gm),
].flatMap(([, names, labels]) =>
  [...labels.matchAll(/(\w+)=((?:`[\w]+` ?)+)/g)].flatMap(([, label, values]) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, metric]) => ({
      metric,
      label,
      values: [...values.matchAll(/`(\w+)`/g)].map(([, value]) => value),
    })),
  ),
);

// What a chart leaves out by its matchers needs no color.
const shown = (expr, label, value) => {
  const matchers = [...expr.matchAll(new RegExp(`\\b${label}(=~|!~|!=|=)"([^"]*)"`, 'g'))];
  return matchers.every(([, operator, pattern]) => {
    const is = new RegExp(`^(?:${pattern})$`).test(value);
    return operator.startsWith('!') ? !is : is;
  });
};

// Kinds that are neither good nor bad beside each other.
const UNPAINTED = [
  'nightshift_auth_failures_total',
  'nightshift_redis_call_duration_seconds',
  'nightshift_bulk_rows_total',
  'nightshift_job_lateness_seconds',
  'nightshift_schedule_runs_missed_total',
  'nightshift_schedules',
  'nightshift_destination_jobs_waiting',
];

test('a series that is named by a label has the color of each value', () => {
  let checked = 0;
  for (const [name, panel] of charts) {
    const painted = new Set(paint(panel).map(([series]) => series));
    for (const { expr, legendFormat } of panel.targets) {
      for (const { metric, label, values } of documented) {
        const recorded = metric.replace(/_total$/, '');
        if (legendFormat !== `{{${label}}}` || !expr.includes(recorded) || UNPAINTED.includes(metric)) continue;
        checked++;
        expect([name, values.filter((value) => shown(expr, label, value) && !painted.has(value))]).toEqual([name, []]);
      }
    }
  }
  expect(checked).toBeGreaterThan(8);
});

test('statuses of HTTP have colors by their class', () => {
  const [[, panel]] = charts.filter(([, { targets }]) =>
    targets.some(({ legendFormat }) => legendFormat === '{{code}}'),
  );
  const colors = Object.fromEntries(paint(panel).map(([pattern, { fixedColor }]) => [pattern, fixedColor]));
  expect(colors).toMatchObject({ '/^2..$/': MEANING['2xx'], '/^4..$/': MEANING['4xx'], '/^5..$/': MEANING['5xx'] });
});

test('a name has one color on all dashboards', () => {
  const colors = new Map();
  for (const [series, { mode, fixedColor }] of panels.flatMap(([, panel]) => paint(panel))) {
    expect(mode).toBe('fixed');
    colors.set(series, new Set([...(colors.get(series) ?? []), fixedColor]));
  }
  expect([...colors].filter(([, all]) => all.size > 1)).toEqual([]);
  for (const [series, [color]] of colors) if (series in MEANING) expect(color).toBe(MEANING[series]);
});

/** Grafana's colors of these names. */
const NAMED = {
  green: '#73bf69',
  red: '#f2495c',
  orange: '#ff9830',
  yellow: '#fade2a',
  blue: '#5794f2',
  purple: '#b877d9',
};

/** Hue in degrees and saturation of a color such as #1a2b3c. */
function hue(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const most = Math.max(r, g, b);
  const range = most - Math.min(r, g, b);
  const sector = most === r ? (g - b) / range : most === g ? 2 + (b - r) / range : 4 + (r - g) / range;
  return { degrees: (sector * 60 + 360) % 360, gray: range < 0.2 };
}

test('states of jobs have the hues of the console', () => {
  const css = readFileSync(join(root, 'src-ui/src/components/state-badge.module.css'), 'utf8');
  const tone = (state) =>
    new RegExp(`data-tone="${state.toUpperCase()}"\\] \\{\\s+--fg: light-dark\\([^,]+, (#\\w{6})`).exec(css)?.[1];
  for (const state of 'scheduled ready blocked running retrying succeeded dead cancelled expired'.split(' ')) {
    const here = hue(NAMED[MEANING[state]] ?? MEANING[state]);
    const there = tone(state) ? hue(tone(state)) : { gray: true };
    expect([state, here.gray]).toEqual([state, there.gray]);
    if (here.gray) continue;
    const apart = Math.abs(here.degrees - there.degrees);
    expect([state, Math.min(apart, 360 - apart) < 40]).toEqual([state, true]);
  }
});
