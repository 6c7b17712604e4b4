#!/usr/bin/env bash
# Prints finished jobs from the archive: --help tells more. Needs only Java, and what is built: in a checkout it builds that
# first where it is missing; the image has it beside this script.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
built="$here"
if [ ! -d "$built/classes" ]; then
  built="$here/../target/nightshift/WEB-INF"
  [ -d "$built/classes" ] || (cd "$here/.." && . scripts/lib.sh && need_java && build) >&2
fi
exec java -cp "$built/classes:$built/lib/*" nightshift.work.archive.ArchiveCommand "$@"
