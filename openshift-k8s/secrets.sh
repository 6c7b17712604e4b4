#!/usr/bin/env bash
# Writes the secrets that openshift-k8s/secrets/kustomization.yaml needs, each with a new random value, into
# files that git ignores. Existing files stay: to replace a secret, remove its file and run this again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ../scripts/lib.sh
out=secrets
umask 077

# secret FILE COMMAND...: without a newline at the end, because a password has none.
secret() {
  local file="$out/$1"
  shift
  if [ ! -s "$file" ]; then
    mkdir -p "$(dirname "$file")"
    printf '%s' "$("$@")" >"$file"
  fi
}

secret nightshift/admin-password random_hex 12
secret nightshift/admin-key random_hex 24
secret nightshift/http-secret signing_secret
secret nightshift/redis-password random_hex 24
secret redis/probe-password random_hex 24
secret redis-exporter/password random_hex 24
secret sentinel/redis/replica-password random_hex 24
secret sentinel/redis/sentinel-password random_hex 24
secret grafana/admin-password random_hex 12
secret grafana/secret-key random_hex 24

# users FILE TEMPLATE...: a file of users. The application: its own keys, with every command for data and none
# that controls the server. The exporter: statistics of the server, no keys. The probe: only PING. Where Redis
# has replicas, these may copy everything, and sentinels may make one of them the master.
users() {
  local file="$out/$1"
  shift
  (cd secrets && cat "$@") | redis_users "APP=$(cat "$out/nightshift/redis-password")" \
    "EXPORTER=$(cat "$out/redis-exporter/password")" "PROBE=$(cat "$out/redis/probe-password")" \
    "REPLICA=$(cat "$out/sentinel/redis/replica-password")" \
    "SENTINEL=$(cat "$out/sentinel/redis/sentinel-password")" >"$file"
}

users redis/users.acl users.acl.template
users sentinel/redis/users.acl users.acl.template sentinel/replication.acl.template
users sentinel/redis/sentinel.acl sentinel/sentinel.acl.template

say "The secrets are in openshift-k8s/secrets: keep a copy somewhere safe."
say "Sign in as admin: to the console with secrets/nightshift/admin-password, to Grafana with secrets/grafana/admin-password."
