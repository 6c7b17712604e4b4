#!/usr/bin/env bash
# Builds the container image with whichever engine is there. IMAGE names it, with a tag or without; nightshift by default.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

image="${IMAGE:-nightshift}"
version="$(sed -n '0,/<version>/s/.*<version>\(.*\)<\/version>.*/\1/p' pom.xml)"
revision="$(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
case "${image##*/}" in
  *:*) tags=(-t "$image") ;;
  *) tags=(-t "$image:$version" -t "$image:latest") ;;
esac
if command -v docker >/dev/null && docker info >/dev/null 2>&1; then
  docker build "${tags[@]}" --build-arg VERSION="$version" --build-arg REVISION="$revision" .
elif command -v podman >/dev/null; then
  podman build "${tags[@]}" --build-arg VERSION="$version" --build-arg REVISION="$revision" .
elif command -v buildah >/dev/null; then
  buildah bud --layers "${tags[@]}" --build-arg VERSION="$version" --build-arg REVISION="$revision" .
else
  fail "needs docker, podman or buildah to build an image"
fi
say "Built ${tags[1]}. Run it with: docker run -p 9080:9080 -e NIGHTSHIFT_REDIS_URL=redis://… ${tags[1]}"
