// What a chart looks like, as far as its JSON decides it.
import { expect, test } from 'vitest';
import { boards, panels } from './dashboards.mjs';

const of = (type) => panels.filter(([, panel]) => panel.type === type);

test.each(of('state-timeline'))('%s shows texts instead of ranges of thresholds', (_, { fieldConfig }) => {
  expect(fieldConfig.defaults.color.mode).toBe('fixed');
  const [{ type, options }] = fieldConfig.defaults.mappings;
  expect(type).toBe('value');
  for (const value of ['0', '1'])
    expect(options[value]).toEqual(
      expect.objectContaining({ text: expect.stringMatching(/\w/), color: expect.any(String) }),
    );
});

test.each(of('bargauge'))('%s has the worst first', (_, { targets }) => {
  for (const { expr } of targets) expect(expr).toMatch(/^sort(_desc)?\(/);
});

test('of budgets the least is the worst, of all else the most', () => {
  for (const [name, { targets }] of of('bargauge')) {
    const least = /budget/i.test(name);
    for (const { expr } of targets)
      expect([name, expr.startsWith(least ? 'sort(' : 'sort_desc(')]).toEqual([name, true]);
  }
});

test('the table of objectives begins with the budget that is nearest to its end', () => {
  const [[, { options }]] = panels.filter(([name]) => name === 'Objectives: Objectives');
  expect(options.sortBy).toEqual([{ displayName: 'Budget left', desc: false }]);
});

test.each(of('heatmap'))('%s counts in its cells and measures on its axis', (_, { fieldConfig, options }) => {
  expect(fieldConfig.defaults.unit).toBe('short');
  expect(options.cellValues.unit).toBe('short');
  expect(options.yAxis.unit).toBe('s');
});

test.each(of('stat'))('%s names its numbers where there are several', (_, { targets, options }) => {
  const several = targets.length > 1 || targets.some(({ legendFormat }) => legendFormat.includes('{{'));
  expect(several ? ['value_and_name'] : ['value_and_name', 'auto']).toContain(options.textMode);
});

test.each([...of('stat'), ...of('bargauge')])('%s has no judgement where it has no data', (_, { fieldConfig }) => {
  const { mappings, noValue } = fieldConfig.defaults;
  expect(mappings).toContainEqual({
    type: 'special',
    options: { match: 'null+nan', result: expect.objectContaining({ text: noValue, color: 'text' }) },
  });
});

test.each(of('timeseries'))('%s has an axis that fits zero', (_, { fieldConfig }) => {
  const { max, custom, unit } = fieldConfig.defaults;
  const top = max ?? custom.axisSoftMax;
  expect(top).toBeGreaterThan(0);
  if (unit === 'percentunit') expect(top).toBeLessThanOrEqual(1);
  else if (!unit.startsWith('b') && !unit.startsWith('B')) expect(top).toBeLessThanOrEqual(10);
});

test.each(boards.map((board) => [board.title, board]))(
  '%s marks where pages begin, and nothing else of alerts',
  (_, board) => {
    const queries = board.annotations.list.flatMap(({ target }) => target?.expr ?? []);
    const ofAlerts = queries.filter((expr) => expr.includes('ALERTS'));
    expect(ofAlerts).toHaveLength(1);
    const [begun, before] = ofAlerts[0].split(' unless ');
    expect(before).toBe(begun.replace(/\)\)$/, ' offset $__rate_interval))'));
    expect(begun).toContain('severity="page"');
  },
);

test('the longest names fit into the table of alerts', () => {
  const [[, { fieldConfig, gridPos }]] = panels.filter(([name]) => name === 'Background work: List of firing alerts');
  const width = (column) =>
    fieldConfig.overrides
      .find(({ matcher }) => matcher.options === column)
      .properties.find(({ id }) => id === 'custom.width').value;
  // 32 characters at 8 pixels, and the padding of a cell
  expect(width('Alert')).toBeGreaterThanOrEqual(272);
  expect(gridPos.w).toBeGreaterThanOrEqual(18);
});

test('what links to dead jobs links to all of them', () => {
  const dead = panels
    .map(([name, panel]) => [
      name,
      [...JSON.stringify(panel).matchAll(/"url":"([^"]*state=DEAD[^"]*)"/g)].map(([, url]) => url),
    ])
    .filter(([, urls]) => urls.length > 0);
  expect(dead.length).toBeGreaterThan(3);
  for (const [name, urls] of dead) expect([name, urls.filter((url) => url.includes('created'))]).toEqual([name, []]);
});
