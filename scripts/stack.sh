#!/usr/bin/env bash
# Runs Nightshift with Redis, Prometheus, Alertmanager, the exporters, and Grafana if it is installed, all on
# loopback. Ctrl-C ends all; the data stays in ./data/stack. Ports: NIGHTSHIFT_*_PORT, see docs/operations.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

need_java
need_node
need_redis
need_monitoring
build

data="${NIGHTSHIFT_STACK_DIR:-$PWD/data/stack}"
mkdir -p "$data"
lay_out_server "$data/server"
use_credentials "$data/credentials"
exec node monitoring/stack/run.mjs "$data/server"
