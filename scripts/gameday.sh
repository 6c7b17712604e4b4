#!/usr/bin/env bash
# Breaks an installation of yours on purpose, measures what happens, heals it, and writes a page. What is asked for is in the
# environment: FAULT and more, see docs/gamedays.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

need_node
scripts/npm-install.sh monitoring
exec node monitoring/gameday/gameday.mjs
