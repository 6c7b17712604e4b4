#!/usr/bin/env bash
# Writes the secrets that openshift-k8s/secrets/kustomization.yaml takes, each a new random one, into files that git
# ignores. What is there already stays: to replace a secret, remove its file and run this again.
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

signing_secret() { printf 'whsec_%s' "$(head -c 32 /dev/urandom | base64)"; }

# A user's password as Redis keeps it: only clients have the password itself.
hash() {
  if command -v sha256sum >/dev/null; then sha256sum "$out/$1"; else shasum -a 256 "$out/$1"; fi | cut -c 1-64
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

# users FILE TEMPLATE...: a file of users, with the hashes of their passwords.
users() {
  local file="$out/$1"
  shift
  (cd secrets && cat "$@") | sed -e "s/#APP/#$(hash nightshift/redis-password)/" \
    -e "s/#EXPORTER/#$(hash redis-exporter/password)/" -e "s/#PROBE/#$(hash redis/probe-password)/" \
    -e "s/#REPLICA/#$(hash sentinel/redis/replica-password)/" \
    -e "s/#SENTINEL/#$(hash sentinel/redis/sentinel-password)/" >"$file"
}

# Who may do what in Redis. The application: its own keys, with every command for data and none that steers the server.
# The exporter: figures of the server, no key. The probe: to ask whether it answers. Where Redis has replicas, these may copy
# everything, and sentinels may make one of them the master.
users redis/users.acl users.acl.template
users sentinel/redis/users.acl users.acl.template sentinel/replication.acl.template
users sentinel/redis/sentinel.acl sentinel/sentinel.acl.template

say "The secrets are in openshift-k8s/secrets: keep a copy somewhere safe."
say "Sign in as admin: to the console with secrets/nightshift/admin-password, to Grafana with secrets/grafana/admin-password."
