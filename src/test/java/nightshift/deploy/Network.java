package nightshift.deploy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Who reaches whom, by the NetworkPolicies. */
final class Network {

    /**
     * An end of a connection: a pod has a namespace and labels, all others have an address.
     *
     * @param ports where it listens, such as {@code TCP 443}
     */
    record End(
            String name,
            String namespace,
            Map<String, String> namespaceLabels,
            Map<String, String> labels,
            String address,
            Set<String> ports) {

        static End host(String name, String address, String... ports) {
            return new End(name, "", Map.of(), Map.of(), address, Set.of(ports));
        }

        static End pod(String name, String namespace, Map<String, String> labels, String... ports) {
            return new End(
                    name, namespace, Map.of("kubernetes.io/metadata.name", namespace), labels, "", Set.of(ports));
        }
    }

    private final List<Manifest> policies;
    private final List<End> ends = new ArrayList<>();

    Network(Manifests manifests) {
        policies = manifests.ofKind("NetworkPolicy").toList();
        manifests.workloads().map(Network::end).forEach(ends::add);
        for (String namespace : List.of("nightshift", "monitoring")) {
            ends.add(End.pod("other pod in " + namespace, namespace, Map.of(), "TCP 8080"));
        }
        ends.add(End.pod("other namespace", "other", Map.of(), "TCP 8080", "TCP 443"));
        ends.add(End.pod("dns", "kube-system", Map.of("k8s-app", "kube-dns"), "UDP 53", "TCP 53"));
        ends.add(End.pod("openshift dns", "openshift-dns", Map.of(), "UDP 5353", "TCP 5353"));
        ends.add(End.pod("ingress controller", "ingress-nginx", Map.of()));
        ends.add(End.pod("gateway", "gateway", Map.of()));
        ends.add(new End(
                "openshift router",
                "openshift-ingress",
                Map.of("policy-group.network.openshift.io/ingress", ""),
                Map.of(),
                "",
                Set.of()));
        ends.add(End.pod("prometheus adapter", "adapter", Map.of("app.kubernetes.io/name", "prometheus-adapter")));
        ends.add(End.pod(
                "operator's prometheus",
                "openshift-user-workload-monitoring",
                Map.of("app.kubernetes.io/name", "prometheus")));
        ends.add(End.pod("keda", "keda", Map.of("app", "keda-operator")));
        ends.add(End.pod(
                "collector",
                "observability",
                Map.of("app.kubernetes.io/name", "opentelemetry-collector"),
                "TCP 4317",
                "TCP 4318"));
        ends.add(End.host("api server", "10.0.0.10", "TCP 443", "TCP 6443", "TCP 8443", "TCP 16443"));
        ends.add(End.host("node or client", "192.168.3.4", "TCP 22", "TCP 10250"));
        ends.add(
                End.host("internet", "93.184.215.14", "TCP 25", "TCP 80", "TCP 443", "TCP 587", "TCP 8443", "UDP 123"));
        ends.add(End.host("internet v6", "2606:2800:21f:cb07::1", "TCP 443", "TCP 8443"));
        ends.add(End.host("data centre", "172.20.1.2", "TCP 8443"));
        ends.add(End.host("carrier", "100.64.3.4", "TCP 8443"));
        ends.add(End.host("cloud metadata", "169.254.169.254", "TCP 80"));
        ends.add(End.host("cloud metadata v6", "fd00:ec2::254", "TCP 80"));
        ends.add(End.host("link-local v6", "fe80::1", "TCP 80"));
    }

    /** Each allowed connection, as {@code from -> to: ports}; between two pods of the same kind too. */
    Set<String> edges() {
        Set<String> edges = new TreeSet<>();
        for (End from : ends) {
            for (End to : ends) {
                Set<String> open = new TreeSet<>();
                for (String port : to.ports()) {
                    if (leaves(from, to, port) && enters(from, to, port)) {
                        open.add(port);
                    }
                }
                if (!open.isEmpty() && (isOurs(from) || isOurs(to))) {
                    edges.add(from.name() + " -> " + to.name() + ": " + String.join(", ", open));
                }
            }
        }
        return edges;
    }

    /** Doors between two pods of ours that only one of them opens. */
    Set<String> halfOpen() {
        Set<String> half = new TreeSet<>();
        for (End from : ends) {
            for (End to : ends) {
                for (String port : to.ports()) {
                    if (isOurs(from)
                            && isOurs(to)
                            && leaves(from, to, port) != enters(from, to, port)
                            // Prometheus may go to any door with the number of the API server's.
                            && !enters(End.host("", "192.168.3.4"), to, port)) {
                        half.add(from.name() + " -> " + to.name() + ": " + port);
                    }
                }
            }
        }
        return half;
    }

    private static End end(Manifest workload) {
        String name = workload.podLabels().get("app.kubernetes.io/name");
        String component = workload.podLabels().get("app.kubernetes.io/component");
        String[] ports =
                workload.ports().values().stream().map(port -> "TCP " + port).toArray(String[]::new);
        return End.pod(
                component == null ? name : name + " " + component, workload.namespace(), workload.podLabels(), ports);
    }

    private static boolean isOurs(End end) {
        return Set.of("nightshift", "monitoring").contains(end.namespace());
    }

    private boolean leaves(End from, End to, String port) {
        return allowed(from, to, port, "Egress", "/spec/egress", "to");
    }

    private boolean enters(End from, End to, String port) {
        return allowed(to, from, port, "Ingress", "/spec/ingress", "from");
    }

    private boolean allowed(End subject, End peer, String port, String type, String rules, String peers) {
        List<Manifest> about = policies.stream()
                .filter(policy -> policy.namespace().equals(subject.namespace())
                        && Labels.match(policy.at("/spec/podSelector"), subject.labels())
                        && policy.at("/spec/policyTypes").toString().contains(type))
                .toList();
        return about.isEmpty()
                || about.stream()
                        .flatMap(policy -> policy.at(rules)
                                .valueStream()
                                .filter(rule -> portIn(rule.path("ports"), port))
                                .flatMap(rule -> rule.path(peers).isMissingNode()
                                        ? Stream.of(true)
                                        : rule.path(peers)
                                                .valueStream()
                                                .map(each -> peerIn(each, policy.namespace(), peer))))
                        .anyMatch(allows -> allows);
    }

    private static boolean portIn(JsonNode ports, String port) {
        String[] wanted = port.split(" ");
        int number = Integer.parseInt(wanted[1]);
        return ports.isMissingNode()
                || ports.valueStream()
                        .anyMatch(each -> each.path("protocol").asString().equals(wanted[0])
                                && number >= each.path("port").asInt()
                                && number
                                        <= each.path("endPort")
                                                .asInt(each.path("port").asInt()));
    }

    private static boolean peerIn(JsonNode peer, String namespace, End end) {
        if (peer.has("ipBlock")) {
            return !end.address().isEmpty()
                    && inRange(peer.at("/ipBlock/cidr").asString(), end.address())
                    && peer.at("/ipBlock/except")
                            .valueStream()
                            .noneMatch(each -> inRange(each.asString(), end.address()));
        }
        return !end.namespace().isEmpty()
                && (peer.has("namespaceSelector")
                        ? Labels.match(peer.path("namespaceSelector"), end.namespaceLabels())
                        : end.namespace().equals(namespace))
                && Labels.match(peer.path("podSelector"), end.labels());
    }

    private static boolean inRange(String range, String address) {
        try {
            byte[] low = InetAddress.getByName(range.substring(0, range.indexOf('/')))
                    .getAddress();
            byte[] own = InetAddress.getByName(address).getAddress();
            int shift = low.length * 8 - Integer.parseInt(range.substring(range.indexOf('/') + 1));
            return low.length == own.length
                    && new BigInteger(1, low).shiftRight(shift).equals(new BigInteger(1, own).shiftRight(shift));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
