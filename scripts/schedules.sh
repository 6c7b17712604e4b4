#!/usr/bin/env bash
# Makes schedules of a crontab: prints them, or puts them into an installation. Needs Node. See --help.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
. "$here/lib.sh"
need_node
exec node "$here/schedules.mjs" "$@"
