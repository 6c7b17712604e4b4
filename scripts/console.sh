#!/usr/bin/env bash
# Builds the console into src-ui/dist, unless it was already built from the same sources. With SKIP_UI=true it
# only makes sure that the folder exists, because the WAR is packed from it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p src-ui/dist
if [ "${SKIP_UI:-}" != "" ] && [ "$SKIP_UI" != false ] || [ ! -f src-ui/package.json ]; then
  exit 0
fi
cd src-ui

sources() {
  find . ../docs/runbooks.md \( -name node_modules -o -name dist -o -name e2e -o -name test-results -o -name playwright-report \) -prune \
    -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}

stamp=dist/.built-from
now="$(sources)"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then
  exit 0
fi

../scripts/npm-install.sh src-ui
npm run --silent build
echo "$now" >"$stamp"
