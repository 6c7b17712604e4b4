import { panel, TABLE } from './panels.mjs';
import { plain } from './thresholds.mjs';

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {string} expr aggregated by the table's keys alone, so that rows of all columns meet
 * @property {string} [unit]
 * @property {number} [decimals]
 * @property {{color: string, value: number | null}[]} [thresholds]
 * @property {object[]} [mappings]
 * @property {object[]} [links]
 * @property {number} [width] pixels, where names are longer than usual
 */

const LEAST_WIDTH = 110;

function override({ name, unit = 'short', decimals, thresholds, mappings, links, width }) {
  const properties = [
    { id: 'unit', value: unit },
    width ? { id: 'custom.width', value: width } : { id: 'custom.minWidth', value: LEAST_WIDTH },
    { id: 'noValue', value: '–' },
  ];
  if (decimals !== undefined) properties.push({ id: 'decimals', value: decimals });
  if (mappings) properties.push({ id: 'mappings', value: mappings });
  if (links) properties.push({ id: 'links', value: links });
  if (thresholds) {
    properties.push({ id: 'thresholds', value: { mode: 'absolute', steps: thresholds } });
    properties.push({ id: 'custom.cellOptions', value: { type: 'color-text' } });
  }
  return { matcher: { id: 'byName', options: name }, properties };
}

/**
 * A row per combination of the keys, a column per query.
 *
 * @param {object} spec
 * @param {string} spec.title
 * @param {string} spec.description
 * @param {Record<string, {name: string, links?: object[], width?: number}>} spec.keys label to column
 * @param {Column[]} spec.columns
 * @param {string} spec.sortBy name of a column, largest first
 * @param {boolean} [spec.ascending] smallest first instead
 * @param {string} [spec.noValue] instead of the whole table; a single cell without a value has a dash
 */
export function table({ title, description, keys, columns, sortBy, ascending = false, noValue = 'nothing yet' }) {
  const spec = {
    title,
    description,
    noValue,
    unit: 'short',
    thresholds: plain,
    queries: columns.map(({ expr, name }) => [expr, name]),
    overrides: [...Object.values(keys).map((key) => override({ ...key, unit: 'string' })), ...columns.map(override)],
  };
  const made = panel('table', spec, {
    query: TABLE,
    color: { mode: 'thresholds' },
    custom: { align: 'auto', cellOptions: { type: 'auto' }, inspect: false, filterable: false },
    options: { showHeader: true, frameIndex: 0, cellHeight: 'sm', sortBy: [{ displayName: sortBy, desc: !ascending }] },
  });
  // Grafana calls the column of a query that has the only answer "Value", without its letter.
  const named = made.targets.map(({ refId }, index) => [`Value #${refId}`, columns[index].name]);
  const renamed = Object.fromEntries([
    ...Object.entries(keys).map(([label, { name }]) => [label, name]),
    ...named,
    ['Value', columns[0].name],
  ]);
  const order = [...Object.keys(keys), ...named.map(([field]) => field)];
  made.transformations = [
    { id: 'merge', options: {} },
    {
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: Object.fromEntries(order.map((field, index) => [field, index])),
        renameByName: renamed,
      },
    },
  ];
  return made;
}
