import { expect, test } from 'vitest';
import { MEANING } from '../../dashboards/colors.mjs';
import { laidOut, row } from '../../dashboards/dashboard.mjs';
import { boards, panels, panelsOf } from './dashboards.mjs';

const COLUMNS = 24;
/** What a series that is named by a label alone may be called. */
const VALUES = [...Object.keys(MEANING), '200', '301', '404', '503'];

function overlaps(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** Pairs of panels that share a place, and those that stick out. */
function misplaced(placed) {
  const out = placed.filter(({ gridPos: { x, w } }) => x < 0 || x + w > COLUMNS);
  const pairs = placed.flatMap((a, i) => placed.slice(i + 1).filter((b) => overlaps(a.gridPos, b.gridPos)));
  return [...out, ...pairs].map(({ title }) => title);
}

test.each(boards.map((board) => [board.title, board]))('%s has every panel in a place of its own', (_, board) => {
  expect(misplaced(board.panels)).toEqual([]);
  expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length);
  expect(new Set(panelsOf(board).map(({ title }) => title)).size).toBe(panelsOf(board).length);
});

test('panels that no longer fit start a new line, and the next row starts below', () => {
  const places = laidOut([row('a', 5, [16, {}], [8, {}], [12, {}]), row('b', 3, [24, {}])]).map(
    ({ gridPos }) => gridPos,
  );
  expect(places).toEqual([
    { x: 0, y: 0, w: 24, h: 1 },
    { x: 0, y: 1, w: 16, h: 5 },
    { x: 16, y: 1, w: 8, h: 5 },
    { x: 0, y: 6, w: 12, h: 5 },
    { x: 0, y: 11, w: 24, h: 1 },
    { x: 0, y: 12, w: 24, h: 3 },
  ]);
});

test.each(panels)(
  '%s says what it shows and what to make of it',
  (_, { title, description, type, targets, fieldConfig }) => {
    expect(title).not.toBe('');
    expect(description).toMatch(/^[A-Z0-9].{20,}\.$/s);
    if (type === 'alertlist') return;
    expect(targets.length).toBeGreaterThan(0);
    for (const { legendFormat } of targets) expect(legendFormat).not.toBe('');
    expect(fieldConfig.defaults.unit).not.toBe('');
    expect(fieldConfig.defaults.noValue).toEqual(expect.any(String));
  },
);

test.each(panels)(
  '%s changes only series and columns that it has',
  (_, { targets = [], fieldConfig, transformations }) => {
    const columns = Object.values(transformations?.at(-1).options.renameByName ?? {});
    const legends = targets.map(({ legendFormat }) => legendFormat);
    // Which values a label has, colors.test.mjs knows.
    const names = [...legends, ...columns, ...(legends.some((legend) => /^\{\{\w+\}\}$/.test(legend)) ? VALUES : [])];
    for (const { matcher } of fieldConfig?.overrides ?? []) {
      const pattern = new RegExp(matcher.id === 'byRegexp' ? matcher.options.slice(1, -1) : `^${matcher.options}$`);
      expect(names.filter((name) => pattern.test(name))).not.toEqual([]);
    }
  },
);

test.each(boards.map((board) => [board.title, board]))('%s is one of a family', (_, board) => {
  expect(board).toMatchObject({
    editable: false,
    timezone: 'utc',
    refresh: '30s',
    schemaVersion: 42,
    tags: ['nightshift'],
  });
  const variables = board.templating.list;
  expect(variables[0]).toMatchObject({
    name: 'datasource',
    type: 'datasource',
    current: { value: 'nightshift-prometheus' },
  });
  for (const variable of variables.filter(({ type }) => type === 'query')) {
    expect(variable).toMatchObject({ includeAll: true, allValue: '.*', multi: true, current: { value: ['$__all'] } });
  }
  expect(JSON.stringify(board)).not.toMatch(/\$\{DS_|__inputs/);
});
