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

trap end_beside EXIT
trap 'exit 130' INT TERM HUP

forget_results
rm -rf target/e2e

# Builds what all other steps need, so that none of them builds it while another uses it.
prepare() { (build) && scripts/npm-install.sh src-ui && scripts/npm-install.sh monitoring; }

# The WAR is there, and servers of other steps run it.
java_tests() {
  mvn -B --no-transfer-progress -f build/pom.xml -Dmaven.war.skip=true -Dmaven.test.failure.ignore=true verify
}

browser_tests() {
  local port server status=0
  port="$(free_port)"
  mkdir -p target/e2e
  # The server as make run starts it, with data of its own. It lives too shortly for the second compiler of the JVM to pay off.
  NIGHTSHIFT_HTTP_PORT="$port" NIGHTSHIFT_DATA_DIR="$PWD/target/e2e/data" NIGHTSHIFT_DEMO=true \
    JVM_ARGS=-XX:TieredStopAtLevel=1 NIGHTSHIFT_HTTP_ALLOW=127.0.0.0/8 NIGHTSHIFT_ADMIN_PASSWORD=only-for-tests \
    NIGHTSHIFT_ADMIN_KEY=only-for-tests-0123456789 scripts/run.sh >target/e2e/run.log 2>&1 &
  server=$!
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

# All that is not Java. Like the tests of the server, it mostly waits, so the two share the processors.
others() {
  step "The console" console_tests
  step "The console's code" console_lint
  step "Rules and dashboards" monitoring_tests
  step "The monitoring's code" monitoring_lint
  step "The judge of the proof" chaos_tests
  step "Nothing is lost" chaos_short
  step "The whole stack" scripts/stack-test.sh
  step "The console in a browser" browser_tests
  return "$broken"
}

step "What the server is known to be exposed to" scripts/exposure.sh
step "The format of the Java code" java_format
step "The build" prepare
beside target/test.log others
step "Java and the server" java_tests
results_beside

say ""
say "Tested in $SECONDS s."
node scripts/count-tests.mjs "$broken"
