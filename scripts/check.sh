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
mkdir -p target
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

# Output of the steps that ran beside the Java tests is shown after them.
typescript_results() {
  local status=0
  wait "$beside" || status=$?
  beside=
  cat target/check.log
  broken=$((broken + status))
}

beside=
trap '[ -z "$beside" ] || kill -TERM -- "-$beside" 2>/dev/null || true' EXIT

step "The format of the Java code" java_format
step "The console's code" console_lint
step "The monitoring's code" monitoring_lint
# In a process group of its own, so that everything ends with this script.
set -m
(broken=0 && typescript) >target/check.log 2>&1 &
beside=$!
set +m
step "Java without the server" java_tests
typescript_results

say ""
say "Checked in $SECONDS s."
node scripts/count-tests.mjs "$broken"
