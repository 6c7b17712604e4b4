import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { expressions, substituted } from '../../dashboards/expressions.mjs';
import { limits } from '../../dashboards/thresholds.mjs';
import { summedClusterGauges } from '../../rules/cluster-gauges.mjs';
import { boards, queries, root, rules } from './dashboards.mjs';
import { family, metrics, selectors } from './promql.mjs';

const annotations = boards.flatMap(({ title, annotations: { list } }) =>
  list.filter(({ target }) => target).map(({ name, target }) => [`${title}: ${name}`, target.expr]),
);
const all = [...queries, ...annotations];
const read = new Set(all.flatMap(([, expr]) => metrics(expr)));
const readByRules = new Set(rules.flatMap(({ expr }) => metrics(expr)));

test('what all servers show alike is never added up', () => {
  const wrong = all.filter(([, expr]) => summedClusterGauges(expr).length > 0);
  expect(wrong).toEqual([]);
});

test('of several namespaces the budget that is least shows', () => {
  const ofBudgets = all.filter(([, expr]) => expr.includes('slo:error_budget_remaining:ratio'));
  expect(ofBudgets).not.toEqual([]);
  expect(ofBudgets.filter(([, expr]) => !/^(sort\()?min by/.test(expr))).toEqual([]);
});

test('quantiles are of summed buckets', () => {
  const wrong = all.filter(
    ([, expr]) => /histogram_quantile|_bucket/.test(expr) && !/sum by \(le[),]/.test(expr) && !/slo:/.test(expr),
  );
  expect(wrong).toEqual([]);
  for (const [, expr] of all.filter(([, expr]) => expr.includes('histogram_quantile'))) {
    expect(expr).toMatch(
      /histogram_quantile\([\d.]+, sum by \(le[^)]*\) \(rate\(\w+_bucket\{[^}]*\}\[\$__rate_interval\]\)\)\)/,
    );
  }
});

test("windows follow the dashboard's resolution or its range", () => {
  const windows = new Set(all.flatMap(([, expr]) => [...expr.matchAll(/\[([^\]]*)\]/g)].map(([, window]) => window)));
  expect([...windows].sort()).toEqual(['$__range', '$__rate_interval']);
});

test('every selector holds the namespace', () => {
  const without = all.filter(
    ([, expr]) =>
      !expr.includes('Watchdog",alertstate') &&
      selectors(expr).some((text) => !text.includes('namespace=~"$namespace')),
  );
  expect(without).toEqual([]);
  const bare = all.filter(([, expr]) => metrics(expr).some((name) => !expr.includes(`${name}{`)));
  expect(bare).toEqual([]);
});

test('metrics of Open Liberty are those of our servers', () => {
  const names = recorded('liberty');
  for (const [name, expr] of all) {
    if (metrics(expr).some((metric) => names.has(family(metric)) || names.has(metric)))
      expect([name, expr]).toEqual([name, expect.stringContaining('job="nightshift"')]);
  }
});

const folder = fileURLToPath(new URL('metrics', import.meta.url));
const recorded = (file) =>
  new Set(
    readFileSync(join(folder, `${file}.txt`), 'utf8')
      .trim()
      .split('\n'),
  );
const ofOthers = new Set(readdirSync(folder).flatMap((file) => [...recorded(file.replace('.txt', ''))]));
const documented = new Set(
  [...readFileSync(join(root, 'docs/metrics.md'), 'utf8').matchAll(/^\|[^|]*\|/gm)].flatMap(([cell]) =>
    [...cell.matchAll(/`(nightshift_\w+)`/g)].map(([, name]) => name),
  ),
);
const records = new Set(rules.flatMap(({ record }) => record ?? []));

const known = (name) =>
  [name, family(name)].some((text) => documented.has(text) || ofOthers.has(text) || records.has(text));

test('every metric and recorded series that is read exists', () => {
  expect([...read].filter((name) => !known(name))).toEqual([]);
});

// Documented, but on no dashboard and in no rule.
const ELSEWHERE = {};

test('every metric of ours is on a dashboard or in a rule', () => {
  const used = new Set([...read, ...readByRules].flatMap((name) => [name, family(name)]));
  expect([...documented].filter((name) => !used.has(name) && !(name in ELSEWHERE))).toEqual([]);
});

test.each(Object.entries(limits))('limit %s is that of its alert', (_, { alert, value }) => {
  const exprs = rules.filter((rule) => rule.alert === alert).map(({ expr }) => expr);
  expect(exprs.join('\n')).toMatch(new RegExp(`(?<![\\d.])${String(value).replace('.', '\\.')}(?![\\d.])`));
});

test('expressions are given out as Prometheus takes them', () => {
  expect(substituted('rate(a{q=~"$queue"}[$__rate_interval]) + b[$__range]', { range: '6h' })).toBe(
    'rate(a{q=~".*"}[1m]) + b[6h]',
  );
  const given = expressions(root);
  expect(given.length).toBe(all.length);
  expect(given.filter(({ expr }) => expr.includes('$'))).toEqual([]);
});
