#!/usr/bin/env bash
# Prints finished jobs from the archive; see --help. Needs only Java and the built application. In a checkout
# it builds the application first if it is missing; in the image it uses that of the server.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
built=/config/apps/nightshift.war/WEB-INF
if [ ! -d "$built/classes" ]; then
  built="$root/target/nightshift/WEB-INF"
  [ -d "$built/classes" ] || (cd "$root" && . scripts/lib.sh && need_java && build) >&2
fi
exec java -cp "$built/classes:$built/lib/*" nightshift.archive.ArchiveCommand "$@"
