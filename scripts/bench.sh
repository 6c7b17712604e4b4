#!/usr/bin/env bash
# Measures on this machine. Usage: scripts/bench.sh [bench] [arguments of bench/<bench>.mjs], where bench is one of
# drain, import, limits, rate, fairness, operations, kill-limits, kill-schedules, outage, webhooks, cost, latency, upgrade
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

bench="${1:-drain}"
[ -f "bench/$bench.mjs" ] || fail "there is no bench '$bench': drain, import, limits, rate, fairness, operations, kill-limits, kill-schedules, outage, webhooks, cost, latency or upgrade"
shift || true
need_java
need_node
need_redis
build
exec node "bench/$bench.mjs" "$@"
