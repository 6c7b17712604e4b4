// Adds up what the test runners wrote and prints "N passed, M failed". Ends with 1 if a test failed or none ran.
// usage: node scripts/count-tests.mjs [more-failures]
import { existsSync, readFileSync, readdirSync } from 'node:fs';

let passed = 0;
let failed = Number(process.argv[2] ?? 0);

const modules = ['.', 'task-api'];
for (const folder of modules.flatMap((module) => ['surefire', 'failsafe'].map((runner) => `${module}/target/${runner}-reports`))) {
  if (!existsSync(folder)) continue;
  for (const file of readdirSync(folder).filter((name) => /^TEST-.*\.xml$/.test(name))) {
    const suite = /<testsuite\b[^>]*>/.exec(readFileSync(`${folder}/${file}`, 'utf8'))[0];
    const number = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)[1]);
    const bad = number('errors') + number('failures');
    failed += bad;
    passed += number('tests') - bad - number('skipped');
  }
}
for (const file of ['target/vitest.json', 'target/vitest-monitoring.json', 'target/vitest-stack.json', 'target/chaos-short.json']) {
  if (!existsSync(file)) continue;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
}
if (existsSync('target/chaos-tests.xml')) {
  const report = readFileSync('target/chaos-tests.xml', 'utf8');
  const bad = report.match(/<failure\b/g)?.length ?? 0;
  failed += bad;
  passed += (report.match(/<testcase\b/g)?.length ?? 0) - bad;
}
if (existsSync('target/playwright.json')) {
  const { stats } = JSON.parse(readFileSync('target/playwright.json', 'utf8'));
  passed += stats.expected + stats.flaky;
  failed += stats.unexpected;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
