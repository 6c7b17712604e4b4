#!/usr/bin/env bash
# Writes what compose.yaml needs, with random passwords: .env, and the users of Redis. Git and the image leave both out.
# If only the users are missing, it writes them again with the passwords of .env.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

acl=compose/secrets/users.acl
[ ! -e "$acl" ] || fail "$acl is there already. Remove it and run this again: with .env the passwords stay, without it they
are new. Stop everything before you change passwords"

umask 077

# in_env NAME: a password that .env already has.
in_env() { sed -n "s/^$1=//p" .env; }

write_users() {
  mkdir -p "${acl%/*}"
  redis_users "APP=$(in_env REDIS_APP_PASSWORD)" "EXPORTER=$(in_env REDIS_EXPORTER_PASSWORD)" \
    "PROBE=$(in_env REDIS_PROBE_PASSWORD)" <openshift-k8s/secrets/users.acl.template >"$acl"
  # The user of Redis in the container reads it; on this machine the folder keeps others away.
  chmod 644 "$acl"
}

if [ -e .env ]; then
  write_users
  say "Wrote $acl with the passwords of .env. It takes effect when Redis starts: docker compose restart redis"
  exit
fi

admin="$(random_hex 12)"
grafana="$(random_hex 12)"
cat >.env <<ENV
NIGHTSHIFT_ADMIN_PASSWORD=$admin
NIGHTSHIFT_ADMIN_KEY=$(random_hex 24)
NIGHTSHIFT_HTTP_SECRET=$(signing_secret)
REDIS_APP_PASSWORD=$(random_hex 24)
REDIS_EXPORTER_PASSWORD=$(random_hex 24)
REDIS_PROBE_PASSWORD=$(random_hex 24)
GRAFANA_ADMIN_PASSWORD=$grafana
GRAFANA_SECRET_KEY=$(random_hex 24)
ENV
write_users

say "Wrote .env and $acl."
say "Sign in as admin: to the console with $admin, to Grafana with $grafana."
