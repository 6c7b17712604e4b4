# The steps that test.sh and check.sh share: sourced after lib.sh, not run.

# If a runner fails but none of its tests does, that counts as one failure.
broken=0

# step NAME COMMAND...: runs a command under a heading, and continues when it fails.
step() {
  say ""
  say "== $1"
  shift
  "$@" || { broken=$((broken + 1)); say "FAILED: $*"; }
}

forget_results() {
  rm -rf {.,task-api}/target/{surefire,failsafe}-reports target/vitest*.json target/playwright.json
}

java_format() {
  mvn -q -B --no-transfer-progress spotless:check 2>&1 | sed '/To see the full stack trace/,$d' ||
    { say "make format formats the code."; return 1; }
}

console_lint() { (cd src-ui && npm run --silent lint); }

monitoring_lint() { (cd monitoring && npx biome check); }

# Both accept more options of vitest.
console_tests() {
  (cd src-ui && npx vitest run --reporter=default --reporter=json --outputFile.json=../target/vitest.json "$@")
}

monitoring_tests() {
  (cd monitoring && npx vitest run --reporter=default --reporter=json --outputFile.json=../target/vitest-monitoring.json "$@")
}
