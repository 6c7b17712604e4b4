#!/usr/bin/env bash
# Builds the image and runs it under the rules of a restricted Kubernetes pod: an arbitrary user id, no
# capabilities, a read-only root. It uses no registry: a small Debian with the built console, WAR and Open
# Liberty stands in for the three base images. So the download of features and the official images themselves
# are not tested here. Needs root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

[ "$(id -u)" = 0 ] || fail "needs root, to make the file system of the base image"
need_java
need_node
need_redis
for program in debootstrap buildah podman runc; do need_package "$program" "$program"; done
build

work="$PWD/target/image-test"
images=localhost/nightshift-test
container="nightshift-test-$$"
bulk=/var/lib/nightshift/bulk
grace=5
redis_port="$(free_port)"
http_port="$(free_port)"
rm -rf "$work"
mkdir -p "$work/redis"

# runc, the host's network and low limits work even where a container engine's defaults do not.
export CONTAINERS_CONF="$work/containers.conf"
cat >"$CONTAINERS_CONF" <<'END_OF_FILE'
[containers]
default_ulimits=["nofile=20000:20000","nproc=4096:4096"]
netns="host"
[engine]
cgroup_manager="cgroupfs"
events_logger="file"
runtime="runc"
END_OF_FILE

redis=
cleanup() {
  podman rm -f "$container" >/dev/null 2>&1 || true
  podman volume rm "$container" >/dev/null 2>&1 || true
  [ -z "$redis" ] || kill "$redis" 2>/dev/null || true
  # Keeps the Debian for the next run.
  podman rmi -f "$images/nightshift" "$images/server" "$images/build" >/dev/null 2>&1 || true
  rm -rf "$work/standin" "$work/debian" "$work/redis"
}
trap cleanup EXIT
trap 'exit 130' INT TERM HUP

bud() { buildah bud -q --isolation chroot --pull-never "$@" >/dev/null; }

if ! podman image exists "$images/debian"; then
  say "Making the file system of a small Debian ..."
  debootstrap --variant=minbase --include=default-jre-headless,curl bookworm "$work/debian" "$(debian_mirror)" \
    >"$work/debootstrap.log" 2>&1 || { tail -n 5 "$work/debootstrap.log"; fail "debootstrap failed"; }
  tar -C "$work/debian" -cf - . |
    podman import -q -c 'ENV PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - "$images/debian" >/dev/null
  rm -rf "$work/debian"
fi

say "Making the stand-ins for the base images ..."
mkdir -p "$work/standin/bin"
cp -r src-ui/dist target/nightshift target/nightshift-door.jar target/liberty/wlp "$work/standin"
rm -rf "$work/standin/wlp/usr"
program() { cat >"$work/standin/bin/$1" && chmod +x "$work/standin/bin/$1"; }
program npm <<'END_OF_FILE'
#!/bin/sh -e
test -f package-lock.json
[ "$*" != "run build" ] || { test -f index.html; test -f ../docs/runbooks.md; cp -r /standin/dist dist; }
END_OF_FILE
program mvn <<'END_OF_FILE'
#!/bin/sh -e
test -f pom.xml
case "$*" in
  *package) test -d src/main/java; test -d task-api/src/main/java; test -f src-ui/dist/index.html; mkdir target; cp -r /standin/nightshift* target/ ;;
esac
END_OF_FILE
program features.sh <<'END_OF_FILE'
#!/bin/sh -e
test -f /config/server.xml
END_OF_FILE
program configure.sh <<END_OF_FILE
#!/bin/sh -e
test -d /config/apps/nightshift.war/WEB-INF/lib
# The real image does this to fill Java's class cache.
export NIGHTSHIFT_HTTP_HOST=127.0.0.1 NIGHTSHIFT_HTTP_PORT=$http_port
/opt/ol/wlp/bin/server start
curl -fs -o /dev/null --retry 60 --retry-delay 1 --retry-connrefused http://127.0.0.1:$http_port/
/opt/ol/wlp/bin/server stop
rm -rf /logs/*
chmod -R g+rwx /opt/ol/wlp/output/defaultServer/workarea
END_OF_FILE
bud -t "$images/build" -f - "$work/standin" <<END_OF_FILE
FROM $images/debian
COPY bin /usr/local/bin
COPY dist /standin/dist
COPY nightshift /standin/nightshift
COPY nightshift-door.jar /standin/
END_OF_FILE
bud -t "$images/server" -f - "$work/standin" <<END_OF_FILE
FROM $images/debian
COPY bin /usr/local/bin
COPY wlp /opt/ol/wlp
RUN useradd -u 1001 -g 0 default && cd /opt/ol/wlp && mkdir -p usr/servers/defaultServer output /logs && \
    ln -s /opt/ol/wlp/usr/servers/defaultServer /config && \
    chown -R 1001:0 usr output /logs && chmod -R g+rwX usr output /logs
ENV JAVA_HOME=/usr/lib/jvm/default-java WLP_OUTPUT_DIR=/opt/ol/wlp/output LOG_DIR=/logs
USER 1001
CMD ["/opt/ol/wlp/bin/server", "run", "defaultServer"]
END_OF_FILE
rm -rf "$work/standin"

say "Building the image ..."
# from SUFFIX: the base image of a stage, with the defaults of its arguments.
from() (
  eval "$(sed -n -E 's/^ARG (LIBERTY_[A-Z]+=.*)$/\1/p' Dockerfile)"
  eval "printf '%s' \"$(sed -n -E "s/^FROM (--platform=[^ ]+ )?([^ ]+)$1\$/\\2/p" Dockerfile)\""
)
bud --build-context "$(from ' AS console')=container-image://$images/build" \
  --build-context "$(from ' AS war')=container-image://$images/build" \
  --build-context "$(from '')=container-image://$images/server" --build-arg VERSION=test -t "$images/nightshift" .

redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly yes --dir "$work/redis" >/dev/null &
redis=$!

say "Running it as user 1000650000 with a read-only root ..."
started=$SECONDS
podman run -d --name "$container" --user 1000650000:0 --cap-drop=ALL --security-opt no-new-privileges \
  --read-only --read-only-tmpfs=false \
  --tmpfs /opt/ol/wlp/output:rw,mode=0777,notmpcopyup --tmpfs /logs:rw,mode=0777,notmpcopyup --tmpfs /tmp:rw,mode=1777 \
  -v "$container:$bulk" -e NIGHTSHIFT_BULK_DIR="$bulk" \
  -e NIGHTSHIFT_REDIS_URL="redis://127.0.0.1:$redis_port" -e NIGHTSHIFT_HTTP_HOST=127.0.0.1 \
  -e NIGHTSHIFT_HTTP_PORT="$http_port" -e NIGHTSHIFT_DEMO=true -e NIGHTSHIFT_DRAIN_GRACE="PT${grace}S" \
  -e NIGHTSHIFT_ADMIN_PASSWORD=only-for-this-test -e NIGHTSHIFT_ADMIN_KEY=only-for-this-test-0123 \
  "$images/nightshift" >/dev/null

url="http://127.0.0.1:$http_port"
until curl -fs -o /dev/null --max-time 2 "$url/health/ready"; do
  [ $((SECONDS - started)) -lt 300 ] || { podman logs "$container" | tail -n 20; fail "not ready within five minutes"; }
  sleep 0.3
done
ready=$((SECONDS - started))
podman exec "$container" sh -c "touch $bulk/a && rm $bulk/a" || fail "cannot write $bulk"
if podman exec "$container" touch /config/a 2>/dev/null; then fail "can write its root file system"; fi

api() { curl -fsS --max-time 30 -H 'Authorization: Bearer only-for-this-test-0123' -H 'Content-Type: application/json' "$@"; }
state() { api "$url/api/v1/jobs/$1$2" | sed -E 's/.*"state":"([A-Z]+)".*/\1/'; }
submit() { api "$url/api/v1/jobs" -d "$1" | sed -E 's/.*"id":"([0-9a-f-]+)".*/\1/'; }
expect() { [ "$2" = "$3" ] || fail "$1: expected $3, got $2"; }

expect "a job" "$(state "$(submit '{"task": "demo.echo", "args": {"value": 1}}')" '?wait=PT20S')" SUCCEEDED
expect "the console" "$(curl -fsS "$url/" | grep -c '<div id="root">')" 1
expect "the command for archives" "$(podman exec "$container" /opt/nightshift/archive.sh --help | grep -c as-submissions)" 1
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
