#!/usr/bin/env bash
# Builds what has changed and runs Nightshift in the foreground, with a redis-server of its own unless
# NIGHTSHIFT_REDIS_URL says where one is. Ctrl-C stops all that it started; the data stays in ./data.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

port="${NIGHTSHIFT_HTTP_PORT:-9080}"
data="${NIGHTSHIFT_DATA_DIR:-$PWD/data}"
logs="$data/logs"
log="$logs/messages.log"

need_java
need_node
[ -n "${NIGHTSHIFT_REDIS_URL:-}" ] || need_redis
! port_taken "$port" ||
  fail "port $port is in use: stop what uses it, or choose another, such as NIGHTSHIFT_HTTP_PORT=9081 make run"
build

lay_out_server target/run
mkdir -p "$logs"
use_credentials "$data/credentials"

export NIGHTSHIFT_HTTP_PORT="$port" NIGHTSHIFT_DATA_DIR="$data"
export WLP_USER_DIR="$PWD/target/run" LOG_DIR="$logs" CONSOLE_LOG_LEVEL="${CONSOLE_LOG_LEVEL:-ERROR}"
[ ! -f "$log" ] || mv "$log" "$logs/messages.before.log"

pid=
stopping=
stop() {
  [ -z "$stopping" ] || return 0
  stopping=yes
  say ""
  say "Stopping: running jobs may end first ..."
  # Until it is in the list of processes, there is nothing to stop.
  [ -z "$pid" ] || kill -TERM "$pid" 2>/dev/null || true
}
trap stop INT TERM HUP

started=$SECONDS
say "Starting ..."
# In the background, so that Ctrl-C does not reach it: this script stops it, once.
target/liberty/wlp/bin/server run nightshift >"$logs/console.log" 2>&1 </dev/null &
pid=$!
[ -z "$stopping" ] || kill -TERM "$pid" 2>/dev/null || true

ended() {
  local status=0
  while kill -0 "$pid" 2>/dev/null; do
    wait "$pid" || status=$?
  done
  wait "$pid" 2>/dev/null || status=$?
  if [ -n "$stopping" ]; then
    say "Stopped."
    exit 0
  fi
  say "The server ended with status $status. Its last errors:" >&2
  errors >&2
  say "The whole log: $log" >&2
  exit 1
}

errors() {
  { cat "$log" "$logs/console.log" 2>/dev/null || true; } |
    sed -n -E '/"loglevel":"(SEVERE|ERROR|FATAL)"/s/.*"message":"(([^"\\]|\\.)*)".*/  \1/p; /^\[ERROR|^Error|^CWWKE/p' |
    sed -E 's/\\n.*//; s#\\/#/#g; s/\\"/"/g' | sort -u | tail -n 5
}

until curl -fsS -o /dev/null --max-time 5 "http://localhost:$port/health/ready" 2>/dev/null; do
  kill -0 "$pid" 2>/dev/null && [ -z "$stopping" ] || ended
  if [ $((SECONDS - started)) -gt 180 ]; then
    say "The server is not ready after three minutes. Its errors so far:" >&2
    errors >&2
    say "The whole log: $log" >&2
    stop
    ended
  fi
  sleep 0.3
done

cat <<END

Nightshift is ready, after $((SECONDS - started)) s.

  Console   http://localhost:$port
  Sign in   admin / $NIGHTSHIFT_ADMIN_PASSWORD
  API key   $NIGHTSHIFT_ADMIN_KEY
  Data      $data (log: logs/messages.log)

A first job:

  curl -s http://localhost:$port/api/v1/jobs \\
    -H 'Authorization: Bearer $NIGHTSHIFT_ADMIN_KEY' -H 'Content-Type: application/json' \\
    -d '{"task": "http.request", "args": {"url": "https://example.com"}}'

Ctrl-C stops it.
END
ended
