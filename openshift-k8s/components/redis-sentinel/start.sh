#!/bin/sh
# Starts Redis, or the sentinel beside it: start.sh redis, start.sh sentinel. The sentinels decide which Redis
# is the master and remember it on their volumes. The first pod is the master only if no sentinel knows one.
set -eu

# The master that the sentinel of a pod names; nothing if there is no sentinel.
ask() {
  node=$1
  shift
  timeout 2 redis-cli -h "$node" -p 26379 --user probe sentinel "$@" 2>/dev/null || true
}

# named_by LEAST: the pod that at least this many sentinels name as the master.
named_by() {
  answers=$(for each in $REDIS_NODES; do ask "$each" get-master-addr-by-name nightshift; done)
  for each in $REDIS_NODES; do
    if [ "$(printf '%s\n' "$answers" | grep -cxF "$each")" -ge "$1" ]; then
      printf '%s' "$each"
      return
    fi
  done
}

# find_master SECONDS: waits about this long for two sentinels that agree.
find_master() {
  end=$(($(date +%s) + $1))
  master=$(named_by 2)
  while [ -z "$master" ] && [ "$(date +%s)" -lt "$end" ]; do
    sleep 1
    master=$(named_by 2)
  done
  [ -n "$master" ] || master=$(named_by 1)
  [ -n "$master" ] || master=${REDIS_NODES%% *}
}

replicas_are_known() {
  for each in $REDIS_NODES; do ask "$each" replicas nightshift; done | grep -qx runid
}

start_redis() {
  find_master 30
  # Replicas would copy the empty data of a master that has lost its volume: one of them must be promoted
  # first.
  while [ "$master" = "$REDIS_HOST" ] && [ ! -d /data/appendonlydir ] && replicas_are_known; do
    echo "start.sh: this is to be the master and has no data: waits until another one is"
    sleep 2
    find_master 5
  done
  role=
  [ "$master" = "$REDIS_HOST" ] || role="replicaof $master 6379"
  echo "start.sh: $REDIS_HOST starts, the master is $master"
  # Not as an argument, which everybody in the pod can read.
  exec redis-server /etc/redis/redis.conf - <<END
maxmemory $REDIS_MAXMEMORY
replica-announce-ip $REDIS_HOST
masteruser replica
masterauth $REPLICA_PASSWORD
# A master without replicas, for example one that is cut off, refuses writes after ten seconds.
min-replicas-to-write 1
min-replicas-max-lag 10
# A client that connects to the address of a pod that is gone must not wait a minute for the new one.
repl-timeout 15
repl-ping-replica-period 3
# Replicas start to copy at once, and a short absence needs no full copy.
repl-diskless-sync-delay 0
repl-backlog-size 64mb
$role
END
}

start_sentinel() {
  file=/data/sentinel.conf
  if [ -s $file ]; then
    # Keeps what the sentinel has learned. Everything else is written again, because passwords may have
    # changed.
    monitor=$(grep '^sentinel monitor ' $file)
    learned=$(grep -E '^sentinel (myid|current-epoch|config-epoch|leader-epoch|known-replica|known-sentinel) ' $file || true)
  else
    find_master 5
    monitor="sentinel monitor nightshift $master 6379 2"
    learned=
  fi
  cat >$file.new <<END
port 26379
dir /data
aclfile /etc/redis/sentinel/sentinel.acl
protected-mode no
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip $REDIS_HOST
sentinel sentinel-user sentinel
sentinel sentinel-pass $SENTINEL_PASSWORD
$monitor
sentinel auth-user nightshift sentinel
sentinel auth-pass nightshift $SENTINEL_PASSWORD
sentinel down-after-milliseconds nightshift 5000
sentinel failover-timeout nightshift 10000
$learned
END
  mv $file.new $file
  exec redis-server $file --sentinel
}

"start_$1"
