// The PromQL of dashboards.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Grafana would put in the place of its variables: everything, of the last hour. */
const VARIABLES = { __rate_interval: '1m', __interval: '15s', __range: '1h', __range_s: '3600' };
const withValues = (expr) => expr.replace(/\$\{?(\w+)(?::\w+)?\}?/g, (_, name) => VARIABLES[name] ?? '.*');

/** Every query of panels and annotations of the dashboards in a folder: {expr, user}. */
export function panelsIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const board = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      const panels = board.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
      const queries = [
        ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ expr, title }))),
        ...(board.annotations?.list ?? []).map(({ name: title, target }) => ({ expr: target?.expr, title })),
      ];
      return queries
        .filter(({ expr }) => expr)
        .map(({ expr, title }) => ({ expr: withValues(expr), user: `${board.title}: ${title}` }));
    });
}
