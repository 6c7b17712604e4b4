// Panels of Grafana's classic model. Each needs a title, a description that says what to make of it, a unit, queries as
// [expression, legend] and what to show when there is no data.
import { NEUTRAL, painting } from './colors.mjs';
import { plain } from './thresholds.mjs';
import { datasource } from './variables.mjs';

/**
 * @typedef {object} Spec
 * @property {string} title
 * @property {string} description
 * @property {string} unit
 * @property {[string, string][]} queries expression and legend
 * @property {string} [noValue] shown when there is no data
 * @property {{color: string, value: number | null}[]} [thresholds]
 * @property {object[]} [links] of a value
 * @property {object[]} [mappings] from value to text
 * @property {object[]} [overrides]
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [decimals]
 */

/** The text that stands for no data says nothing about good or bad: without this it has the color of the lowest threshold. */
const unknown = (noValue) => ({
  type: 'special',
  options: { match: 'null+nan', result: { text: noValue, color: NEUTRAL, index: 0 } },
});

/** Panels that show a large number, or that text in its place. */
const NUMBERS = new Set(['stat', 'bargauge']);

const refId = (index) => String.fromCharCode('A'.charCodeAt(0) + index);

const targets = (queries, extra) =>
  queries.map(([expr, legendFormat], index) => ({ refId: refId(index), datasource, expr, legendFormat, ...extra }));

const RANGE = { range: true, instant: false, format: 'time_series' };
const INSTANT = { range: false, instant: true, format: 'time_series' };
export const TABLE = { range: false, instant: true, format: 'table' };

/** What all panels have in common. */
export function panel(type, spec, { query, color, custom, options }) {
  const { title, description, unit, queries, noValue = 'no data', thresholds = plain, links, mappings } = spec;
  const { min, max, decimals, overrides = [] } = spec;
  return {
    type,
    title,
    description,
    datasource,
    targets: targets(queries, query),
    fieldConfig: {
      defaults: {
        unit,
        noValue,
        color,
        thresholds: { mode: 'absolute', steps: thresholds },
        mappings: [...(mappings ?? []), ...(NUMBERS.has(type) ? [unknown(noValue)] : [])],
        ...(links && { links }),
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
        ...(decimals !== undefined && { decimals }),
        custom,
      },
      overrides,
    },
    options,
  };
}

const lastValue = { calcs: ['lastNotNull'], fields: '', values: false };

const sorted = (expr, worst) => `${worst === 'most' ? 'sort_desc' : 'sort'}(${expr})`;

/** Each of several numbers needs its name; of a single one the title says it. */
const severalSeries = ({ queries }) => queries.length > 1 || queries.some(([, legend]) => legend.includes('{{'));

/** A number or a few, with a line behind it where `trend` is set. @param {Spec & {trend?: boolean, words?: boolean}} spec */
export const stat = (spec) =>
  panel('stat', spec, {
    query: spec.trend ? RANGE : INSTANT,
    color: { mode: 'thresholds' },
    custom: {},
    options: {
      reduceOptions: lastValue,
      orientation: 'auto',
      textMode: spec.words || severalSeries(spec) ? 'value_and_name' : 'auto',
      colorMode: 'value',
      graphMode: spec.trend ? 'area' : 'none',
      justifyMode: 'auto',
      showPercentChange: false,
      percentChangeColorMode: 'standard',
      wideLayout: true,
    },
  });

/**
 * A bar per series, the worst first: more bars than fit are out of sight below.
 * @param {Spec & {worst: 'most' | 'least'}} spec
 */
export const barGauge = ({ worst, ...spec }) =>
  panel(
    'bargauge',
    { ...spec, queries: spec.queries.map(([expr, legend]) => [sorted(expr, worst), legend]) },
    {
      query: INSTANT,
      color: { mode: 'thresholds' },
      custom: {},
      options: {
        reduceOptions: lastValue,
        orientation: 'horizontal',
        displayMode: 'basic',
        valueMode: 'color',
        namePlacement: 'auto',
        showUnfilled: true,
        sizing: 'auto',
        minVizWidth: 8,
        minVizHeight: 16,
        maxVizHeight: 40,
        legend: { showLegend: false, displayMode: 'list', placement: 'bottom', calcs: [] },
      },
    },
  );

/** How high an axis reaches at least, by unit: without it one that is zero all the time goes up to 100. */
const LEAST_TOP = { percentunit: 0.1, ops: 1, reqps: 1, rowsps: 10, short: 1, s: 0.1, bytes: 1024, Bps: 1024 };

/** Lines over time; thresholds are lines across. @param {Spec & {stack?: boolean, steps?: boolean}} spec */
export const timeseries = (spec) =>
  panel(
    'timeseries',
    { ...spec, overrides: [...painting(spec.queries), ...(spec.overrides ?? [])] },
    {
      query: RANGE,
      color: { mode: 'palette-classic' },
      custom: {
        drawStyle: 'line',
        lineInterpolation: spec.steps ? 'stepAfter' : 'linear',
        lineWidth: 1,
        fillOpacity: spec.stack ? 30 : 5,
        showPoints: 'never',
        spanNulls: false,
        axisPlacement: 'auto',
        axisSoftMin: 0,
        ...(spec.max === undefined && { axisSoftMax: LEAST_TOP[spec.unit] }),
        stacking: { mode: spec.stack ? 'normal' : 'none', group: 'A' },
        thresholdsStyle: { mode: spec.thresholds ? 'dashed' : 'off' },
      },
      options: {
        legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
        tooltip: { mode: 'multi', sort: 'desc' },
      },
    },
  );

/** How many fell into each bucket over time; one query of the increase by `le`. @param {Spec} spec */
export const heatmap = ({ unit, ...spec }) =>
  // The field is the count of a cell; the unit that is given is that of the buckets.
  panel(
    'heatmap',
    { ...spec, unit: 'short', decimals: 0 },
    {
      query: { ...RANGE, format: 'heatmap' },
      color: { mode: 'thresholds' },
      custom: { scaleDistribution: { type: 'linear' }, hideFrom: { legend: false, tooltip: false, viz: false } },
      options: {
        calculate: false,
        cellGap: 1,
        color: {
          mode: 'scheme',
          scheme: 'Oranges',
          scale: 'exponential',
          exponent: 0.5,
          fill: 'dark-orange',
          reverse: false,
          steps: 64,
        },
        exemplars: { color: 'rgba(255,0,255,0.7)' },
        filterValues: { le: 1e-9 },
        legend: { show: true },
        rowsFrame: { layout: 'auto' },
        showValue: 'never',
        tooltip: { mode: 'single', showColorScale: false, yHistogram: false },
        cellValues: { unit: 'short', decimals: 0 },
        yAxis: { axisPlacement: 'left', reverse: false, unit },
      },
    },
  );

/**
 * What state each series was in, over time. Texts and colors come from the mappings: with colors by threshold Grafana shows
 * the ranges of the thresholds in their place. @param {Spec} spec
 */
export const stateTimeline = (spec) =>
  panel('state-timeline', spec, {
    query: RANGE,
    color: { mode: 'fixed', fixedColor: NEUTRAL },
    custom: { fillOpacity: 70, lineWidth: 0 },
    options: {
      alignValue: 'left',
      mergeValues: true,
      rowHeight: 0.9,
      showValue: 'auto',
      legend: { showLegend: false, displayMode: 'list', placement: 'bottom', calcs: [] },
      tooltip: { mode: 'single', sort: 'none' },
    },
  });

/** Alert rules of every source that fire or are about to. @param {{title: string, description: string}} spec */
export const alertList = ({ title, description }) => ({
  type: 'alertlist',
  title,
  description,
  options: {
    viewMode: 'list',
    groupMode: 'default',
    groupBy: [],
    maxItems: 20,
    sortOrder: 3,
    dashboardAlerts: false,
    alertName: '',
    alertInstanceLabelFilter: '',
    stateFilter: { firing: true, pending: true, noData: true, normal: false, error: true },
  },
});

/** Other thresholds for the series of a name. */
export const coloured = (name, steps) => ({
  matcher: { id: 'byName', options: name },
  properties: [{ id: 'thresholds', value: { mode: 'absolute', steps } }],
});

/** Dashed lines for series that are limits, by a pattern of their names. */
export const dashed = (pattern) => ({
  matcher: { id: 'byRegexp', options: pattern },
  properties: [
    { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } },
    { id: 'custom.fillOpacity', value: 0 },
  ],
});

/** Another unit, on an axis at the right, for series by a pattern of their names. */
export const onTheRight = (pattern, unit) => ({
  matcher: { id: 'byRegexp', options: pattern },
  properties: [
    { id: 'unit', value: unit },
    { id: 'custom.axisPlacement', value: 'right' },
  ],
});

/** Texts for values: `{0: ['no', 'green'], 1: ['yes', 'red']}`. */
export const texts = (byValue) => [
  {
    type: 'value',
    options: Object.fromEntries(
      Object.entries(byValue).map(([value, [text, color]], index) => [value, { text, color, index }]),
    ),
  },
];
