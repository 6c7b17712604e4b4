// What the tests of dashboards read.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { written } from '../../dashboards/expressions.mjs';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

export const boards = Object.values(written(root));
export const panelsOf = ({ panels }) => panels.filter(({ type }) => type !== 'row');

/** [dashboard, panel] for each panel, named for tests. */
export const panels = boards.flatMap((board) =>
  panelsOf(board).map((panel) => [`${board.title}: ${panel.title}`, panel, board]),
);

/** Every query as it is written, variables and all. */
export const queries = panels.flatMap(([name, { targets = [] }]) => targets.map(({ expr }) => [name, expr]));

/** All of Prometheus' rules. */
export const rules = readdirSync(join(root, 'prometheus/rules'))
  .flatMap((file) => parse(readFileSync(join(root, 'prometheus/rules', file), 'utf8')).groups)
  .flatMap((group) => group.rules);

/** Links of panels, values, columns and dashboards, with what they are in. */
export const links = [
  ...boards.flatMap((board) => board.links.filter(({ url }) => url).map(({ url }) => [board.title, url])),
  ...panels.flatMap(([name, { fieldConfig }]) => {
    const ofColumns = (fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
      properties.filter(({ id }) => id === 'links').flatMap(({ value }) => value),
    );
    return [...(fieldConfig?.defaults.links ?? []), ...ofColumns].map(({ url }) => [name, url]);
  }),
];
