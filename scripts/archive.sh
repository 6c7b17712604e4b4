#!/usr/bin/env bash
# Prints finished jobs from the archive: --help tells more. Needs only Java, and what is built: in a checkout it builds that
# first where it is missing; in the image it is the server's application.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
built=/config/apps/nightshift.war/WEB-INF
if [ ! -d "$built/classes" ]; then
  built="$root/target/nightshift/WEB-INF"
  [ -d "$built/classes" ] || (cd "$root" && . scripts/lib.sh && need_java && build) >&2
fi
exec java -cp "$built/classes:$built/lib/*" nightshift.archive.ArchiveCommand "$@"
