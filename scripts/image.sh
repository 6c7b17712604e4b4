#!/usr/bin/env bash
# Builds the container image with the engine that is installed. IMAGE is its name, with or without a tag;
# nightshift by default. PLATFORMS, such as linux/amd64,linux/arm64, builds one image per platform under that
# name. LICENSES sets the label for licenses. LIBERTY_VERSION and LIBERTY_JAVA choose the server: by default
# liberty.version of pom.xml, with Java 17.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

image="${IMAGE:-nightshift}"
platforms="${PLATFORMS:-}"
version="$(sed -n '0,/<version>/s/.*<version>\(.*\)<\/version>.*/\1/p' pom.xml)"
revision="$(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
# Without the password that an address may have.
source="$(git remote get-url origin 2>/dev/null | sed -E 's#://[^/@]*@#://#' || true)"
liberty="${LIBERTY_VERSION:-$(property liberty.version)}"
about=(--build-arg LIBERTY_VERSION="$liberty" --build-arg VERSION="$version" --build-arg REVISION="$revision" --build-arg SOURCE="$source"
  --build-arg LICENSES="${LICENSES:-}" --label org.opencontainers.image.created="$(date -u +%Y-%m-%dT%H:%M:%SZ)")
[ -z "${LIBERTY_JAVA:-}" ] || about+=(--build-arg LIBERTY_JAVA="$LIBERTY_JAVA")
case "${image##*/}" in
  *:*) tags=(-t "$image") ;;
  *) tags=(-t "$image:$version" -t "$image:latest") ;;
esac
name="${tags[1]}"

if command -v docker >/dev/null && docker info >/dev/null 2>&1; then
  if [ -n "$platforms" ]; then
    # Pushes straight to the registry: Docker's own store might not support several platforms under one name.
    docker buildx build --platform "$platforms" "${tags[@]}" "${about[@]}" --push .
    say "Built and pushed $name for $platforms."
    exit
  fi
  docker build "${tags[@]}" "${about[@]}" .
elif command -v podman >/dev/null || command -v buildah >/dev/null; then
  engine=podman
  command -v podman >/dev/null || engine=buildah
  if [ -n "$platforms" ]; then
    # An existing list would keep its old images beside the new ones. And podman 4 does not detect its own
    # platform.
    "$engine" manifest rm "$name" >/dev/null 2>&1 || true
    here="linux/$(uname -m | sed -e 's/x86_64/amd64/' -e 's/aarch64/arm64/')"
    "$engine" build --layers --platform "$platforms" --build-arg BUILDPLATFORM="$here" --manifest "$name" "${about[@]}" .
    say "Built $name for $platforms. Push it with: $engine manifest push --all $name docker://$name"
    exit
  fi
  "$engine" build --layers "${tags[@]}" "${about[@]}" .
else
  fail "needs docker, podman or buildah to build an image"
fi
say "Built $name. Run it with: docker run -p 9080:9080 -e NIGHTSHIFT_REDIS_URL=redis://… $name"
