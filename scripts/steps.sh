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

# The process of the steps that run beside those of the script, and what they say.
beside=
beside_log=

# beside LOG COMMAND: runs a command that consists of steps, and returns how many failed, beside what the script does next. It
# has a process group of its own, so that all that it starts ends with the script.
beside() {
  beside_log="$1"
  mkdir -p "$(dirname "$1")"
  set -m
  (broken=0 && "$2") >"$1" 2>&1 &
  beside=$!
  set +m
}

# Waits for the steps that run beside, shows what they said, and counts what failed.
results_beside() {
  local status=0
  wait "$beside" || status=$?
  beside=
  cat "$beside_log"
  broken=$((broken + status))
}

# For the trap EXIT.
end_beside() {
  [ -n "$beside" ] || return 0
  kill -TERM -- "-$beside" 2>/dev/null || true
  wait "$beside" 2>/dev/null || true
}

forget_results() {
  rm -rf {.,task-api}/target/{surefire,failsafe}-reports target/vitest*.json target/playwright.json target/chaos-*
}

java_format() {
  mvn -q -B --no-transfer-progress spotless:check 2>&1 | sed '/To see the full stack trace/,$d' ||
    { say "make format formats the code."; return 1; }
}

console_lint() { (cd src-ui && npm run --silent lint); }

# The rig of make chaos has no modules of its own: Biome is there.
monitoring_lint() { (cd monitoring && npx biome check --config-path=. . ../chaos); }

# The judge of the rig first: it must find each fault that it knows.
chaos_tests() {
  mkdir -p target
  node --test --test-reporter=spec --test-reporter-destination=stdout --test-reporter=junit \
    --test-reporter-destination=target/chaos-tests.xml chaos
}

chaos_short() { node chaos/run.mjs --together --size short --report target/chaos-short.json; }

# Both accept more options of vitest.
console_tests() {
  (cd src-ui && npx vitest run --reporter=default --reporter=json --outputFile.json=../target/vitest.json "$@")
}

monitoring_tests() {
  (cd monitoring && npx vitest run --reporter=default --reporter=json --outputFile.json=../target/vitest-monitoring.json "$@")
}
