// Fails when what a first visit must load grows past the budget: the entry and the page that is visited, with all that
// they import statically.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budgets = { js: 250 * 1024, css: 40 * 1024 };
const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));

function collect(key, into) {
  const chunk = manifest[key];
  if (into.js.has(chunk.file)) return into;
  into.js.add(chunk.file);
  for (const css of chunk.css ?? []) into.css.add(css);
  for (const next of chunk.imports ?? []) collect(next, into);
  return into;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const size = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`)).length, 0);

let failed = false;
for (const page of manifest[entry].dynamicImports) {
  const files = collect(page, collect(entry, { js: new Set(), css: new Set() }));
  const sizes = { js: size(files.js), css: size(files.css) };
  const fits = sizes.js <= budgets.js && sizes.css <= budgets.css;
  failed ||= !fits;
  const text = (kind) => `${kind} ${(sizes[kind] / 1024).toFixed(1)}`;
  console.log(`${text("js")}, ${text("css")} KiB gzip  ${page.split("/").at(-1)}${fits ? "" : "  TOO BIG"}`);
}
console.log(`Budget: js ${budgets.js / 1024}, css ${budgets.css / 1024} KiB.`);
process.exit(failed ? 1 : 0);
