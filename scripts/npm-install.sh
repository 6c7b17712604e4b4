#!/usr/bin/env bash
# Installs the packages of a folder, unless they were installed from the same lock file. Usage:
# scripts/npm-install.sh src-ui
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../$1"

stamp=node_modules/.installed-from
now="$(sha256sum package-lock.json)"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then
  exit 0
fi
npm ci --no-audit --no-fund --loglevel=error
echo "$now" >"$stamp"
