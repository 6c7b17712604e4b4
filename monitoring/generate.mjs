// Writes the files that are made from others: Prometheus rules of the objectives, Grafana dashboards.
// usage: node generate.mjs [--check]   with --check nothing is written and a file that differs fails
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dashboards } from './dashboards/index.mjs';
import { objectives } from './objectives/index.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Every generated file's text, by its path from the root of the project. */
export const generated = () => ({ ...objectives(root), ...dashboards(root) });

/** Paths of generated files whose text on disk is another. */
export function drifted() {
  const differs = ([path, text]) => {
    try {
      return readFileSync(join(root, path), 'utf8') !== text;
    } catch {
      return true;
    }
  };
  return Object.entries(generated())
    .filter(differs)
    .map(([path]) => path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale = drifted();
  if (process.argv.includes('--check')) {
    if (stale.length > 0) {
      console.error(`Not as generated (npm run generate): ${stale.join(', ')}`);
      process.exit(1);
    }
  } else {
    for (const path of stale) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), generated()[path]);
      console.log(`wrote ${path}`);
    }
  }
}
