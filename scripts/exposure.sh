#!/usr/bin/env bash
# Prints which published vulnerabilities the Open Liberty in use has, by the table in docs/security.md. Fails
# if the table does not cover that version. LIBERTY_VERSION checks a version other than that of pom.xml.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

table=docs/security.md
version="${LIBERTY_VERSION:-$(property liberty.version)}"

# within VERSION FROM THROUGH: both ends belong to it.
within() { [ "$(printf '%s\n' "$@" | sort -V | sed -n 2p)" = "$1" ]; }

covered="$(sed -n -E 's/^The table covers Open Liberty ([0-9.]+) to ([0-9.]+)\.$/\1 \2/p' "$table")"
read -r first last <<<"$covered"
[ -n "${last:-}" ] || fail "$table does not say which versions of Open Liberty its table covers"
within "$version" "$first" "$last" || fail "the table in $table covers Open Liberty $first to $last, and not $version: \
read the advisories, add what is missing, and raise the version above the table"

exposed=()
off=0
rows=0
while IFS='|' read -r _ advisory from through feature what _; do
  rows=$((rows + 1))
  within "$version" "$from" "$through" || continue
  if [ "$feature" = - ]; then
    exposed+=("$advisory (through $through): $what")
  elif grep -qF "<feature>$feature</feature>" server-config/server.xml; then
    exposed+=("$advisory ($feature, through $through): $what")
  else
    off=$((off + 1))
  fi
done < <(sed -n -E '/^\| advisory/,/^$/{ /^\| (advisory|-)/d; s/ *\| */|/g; /^\|.+\|$/p; }' "$table" | grep -v '^|-')
[ "$rows" -gt 0 ] || fail "$table has no table of advisories"

if [ "${#exposed[@]}" = 0 ]; then
  say "Open Liberty $version is not known to be exposed to anything: no row of $table applies."
else
  say "Open Liberty $version is known to be exposed to:"
  printf '  %s\n' "${exposed[@]}"
fi
say "$off more rows would apply if their features were on. $table says what to put in front, and how to use a newer version."
