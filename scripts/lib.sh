# Shared by the scripts: sourced, not run.

say() { printf '%s\n' "$*"; }

fail() {
  printf 'nightshift: %s\n' "$*" >&2
  exit 1
}

# The leading number of a version such as 17.0.2 or v20.1.0.
major() { printf '%s' "$1" | sed -E 's/^[^0-9]*([0-9]+).*/\1/'; }

# is_at_least LEAST VERSION: whether a version such as v20.19.4 is at least one such as 20.19.
is_at_least() { printf '%s\n%s\n' "$1" "${2#v}" | sort -C -V; }

# property NAME: a property of pom.xml.
property() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" pom.xml; }

need_java() {
  command -v javac >/dev/null || fail "needs a JDK, 17 or newer, on the PATH (Debian: apt-get install openjdk-17-jdk-headless)"
  local version
  version="$(javac -version 2>&1)"
  [ "$(major "$version")" -ge 17 ] || fail "needs JDK 17 or newer, but this is $version"
  command -v mvn >/dev/null || fail "needs Maven on the PATH (Debian: apt-get install maven)"
}

# The version that src-ui/package.json asks for.
need_node() {
  local least
  least="$(sed -n 's/.*"node": ">=\([0-9.]*\)".*/\1/p' src-ui/package.json)"
  command -v node >/dev/null || fail "needs Node $least or newer on the PATH, to build the console"
  is_at_least "$least" "$(node --version)" || fail "needs Node $least or newer, but this is $(node --version)"
  command -v npm >/dev/null || fail "needs npm on the PATH, to build the console"
}

# need_package COMMAND PACKAGE: installs a Debian package for a command that is missing, where that is possible.
need_package() {
  command -v "$1" >/dev/null && return
  local as=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || fail "needs $1: install the package $2"
    as=(sudo -n)
  fi
  command -v apt-get >/dev/null || fail "needs $1: install $2"
  say "Installing $2 ..."
  if ! { "${as[@]}" apt-get install -y -q --no-install-recommends "$2" ||
    { "${as[@]}" apt-get update -q && "${as[@]}" apt-get install -y -q --no-install-recommends "$2"; }; } >/dev/null 2>&1; then
    fail "could not install $2: install it by hand"
  fi
}

# need_program COMMAND PACKAGE: the same for a package that starts a service of its own, which nobody needs here.
need_program() { command -v "$1" >/dev/null || RUNLEVEL=1 need_package "$1" "$2"; }

need_redis() {
  need_program redis-server redis-server
  local version
  version="$(redis-server --version | sed -E 's/.*v=([0-9.]+).*/\1/')"
  [ "$(major "$version")" -ge 7 ] ||
    fail "needs redis-server 7.0 or newer, but this is $version; or set NIGHTSHIFT_REDIS_URL"
}

# Prometheus with promtool, Alertmanager with amtool, and the exporters.
need_monitoring() {
  need_program prometheus prometheus
  command -v alertmanager >/dev/null || need_program prometheus-alertmanager prometheus-alertmanager
  command -v redis_exporter >/dev/null || need_program prometheus-redis-exporter prometheus-redis-exporter
  command -v node_exporter >/dev/null || need_program prometheus-node-exporter prometheus-node-exporter
}

# kubectl 1.27 or newer, for the tests of the manifests. Debian 12 has 1.20: there that of the next release is unpacked into
# target/tools, where it changes nothing on this machine.
need_kubectl() {
  kubectl_is_new || export PATH="$PWD/target/tools/usr/bin:$PATH"
  if ! kubectl_is_new; then
    command -v apt-get >/dev/null || fail "needs kubectl 1.27 or newer on the PATH"
    say "Fetching kubectl ..."
    fetch_kubectl target/tools >/dev/null 2>&1 || fail "could not fetch kubectl: put 1.27 or newer on the PATH"
    kubectl_is_new || fail "needs kubectl 1.27 or newer on the PATH"
  fi
}

kubectl_is_new() {
  command -v kubectl >/dev/null || return 1
  local minor
  minor="$(kubectl version --client 2>/dev/null | sed -n -E 's/^Client Version:.*v1\.([0-9]+).*/\1/p')"
  [ "${minor:-0}" -ge 27 ]
}

# The mirror that apt uses.
debian_mirror() { apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m 1 -E '/debian/?$'; }

# Uses apt with its lists and its cache in a separate folder.
fetch_kubectl() {
  local apt="$PWD/$1/apt" mirror options
  mirror="$(debian_mirror)"
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
  printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s trixie main\n' "$mirror" >"$apt/sources.list"
  options=(-o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$apt/lists"
    -o Dir::State::status=/dev/null -o Dir::Cache="$apt/cache" -o APT::Sandbox::User="$(id -un)")
  apt-get -q "${options[@]}" update && (cd "$apt" && apt-get -q "${options[@]}" download kubectl) &&
    dpkg -x "$apt"/kubectl_*.deb "$1" && rm -rf "$apt"
}

# Whether something listens on a port of this machine.
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A random free port, so that two runs on one machine do not choose the same one.
free_port() {
  local port
  while port=$((20000 + RANDOM % 10000)) && port_taken "$port"; do :; done
  printf '%s' "$port"
}

random_hex() { od -An -v -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }

# For NIGHTSHIFT_HTTP_SECRET.
signing_secret() { printf 'whsec_%s' "$(head -c 32 /dev/urandom | base64)"; }

# redis_users NAME=PASSWORD...: the users of Redis on the standard input, with the hash of each password in place of #NAME:
# only clients have the passwords themselves.
redis_users() {
  local user edits=()
  for user in "$@"; do edits+=(-e "s/#${user%%=*}/#$(sha256 "${user#*=}")/"); done
  sed "${edits[@]}"
}

sha256() { printf '%s' "$1" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -c 1-64; }

# One line that identifies all sources of the WAR and the server.
sources() {
  find pom.xml task-api/src/main src/main server-config src-ui docs/runbooks.md scripts/console.sh \
    \( -name node_modules -o -name dist -o -name test-results -o -name playwright-report \) -prune \
    -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}

# Builds WAR, console and Open Liberty, unless they were already built from these sources. In that case no
# network is needed.
build() {
  local stamp=target/built-from now
  now="$(sources)"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && [ -f target/nightshift.war ] && [ -f target/nightshift-door.jar ] &&
    [ -x target/liberty/wlp/bin/server ]; then
    return
  fi
  say "Building (the first time takes some minutes) ..."
  rm -f "$stamp"
  if ! mvn -q -B -DskipTests -DskipITs package liberty:install-server 2>&1 | sed '/To see the full stack trace/,$d'; then
    fail "the build failed"
  fi
  sources >"$stamp"
}

# lay_out_server FOLDER: configuration and WAR as they are laid out in the image, for WLP_USER_DIR=FOLDER.
lay_out_server() {
  local server="$1/servers/nightshift"
  rm -rf "$server/configDropins" "$server/apps" "$server/lib"
  mkdir -p "$server/apps" "$server/lib"
  cp -R server-config/. "$server"
  cp target/nightshift-door.jar "$server/lib/"
  ln -f target/nightshift.war "$server/apps/nightshift.war" 2>/dev/null || cp target/nightshift.war "$server/apps/"
}

# use_credentials FILE: exports the sign-in and the key of admin: those of the environment, else those of the file, which is
# written at the first start.
use_credentials() {
  if [ ! -f "$1" ]; then
    (umask 077 && printf 'NIGHTSHIFT_ADMIN_PASSWORD=%s\nNIGHTSHIFT_ADMIN_KEY=%s\n' \
      "$(random_hex 8)" "$(random_hex 20)" >"$1")
  fi
  NIGHTSHIFT_ADMIN_PASSWORD="${NIGHTSHIFT_ADMIN_PASSWORD:-$(sed -n 's/^NIGHTSHIFT_ADMIN_PASSWORD=//p' "$1")}"
  NIGHTSHIFT_ADMIN_KEY="${NIGHTSHIFT_ADMIN_KEY:-$(sed -n 's/^NIGHTSHIFT_ADMIN_KEY=//p' "$1")}"
  export NIGHTSHIFT_ADMIN_PASSWORD NIGHTSHIFT_ADMIN_KEY
}
