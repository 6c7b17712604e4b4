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

secret nightshift/admin-password random_hex 12
secret nightshift/admin-key random_hex 24
secret nightshift/http-secret signing_secret
secret nightshift/redis-password random_hex 24
secret redis/probe-password random_hex 24
secret redis-exporter/password random_hex 24
secret grafana/admin-password random_hex 12
secret grafana/secret-key random_hex 24

redis_users "$(cat "$out/nightshift/redis-password")" "$(cat "$out/redis-exporter/password")" \
  "$(cat "$out/redis/probe-password")" >"$out/redis/users.acl"

say "The secrets are in openshift-k8s/secrets: keep a copy somewhere safe."
say "Sign in as admin: to the console with secrets/nightshift/admin-password, to Grafana with secrets/grafana/admin-password."
