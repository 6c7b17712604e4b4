#!/usr/bin/env bash
# Formats the code: Java by Spotless, TypeScript and JavaScript by Biome.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

need_java
need_node
scripts/npm-install.sh src-ui
scripts/npm-install.sh monitoring

mvn -q -B --no-transfer-progress spotless:apply
(cd src-ui && npm run --silent format)
(cd monitoring && npx biome check --write)
