import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, rules } from '../rules/files.mjs';

test('rules use no metric of ours that is not described', () => {
  const described = readFileSync(join(ROOT, 'docs/metrics.md'), 'utf8');
  const used = rules().flatMap(({ expr }) => expr.match(/(?<![\w:])nightshift_\w+/g) ?? []);
  expect(used).not.toEqual([]);
  const known = (name) =>
    [name, name.replace(/_(bucket|count|sum)$/, '')].some((each) => described.includes(`\`${each}\``));
  expect([...new Set(used)].filter((name) => !known(name))).toEqual([]);
});
