#!/usr/bin/env bash
# Gives what make stack started something to do, until Ctrl-C. Usage:
# scripts/demo.sh [--minutes N] [--scenario failures]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

need_node
exec node monitoring/stack/demo.mjs "$@"
