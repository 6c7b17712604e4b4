#!/usr/bin/env bash
# Runs all tests: Java without a server, the server on Open Liberty with a real Redis, the console, and a browser against
# the whole. Ends with their count.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

need_java
need_node
need_redis
need_kubectl
need_package "$(command -v chromium-browser >/dev/null && echo chromium-browser || echo chromium)" chromium

# Some free port; by chance, so that two runs on one machine do not choose the same.
free_port() {
  local port
  while port=$((20000 + RANDOM % 10000)) && port_taken "$port"; do :; done
  printf '%s' "$port"
}

# A runner that fails counts as one more failure where its own tests do not tell it.
broken=0
step() {
  say ""
  say "== $1"
  shift
  "$@" || { broken=$((broken + 1)); say "FAILED: $*"; }
}

rm -rf target/surefire-reports target/failsafe-reports target/vitest.json target/playwright.json target/test-data target/e2e

java_tests() {
  mvn -B --no-transfer-progress -Dtest.http.port="$(free_port)" -Dmaven.test.failure.ignore=true verify \
    liberty:install-server
}

console_tests() {
  scripts/console-install.sh
  (cd src-ui && npx vitest run --reporter=default --reporter=json --outputFile.json=../target/vitest.json)
}

console_lint() { (cd src-ui && npm run --silent lint); }

browser_tests() {
  local port server status=0
  port="$(free_port)"
  mkdir -p target/e2e
  # The server as make run starts it, with data of its own.
  NIGHTSHIFT_HTTP_PORT="$port" NIGHTSHIFT_DATA_DIR="$PWD/target/e2e/data" NIGHTSHIFT_DEMO=true \
    NIGHTSHIFT_HTTP_ALLOW=127.0.0.0/8 NIGHTSHIFT_ADMIN_PASSWORD=only-for-tests \
    NIGHTSHIFT_ADMIN_KEY=only-for-tests-0123456789 scripts/run.sh >target/e2e/run.log 2>&1 &
  server=$!
  trap 'kill -TERM "$server" 2>/dev/null || true' EXIT
  until grep -q "Nightshift is ready" target/e2e/run.log; do
    kill -0 "$server" 2>/dev/null || { cat target/e2e/run.log; return 1; }
    sleep 0.5
  done
  (cd src-ui && NIGHTSHIFT_URL="http://localhost:$port" NIGHTSHIFT_USER=admin NIGHTSHIFT_PASSWORD=only-for-tests \
    NIGHTSHIFT_KEY=only-for-tests-0123456789 NIGHTSHIFT_ADMIN_PASSWORD=only-for-tests \
    NIGHTSHIFT_ADMIN_KEY=only-for-tests-0123456789 CHROMIUM="$(command -v chromium || command -v chromium-browser)" \
    PLAYWRIGHT_JSON_OUTPUT_NAME="$PWD/../target/playwright.json" npx playwright test --reporter=list,json) || status=$?
  kill -TERM "$server"
  wait "$server" || status=1
  trap - EXIT
  return "$status"
}

step "Java and the server" java_tests
if [ -f src-ui/package.json ]; then
  step "The console" console_tests
  step "The console's code" console_lint
  [ ! -d src-ui/e2e ] || step "The console in a browser" browser_tests
fi

say ""
exec node scripts/count-tests.mjs "$broken"
