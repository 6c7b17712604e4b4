import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { branches } from '../branches.mjs';
import { boards, links, panels, root, rules } from './dashboards.mjs';

const CONSOLE = `$${'{console:raw}'}`;

const byUid = Object.fromEntries(boards.map((board) => [board.uid, board]));
const variablesOf = (uid) => byUid[uid]?.templating.list.map(({ name }) => name);

/** Dashboards or variables that a link names and that are not there. */
function missing(url) {
  const uid = url.match(/\/d\/([\w-]+)/)?.[1];
  const names = [...url.matchAll(/[?&]var-([\w-]+)=/g)].map(([, name]) => name);
  return variablesOf(uid) ? names.filter((name) => !variablesOf(uid).includes(name)) : [uid];
}

const toDashboards = links.filter(([, url]) => url.startsWith('/d/'));
const toConsole = links
  .filter(([, url]) => url.startsWith(CONSOLE))
  .map(([name, url]) => [name, url.slice(CONSOLE.length)]);

test('links lead to dashboards of ours or into the console', () => {
  expect(toDashboards.length).toBeGreaterThan(10);
  expect(toConsole.length).toBeGreaterThan(10);
  expect(toDashboards.length + toConsole.length).toBe(links.length);
});

test('dashboards and variables that links name are there', () => {
  expect(toDashboards.filter(([, url]) => missing(url).length > 0)).toEqual([]);
});

test('so are those that alerts name', () => {
  const urls = rules.flatMap(({ annotations }) => branches(annotations?.dashboard_url ?? '')).filter(Boolean);
  expect(urls.length).toBeGreaterThan(10);
  expect(urls.filter((url) => missing(url).length > 0)).toEqual([]);
});

test('the board about the monitoring knows the namespaces of all targets', () => {
  const [namespace] = byUid['nightshift-monitoring'].templating.list.filter(({ name }) => name === 'namespace');
  expect(namespace.query).toBe('label_values(up, namespace)');
});

const routes = [...readFileSync(join(root, 'src-ui/src/app/router.tsx'), 'utf8').matchAll(/path: "(\/[^"]*)"/g)]
  .map(([, path]) => path)
  .filter((path) => path !== '/sign-in')
  .concat('/failures'); // redundant as soon as the router has it
const pattern = (route) => new RegExp(`^${route.replaceAll(/\$\w+/g, '[^/]+')}$`);

test.each(toConsole)('%s links to a page of the console: %s', (_, url) => {
  const { pathname, searchParams } = new URL(url.replaceAll(/\$\{[^}]*\}/g, 'x'), 'http://console');
  expect(routes.filter((route) => pattern(route).test(pathname))).not.toEqual([]);
  const known = ['queue', 'task', 'state', 'createdAfter', 'createdBefore'];
  expect([...searchParams.keys()].filter((name) => !known.includes(name))).toEqual([]);
});

test('links of a row name columns that the table has, links of a series labels that it has', () => {
  for (const [name, { fieldConfig, transformations, targets }] of panels.filter(
    ([, { type }]) => type !== 'alertlist',
  )) {
    const text = JSON.stringify(fieldConfig);
    const columns = Object.values(transformations?.at(-1).options.renameByName ?? {});
    const asked = [...text.matchAll(/__data\.fields\[\\"([^\\]*)\\"\]/g)].map(([, column]) => column);
    expect([name, asked.filter((column) => !columns.includes(column))]).toEqual([name, []]);
    for (const [, label] of text.matchAll(/__field\.labels\.(\w+)/g)) {
      expect([name, targets.filter(({ expr }) => !new RegExp(`by \\([^)]*\\b${label}\\b`).test(expr))]).toEqual([
        name,
        [],
      ]);
    }
  }
});
