import { annotations } from './annotations.mjs';
import { topLinks } from './links.mjs';
import { consoleVariable, dataSourceVariable, labels } from './variables.mjs';

const COLUMNS = 24;

/** A row of panels that are `height` high; each is [width, panel], and a panel that no longer fits starts a new line. */
export const row = (title, height, ...panels) => ({ title, height, panels });

/** Places rows of panels on the grid, top down, and numbers them. */
export function laidOut(rows) {
  const placed = [];
  let y = 0;
  const place = (panel, gridPos) => placed.push({ id: placed.length + 1, ...panel, gridPos });
  for (const { title, height, panels } of rows) {
    place({ type: 'row', title, collapsed: false, panels: [] }, { x: 0, y, w: COLUMNS, h: 1 });
    y += 1;
    let x = 0;
    for (const [w, panel] of panels) {
      if (x + w > COLUMNS) {
        x = 0;
        y += height;
      }
      place(panel, { x, y, w, h: height });
      x += w;
    }
    y += height;
  }
  return placed;
}

/**
 * A dashboard in Grafana's classic model.
 *
 * @param {object} spec
 * @param {string} spec.uid
 * @param {string} spec.title
 * @param {string} spec.description
 * @param {('namespace' | 'namespaceOfTargets' | 'queue' | 'task')[]} spec.variables
 * @param {ReturnType<typeof row>[]} spec.rows
 * @param {string} [spec.from] start of the time range
 */
export const dashboard = ({ uid, title, description, variables, rows, from = 'now-3h' }) => ({
  uid,
  title,
  description,
  tags: ['nightshift'],
  schemaVersion: 42,
  version: 1,
  editable: false,
  timezone: 'utc',
  refresh: '30s',
  time: { from, to: 'now' },
  graphTooltip: 1,
  fiscalYearStartMonth: 0,
  links: topLinks,
  annotations: { list: annotations },
  templating: { list: [dataSourceVariable, ...variables.map((name) => labels[name]), consoleVariable] },
  panels: laidOut(rows),
});
