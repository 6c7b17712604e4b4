#!/usr/bin/env bash
# Changes each guard of the Lua scripts, one at a time, and runs the tests that evaluate it. Usage: scripts/mutants.sh [script...],
# such as claim settle. Without arguments it takes all scripts, and about an hour.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

need_java
need_redis
mvn -q -DskipTests -DskipITs -DskipUi=true test-compile
mkdir -p target/mutation
mvn -q dependency:build-classpath -Dmdep.outputFile=target/mutation/classpath -Dmdep.includeScope=test
exec java -cp "target/test-classes:target/classes:$(cat target/mutation/classpath)" nightshift.mutation.MutationRun "$@"
