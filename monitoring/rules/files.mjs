import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

const yamlFiles = (folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => ({ path: `${folder}/${name}`, ...parse(readFileSync(join(ROOT, folder, name), 'utf8')) }));

/** All rules of Prometheus, each with the path of its file. */
export const rules = () =>
  yamlFiles('prometheus/rules').flatMap(({ path, groups }) =>
    groups.flatMap((group) => group.rules.map((rule) => ({ path, ...rule }))),
  );

export const alerts = () => rules().filter((rule) => rule.alert);

/** All cases of the unit tests of rules, each with the path of its file. */
export const cases = () =>
  yamlFiles('prometheus/tests').flatMap(({ path, tests }) => tests.map((test) => ({ path, ...test })));
