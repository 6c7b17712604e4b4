#!/usr/bin/env bash
# Does harm to a running installation and proves that nothing is lost. Usage: scripts/chaos.sh [scenario...] [--size full|short]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

need_java
need_node
need_redis
build
exec node chaos/run.mjs "$@"
