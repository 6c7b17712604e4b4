#!/usr/bin/env bash
# Measures on this machine: bulk submit and drain, each beside bare Redis. bench/ says how to run one alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

need_java
need_node
need_redis
build
node bench/drain.mjs "$@"
