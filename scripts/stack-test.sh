#!/usr/bin/env bash
# Proves that metrics, rules, alerts and dashboards work together: the whole stack on free ports, time runs
# faster by SPEED (20; 1 is real time), faults are caused and fixed. Logs stay in target/stack-test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

need_java
need_node
need_redis
need_monitoring
build
scripts/npm-install.sh monitoring

folder="$PWD/target/stack-test"
rm -rf "$folder"
lay_out_server "$folder/server-1"
lay_out_server "$folder/server-2"
lay_out_server "$folder/server-3"
# There is something left to end here only if it was killed.
end_rest() {
  [ ! -f "$folder/pids" ] || while read -r pid; do kill -KILL -- "-$pid" 2>/dev/null || true; done <"$folder/pids"
}
trap end_rest EXIT
trap 'exit 130' INT TERM HUP
cd monitoring
npx vitest run --config stack/proof.config.mjs --reporter=default --reporter=json \
  --outputFile.json=../target/vitest-stack.json "$@"
