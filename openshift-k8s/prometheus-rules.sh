#!/usr/bin/env bash
# prometheus-rules.sh CONSOLE GRAFANA: the rules for a Prometheus of the Prometheus Operator, as PrometheusRules for kubectl apply.
# CONSOLE and GRAFANA are the addresses that alerts link to, such as https://nightshift.example.com. Leaves
# out the rules about Nightshift's own Prometheus and about machines.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../prometheus/rules"
. ../../scripts/lib.sh
[ $# = 2 ] || fail "needs two addresses: that of the console and that of Grafana"

for file in recording objectives jobs workers api deliveries bulk redis platform kubernetes; do
  cat <<END_OF_FILE
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: nightshift-$file
  namespace: nightshift
  labels:
    app.kubernetes.io/part-of: nightshift
spec:
END_OF_FILE
  # Another Prometheus does not have these labels.
  sed -e "s#{{ \$externalLabels.console }}#$1#g" -e "s#{{ \$externalLabels.grafana }}#$2#g" \
    -e "s#{{ \$externalLabels.runbooks }}#$1/runbooks#g" -e 's/^/  /' "$file.yml"
done
