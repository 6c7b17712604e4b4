// What Grafana's own library makes of the shipped panels: texts and colors of values, and of none.
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { panels } from './dashboards.mjs';

// It is made for browsers, and asks for the language of one.
globalThis.navigator ??= { language: 'en-US', languages: ['en-US'] };
const { createTheme, FieldType, getDisplayProcessor, getFieldDisplayValues, toDataFrame } = createRequire(
  import.meta.url,
)('@grafana/data');

const theme = createTheme({ colors: { mode: 'dark' } });
const of = (...types) => panels.filter(([, { type }]) => types.includes(type));

/** A panel's field settings as Grafana has them once they are read: the lowest threshold has no bound. */
function settings({ fieldConfig }) {
  const { thresholds, ...defaults } = fieldConfig.defaults;
  const steps = thresholds.steps.map(({ color, value }) => ({ color, value: value ?? Number.NEGATIVE_INFINITY }));
  return { defaults: { ...defaults, thresholds: { ...thresholds, steps } }, overrides: [] };
}

const shown = (panel, ...values) =>
  getFieldDisplayValues({
    fieldConfig: settings(panel),
    reduceOptions: panel.options.reduceOptions,
    data: values.map((value) => {
      const config = settings(panel).defaults;
      const field = { name: 'series', type: FieldType.number, values: [value], config };
      const frame = toDataFrame({ fields: [{ name: 'time', type: FieldType.time, values: [0], config: {} }, field] });
      return {
        ...frame,
        fields: frame.fields.map((each) => ({ ...each, display: getDisplayProcessor({ field: each, theme }) })),
      };
    }),
    theme,
    timeZone: 'utc',
    replaceVariables: (text) => text,
  }).map(({ display }) => display);

const GREEN = theme.visualization.getColorByName('green');
const RED = theme.visualization.getColorByName('red');
const NEUTRAL = theme.visualization.getColorByName('text');

describe.each(of('stat', 'bargauge'))('%s', (_, panel) => {
  test('says in no color why there is no data', () => {
    const [{ text, color }] = shown(panel);
    expect({ text, color }).toEqual({ text: panel.fieldConfig.defaults.noValue, color: NEUTRAL });
  });

  test('shows a number as a number, or as the text that stands for it', () => {
    const texts =
      panel.fieldConfig.defaults.mappings[0].type === 'value' ? panel.fieldConfig.defaults.mappings[0].options : {};
    for (const value of [0, 1]) {
      const [{ text, numeric }] = shown(panel, value);
      expect(numeric).toBe(value);
      expect(text).toMatch(texts[value] ? new RegExp(`^${texts[value].text}$`) : /^[-\d.]+/);
    }
  });
});

test.each(of('state-timeline'))('%s has a text in a color for each state', (_, panel) => {
  const field = { name: 'series', type: FieldType.number, values: [0, 1], config: settings(panel).defaults };
  const display = getDisplayProcessor({ field, theme });
  const { options } = panel.fieldConfig.defaults.mappings[0];
  for (const value of [0, 1]) {
    const { text, color } = display(value);
    expect({ text, color }).toEqual({
      text: options[value].text,
      color: theme.visualization.getColorByName(options[value].color),
    });
  }
});

test.each(of('heatmap'))('%s has counts without a unit', (_, panel) => {
  const field = { name: 'series', type: FieldType.number, values: [0], config: settings(panel).defaults };
  const { text, suffix = '' } = getDisplayProcessor({ field, theme })(120);
  expect(`${text}${suffix}`).toBe('120');
});

test.each([
  ['Objectives: Error budget left', -0.5, RED],
  ['Objectives: Error budget left', 0.9, GREEN],
  ['Background work: Oldest ready job vs. target', 0, GREEN],
  ['Background work: Oldest ready job vs. target', 1.5, RED],
  ['Background work: Redis', 0, RED],
  ['Background work: Redis', 1, GREEN],
])('%s of %d has its color', (name, value, color) => {
  const [[, panel]] = panels.filter(([panelName]) => panelName === name);
  expect(shown(panel, value).map((display) => display.color)).toEqual([color]);
});
