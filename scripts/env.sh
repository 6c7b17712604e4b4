#!/usr/bin/env bash
# Writes what compose.yaml needs, with random passwords: .env, and the users of Redis. Git and the image leave both out.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/lib.sh

acl=compose/secrets/users.acl
for file in .env "$acl"; do
  [ ! -e "$file" ] || fail "$file is there already. For new passwords stop all, remove .env and $acl, and run this again"
done

umask 077
app="$(random_hex 24)"
exporter="$(random_hex 24)"
probe="$(random_hex 24)"
admin="$(random_hex 12)"
grafana="$(random_hex 12)"

mkdir -p "${acl%/*}"
redis_users "$app" "$exporter" "$probe" >"$acl"
# The user of Redis in the container reads it; on this machine the folder keeps others away.
chmod 644 "$acl"

cat >.env <<ENV
NIGHTSHIFT_ADMIN_PASSWORD=$admin
NIGHTSHIFT_ADMIN_KEY=$(random_hex 24)
NIGHTSHIFT_HTTP_SECRET=$(signing_secret)
REDIS_APP_PASSWORD=$app
REDIS_EXPORTER_PASSWORD=$exporter
REDIS_PROBE_PASSWORD=$probe
GRAFANA_ADMIN_PASSWORD=$grafana
GRAFANA_SECRET_KEY=$(random_hex 24)
ENV

say "Wrote .env and $acl."
say "Sign in as admin: to the console with $admin, to Grafana with $grafana."
