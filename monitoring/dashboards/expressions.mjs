import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'grafana/dashboards/nightshift';

/** The dashboards as they are on disk, by file name. */
export function written(root) {
  const files = readdirSync(join(root, FOLDER)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(files.map((file) => [file, JSON.parse(readFileSync(join(root, FOLDER, file), 'utf8'))]));
}

const LABELS = /\$(namespace|queue|task)\b/g;

/** An expression as Prometheus takes it: variables stand for all, times for what is given. */
export const substituted = (expr, { rateInterval = '1m', interval = '15s', range = '1h' } = {}) =>
  expr
    .replaceAll(LABELS, '.*')
    .replaceAll('$__rate_interval', rateInterval)
    .replaceAll('$__interval', interval)
    .replaceAll('$__range', range);

/**
 * Every PromQL expression of every dashboard, annotations included, as Prometheus takes it.
 *
 * @param {string} root of the project
 * @param {{rateInterval?: string, interval?: string, range?: string}} [times]
 * @returns {{dashboard: string, panel: string, expr: string}[]} `dashboard` is its uid, `panel` a title
 */
export function expressions(root, times) {
  const found = [];
  for (const { uid, panels, annotations } of Object.values(written(root))) {
    const add = (panel, expr) => found.push({ dashboard: uid, panel, expr: substituted(expr, times) });
    for (const { title, targets = [] } of panels) {
      for (const { expr } of targets) add(title, expr);
    }
    for (const { name, target } of annotations.list) {
      if (target) add(`annotation ${name}`, target.expr);
    }
  }
  return found;
}
