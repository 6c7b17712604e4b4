#!/usr/bin/env bash
# What a developer needs to know after each edit, in less than three minutes: format, lint, types, and the tests that neither
# start the server nor break Redis. make test runs everything.
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

forget_results
scripts/npm-install.sh src-ui
scripts/npm-install.sh monitoring

# Tests with the tag "slow" wait for outages, restarts and failovers of Redis.
java_tests() {
  mvn -q -B --no-transfer-progress -f build/pom.xml -DexcludedGroups=slow -DskipElsewhere=true -Dmaven.test.failure.ignore=true test
}

console_types() { (cd src-ui && npx tsc --noEmit); }

typescript() {
  step "The console's types" console_types
  step "The console" console_tests
  # This file starts Prometheus, and runs promtool for half a minute.
  step "Rules and dashboards" monitoring_tests --exclude test/prometheus.test.mjs
  return "$broken"
}

trap end_beside EXIT
trap 'exit 130' INT TERM HUP

step "The format of the Java code" java_format
step "The console's code" console_lint
step "The monitoring's code" monitoring_lint
beside target/check.log typescript
step "Java without the server" java_tests
results_beside

say ""
say "Checked in $SECONDS s."
node scripts/count-tests.mjs "$broken"
