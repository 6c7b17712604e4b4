#!/usr/bin/env bash
# Installs what the console is built with, unless what is there belongs to the same lock file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../src-ui"

stamp=node_modules/.installed-from
now="$(sha256sum package-lock.json)"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then
  exit 0
fi
npm ci --no-audit --no-fund --loglevel=error
echo "$now" >"$stamp"
