#!/usr/bin/env bash
# The development loop: Open Liberty applies each change of a Java file or of server.xml within seconds.
# Beside it, `npm run dev` in src-ui serves the console with its own changes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

need_java
[ -n "${NIGHTSHIFT_REDIS_URL:-}" ] || need_redis
port="${NIGHTSHIFT_HTTP_PORT:-9080}"
! port_taken "$port" || fail "port $port is in use: stop what uses it, or set NIGHTSHIFT_HTTP_PORT"

export NIGHTSHIFT_DATA_DIR="${NIGHTSHIFT_DATA_DIR:-$PWD/data}" NIGHTSHIFT_DEMO="${NIGHTSHIFT_DEMO:-true}"
export NIGHTSHIFT_ADMIN_PASSWORD="${NIGHTSHIFT_ADMIN_PASSWORD:-nightshift}"
export NIGHTSHIFT_ADMIN_KEY="${NIGHTSHIFT_ADMIN_KEY:-key-for-development-only}"
say "http://localhost:$port  sign in: admin / $NIGHTSHIFT_ADMIN_PASSWORD  API key: $NIGHTSHIFT_ADMIN_KEY"
say "The console with live changes: cd src-ui && npm run dev"
exec mvn -B --no-transfer-progress -DskipUi liberty:dev
