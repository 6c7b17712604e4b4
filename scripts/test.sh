#!/usr/bin/env bash
# Runs all tests: Java without a server, the server on Open Liberty with a real Redis, the console, a browser against the
# whole, and measurements. Prints the number of tests at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh
. scripts/steps.sh

need_java
need_node
need_redis
need_monitoring
need_kubectl
need_package jq jq
need_package "$(command -v chromium-browser >/dev/null && echo chromium-browser || echo chromium)" chromium

# Ends the steps that still run when this script ends.
children=()
trap 'for child in "${children[@]}"; do kill -TERM "$child" 2>/dev/null || true; done' EXIT

forget_results
rm -rf target/test-data target/e2e

java_tests() {
  mvn -B --no-transfer-progress -f build/pom.xml -Dtest.http.port="$(free_port)" -Dmaven.test.failure.ignore=true verify &&
    sources >target/built-from
}

# Builds what the other steps need, before some of them run in parallel.
prepare() {
  (build)
  scripts/npm-install.sh src-ui
  scripts/npm-install.sh monitoring
}

browser_tests() {
  local port server status=0
  port="$(free_port)"
  mkdir -p target/e2e
  # The server as make run starts it, with data of its own.
  NIGHTSHIFT_HTTP_PORT="$port" NIGHTSHIFT_DATA_DIR="$PWD/target/e2e/data" NIGHTSHIFT_DEMO=true \
    NIGHTSHIFT_HTTP_ALLOW=127.0.0.0/8 NIGHTSHIFT_ADMIN_PASSWORD=only-for-tests \
    NIGHTSHIFT_ADMIN_KEY=only-for-tests-0123456789 scripts/run.sh >target/e2e/run.log 2>&1 &
  server=$!
  children+=("$server")
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
  return "$status"
}

stack_test() {
  local status=0
  wait "$stack" || status=$?
  cat target/stack-test.log
  return "$status"
}

step "What the server is known to be exposed to" scripts/exposure.sh
step "The format of the Java code" java_format
step "Java and the server" java_tests
step "The build" prepare
# It spends most of its time waiting.
scripts/stack-test.sh >target/stack-test.log 2>&1 &
stack=$!
children+=("$stack")
step "The console" console_tests
step "The console's code" console_lint
step "The console in a browser" browser_tests
step "Rules and dashboards" monitoring_tests
step "The monitoring's code" monitoring_lint
step "The whole stack" stack_test

say ""
node scripts/count-tests.mjs "$broken"
