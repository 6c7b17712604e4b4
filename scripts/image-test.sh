#!/usr/bin/env bash
# Builds the Dockerfile and runs what it makes, under the rules of a restricted Kubernetes pod: a user id that nobody chose,
# no capabilities, a read-only root. Registries are not asked: the three base images are stood in for by a small Debian with
# the built console, WAR and Open Liberty in the places where the real ones have them. So the download of features and the
# official images themselves are not tried here. Needs root, buildah, podman and runc.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

[ "$(id -u)" = 0 ] || fail "needs root, to make the file system of the base image"
need_java
need_node
need_redis
need_package debootstrap debootstrap
need_package buildah buildah
need_package podman podman
need_package runc runc
build

work="$PWD/target/image-test"
base=localhost/nightshift-test/debian:bookworm
image=localhost/nightshift-test/nightshift:test
container="nightshift-test-$$"
grace=5
mkdir -p "$work"

# runc, the host's network and low limits work on machines where a container engine's defaults do not.
export CONTAINERS_CONF="$work/containers.conf"
cat >"$CONTAINERS_CONF" <<'END'
[containers]
default_ulimits=["nofile=20000:20000","nproc=4096:4096"]
netns="host"
[engine]
cgroup_manager="cgroupfs"
events_logger="file"
runtime="runc"
END

redis=
cleanup() {
  podman rm -f "$container" >/dev/null 2>&1 || true
  [ -z "$redis" ] || kill "$redis" 2>/dev/null || true
  rm -rf "$work/standin" "$work/redis"
}
trap cleanup EXIT

# The base image that a stage of the Dockerfile names.
from() { sed -n -E "s/^FROM ([^ ]+)$1\$/\\1/p" Dockerfile; }

stand_in() { # stand_in NAME: from target/image-test/standin, with the Dockerfile on standard input
  buildah bud -q --isolation chroot --pull-never -t "$1" -f - "$work/standin" >/dev/null
}

if ! podman image exists "$base"; then
  say "Making the file system of a small Debian ..."
  debootstrap --variant=minbase --include=openjdk-17-jre-headless bookworm "$work/debian" \
    "$(sed -n -E 's/^(deb|URIs:) ?(\[[^]]*\] )?(http[^ ]+).*/\3/p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)" \
    >"$work/debootstrap.log" 2>&1 || { tail -n 5 "$work/debootstrap.log"; fail "debootstrap failed"; }
  tar -C "$work/debian" -cf - . | podman import -q -c 'ENV PATH=/usr/local/bin:/usr/bin:/bin' - "$base" >/dev/null
  rm -rf "$work/debian"
fi

say "Standing in for the base images ..."
rm -rf "$work/standin"
mkdir -p "$work/standin"
cp -r src-ui/dist "$work/standin/dist"
cp target/nightshift.war "$work/standin/"
cp -r target/liberty/wlp "$work/standin/wlp"
rm -rf "$work/standin/wlp/usr"
stand_in "$(from ' AS console')" <<END
FROM $base
COPY dist /standin/dist
RUN printf '#!/bin/sh\nset -e\ntest -f package-lock.json\ncase "\$*" in "run build") test -d src; cp -r /standin/dist dist;; esac\n' >/usr/local/bin/npm && chmod +x /usr/local/bin/npm
END
stand_in "$(from ' AS war')" <<END
FROM $base
COPY nightshift.war /standin/
RUN printf '#!/bin/sh\nset -e\ntest -f pom.xml\ncase "\$*" in *package*) test -d src/main/java; test -f src-ui/dist/index.html; mkdir -p target; cp /standin/nightshift.war target/;; esac\n' >/usr/local/bin/mvn && chmod +x /usr/local/bin/mvn
END
stand_in "$(from '')" <<END
FROM $base
COPY wlp /opt/ol/wlp
RUN for tool in features.sh configure.sh; do printf '#!/bin/sh\nexit 0\n' >/usr/local/bin/\$tool; chmod +x /usr/local/bin/\$tool; done; mkdir -p /opt/ol/wlp/usr/servers/defaultServer /opt/ol/wlp/output /logs && ln -s /opt/ol/wlp/usr/servers/defaultServer /config && useradd -u 1001 -g 0 default && chown -R 1001:0 /opt/ol/wlp/usr /opt/ol/wlp/output /logs && chmod -R g+rwX /opt/ol/wlp/usr /opt/ol/wlp/output /logs
ENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64 WLP_OUTPUT_DIR=/opt/ol/wlp/output LOG_DIR=/logs PATH=/opt/ol/wlp/bin:/usr/local/bin:/usr/bin:/bin
USER 1001
CMD ["/opt/ol/wlp/bin/server", "run", "defaultServer"]
END
rm -rf "$work/standin"

say "Building the image ..."
buildah bud -q --isolation chroot --pull-never --build-arg VERSION=test -t "$image" . >/dev/null

free_port() {
  local port
  while port=$((20000 + RANDOM % 10000)) && port_taken "$port"; do :; done
  printf '%s' "$port"
}
redis_port="$(free_port)"
http_port="$(free_port)"
mkdir -p "$work/redis"
redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly yes --dir "$work/redis" >/dev/null &
redis=$!

say "Running it as user 1000650000 with a read-only root ..."
started=$SECONDS
podman run -d --name "$container" --user 1000650000:0 --cap-drop=ALL --security-opt no-new-privileges \
  --read-only --read-only-tmpfs=false \
  --tmpfs /opt/ol/wlp/output:rw,mode=0777,notmpcopyup --tmpfs /logs:rw,mode=0777,notmpcopyup --tmpfs /tmp:rw,mode=1777 \
  -e NIGHTSHIFT_REDIS_URL="redis://127.0.0.1:$redis_port" -e NIGHTSHIFT_HTTP_HOST=127.0.0.1 \
  -e NIGHTSHIFT_HTTP_PORT="$http_port" -e NIGHTSHIFT_DEMO=true -e NIGHTSHIFT_DRAIN_GRACE="PT${grace}S" \
  -e NIGHTSHIFT_ADMIN_PASSWORD=only-for-this-test -e NIGHTSHIFT_ADMIN_KEY=only-for-this-test-0123 "$image" >/dev/null

url="http://127.0.0.1:$http_port"
until curl -fs -o /dev/null --max-time 2 "$url/health/ready"; do
  [ $((SECONDS - started)) -lt 120 ] || { podman logs "$container" | tail -n 20; fail "not ready within two minutes"; }
  sleep 0.3
done
ready=$((SECONDS - started))

api() { curl -fsS --max-time 30 -H 'Authorization: Bearer only-for-this-test-0123' -H 'Content-Type: application/json' "$@"; }
state() { api "$url/api/v1/jobs/$1$2" | sed -E 's/.*"state":"([A-Z]+)".*/\1/'; }
submit() { api "$url/api/v1/jobs" -d "$1" | sed -E 's/.*"id":"([0-9a-f-]+)".*/\1/'; }
expect() { [ "$2" = "$3" ] || fail "$1: expected $3, got $2"; }

expect "a job" "$(state "$(submit '{"task": "demo.echo", "args": {"value": 1}}')" '?wait=PT20S')" SUCCEEDED
expect "the console" "$(curl -fsS "$url/" | grep -c '<div id="root">')" 1
short="$(submit '{"task": "demo.sleep", "args": {"duration": "PT3S"}}')"
long="$(submit '{"task": "demo.sleep", "args": {"duration": "PT5M"}}')"
until [ "$(state "$short" '')$(state "$long" '')" = RUNNINGRUNNING ]; do sleep 0.1; done

say "Stopping it with two jobs running ..."
stopped=$SECONDS
podman kill --signal TERM "$container" >/dev/null
code="$(podman wait "$container")"
took=$((SECONDS - stopped))
expect "the exit code after SIGTERM" "$code" 143
[ "$took" -le $((grace + 15)) ] || fail "SIGTERM took $took s, with a grace of $grace s"

left() { redis-cli -p "$redis_port" --raw HGET '{nightshift}:counts' "*:$1"; }
expect "jobs that succeeded" "$(left D)" 2
expect "jobs handed back" "$(left R)" 1
say "Ready after $ready s; SIGTERM let the short job end, handed the long one back, and ended with $code after $took s."
