#!/usr/bin/env bash
# Run this once before you add components/hpa or components/keda to an installation that runs. kubectl remembers that it set
# the number of workers. The overlay with an autoscaler no longer names that number, so kubectl would
# remove it, which sets it to 1. This makes kubectl forget the number: it stays, and from then on only the
# autoscaler changes it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../scripts/lib.sh"

kubectl="$(command -v kubectl || command -v oc)" || fail "needs kubectl or oc on the PATH"
worker="$("$kubectl" apply view-last-applied -n nightshift deployment/nightshift-worker -o yaml)"
printf '%s\n' "$worker" | sed '/^  replicas:/d' | "$kubectl" apply set-last-applied -n nightshift -f -
