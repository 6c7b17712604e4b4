package nightshift.deploy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether what objects name is there: objects, keys, ports, volumes, labels, variables, hosts. */
final class References {

    private static final Set<String> OF_THE_CLUSTER = Set.of("Namespace", "ClusterRole", "ClusterRoleBinding");

    private final Findings found;

    private final AddressReferences addresses;

    private final WorkloadReferences workloads;

    private References(Manifests all) {
        found = new Findings(all);
        addresses = new AddressReferences(found);
        workloads = new WorkloadReferences(found, addresses);
    }

    static List<String> problems(Manifests manifests) {
        References references = new References(manifests);
        references.check();
        return references.found.problems();
    }

    private void check() {
        Set<String> seen = new HashSet<>();
        for (Manifest manifest : found.all().objects()) {
            found.must(seen.add(manifest.toString()), manifest, "is there twice");
            found.must(
                    OF_THE_CLUSTER.contains(manifest.kind())
                            || found.all()
                                    .ofKind("Namespace")
                                    .anyMatch(each -> each.name().equals(manifest.namespace())),
                    manifest,
                    "namespace");
        }
        found.all().workloads().forEach(workloads::workload);
        found.all().ofKind("Service").forEach(this::service);
        found.all()
                .ofKind("PodDisruptionBudget")
                .forEach(budget -> found.must(
                        found.selected(budget.namespace(), budget.at("/spec/selector"))
                                        .count()
                                == 1,
                        budget,
                        "covers not one workload"));
        found.all()
                .ofKind("NetworkPolicy")
                .forEach(policy -> found.must(
                        found.selected(policy.namespace(), policy.at("/spec/podSelector"))
                                .findAny()
                                .isPresent(),
                        policy,
                        "covers no pod"));
        found.all().ofKind("Ingress").forEach(this::ingress);
        found.all()
                .ofKind("Route")
                .forEach(route -> backend(route, route.at("/spec/to/name"), route.at("/spec/port/targetPort")));
        found.all()
                .ofKind("HTTPRoute")
                .forEach(route -> route.at("/spec/rules")
                        .forEach(rule -> rule.path("backendRefs")
                                .forEach(to -> found.must(
                                        found.all()
                                                .find(
                                                        "Service",
                                                        route.namespace(),
                                                        to.path("name").asString())
                                                .flatMap(each ->
                                                        each.at("/spec/ports").valueStream())
                                                .anyMatch(each ->
                                                        each.path("port").equals(to.path("port"))),
                                        route,
                                        "its Service " + to))));
        Stream.of("RoleBinding", "ClusterRoleBinding")
                .flatMap(found.all()::ofKind)
                .forEach(this::binding);
        found.all().ofKind("PodMonitor").forEach(this::monitor);
        Stream.of("HorizontalPodAutoscaler", "ScaledObject")
                .flatMap(found.all()::ofKind)
                .forEach(this::autoscaler);
        for (String generated : List.of("ConfigMap", "Secret")) {
            found.all()
                    .ofKind(generated)
                    .forEach(each -> found.must(
                            found.all()
                                    .workloads()
                                    .anyMatch(workload -> workload.namespace().equals(each.namespace())
                                            && names(workload).contains(each.name())),
                            each,
                            "is used by nobody"));
        }
    }

    private static Set<String> names(Manifest workload) {
        return Stream.of("name", "secretName")
                .flatMap(field -> workload.values(field).stream())
                .collect(Collectors.toSet());
    }

    private void service(Manifest service) {
        if (service.name().equals("nowhere")) {
            found.must(service.at("/spec/selector").isMissingNode(), service, "leads somewhere");
            return;
        }
        List<Manifest> pods = found.all()
                .workloads()
                .filter(each -> each.namespace().equals(service.namespace())
                        && each.podLabels()
                                .entrySet()
                                .containsAll(Manifest.strings(service.at("/spec/selector"))
                                        .entrySet()))
                .toList();
        found.must(!pods.isEmpty(), service, "selects no pod");
        for (JsonNode port : service.at("/spec/ports")) {
            found.must(
                    pods.stream()
                            .allMatch(pod -> pod.ports()
                                    .containsKey(port.path("targetPort").asString())),
                    service,
                    "no port " + port.path("targetPort").asString());
        }
    }

    private void ingress(Manifest ingress) {
        for (JsonNode tls : ingress.at("/spec/tls")) {
            found.must(
                    WorkloadReferences.GIVEN.containsKey(tls.path("secretName").asString()),
                    ingress,
                    "its certificate");
        }
        for (JsonNode rule : ingress.at("/spec/rules")) {
            found.must(
                    ingress.at("/spec/tls")
                            .toString()
                            .contains("\"" + rule.path("host").asString() + "\""),
                    ingress,
                    "a host without TLS");
            rule.at("/http/paths")
                    .forEach(path ->
                            backend(ingress, path.at("/backend/service/name"), path.at("/backend/service/port/name")));
        }
    }

    private void backend(Manifest from, JsonNode service, JsonNode port) {
        found.must(
                found.all()
                        .find("Service", from.namespace(), service.asString())
                        .flatMap(each -> each.at("/spec/ports").valueStream())
                        .anyMatch(each -> each.path("name").asString().equals(port.asString())),
                from,
                "its Service " + service + " " + port);
    }

    private void binding(Manifest binding) {
        found.must(
                found.all()
                        .find(
                                binding.at("/roleRef/kind").asString(),
                                binding.namespace(),
                                binding.at("/roleRef/name").asString())
                        .findAny()
                        .isPresent(),
                binding,
                "its role");
        for (JsonNode subject : binding.at("/subjects")) {
            found.must(
                    found.all()
                            .find(
                                    subject.path("kind").asString(),
                                    subject.path("namespace").asString(),
                                    subject.path("name").asString())
                            .findAny()
                            .isPresent(),
                    binding,
                    "its subject");
        }
    }

    private void monitor(Manifest monitor) {
        List<Manifest> pods = found.selected(monitor.namespace(), monitor.at("/spec/selector"))
                .toList();
        found.must(
                !pods.isEmpty()
                        && pods.stream()
                                .allMatch(pod -> pod.ports()
                                        .containsKey(monitor.at("/spec/podMetricsEndpoints/0/port")
                                                .asString())),
                monitor,
                "asks nobody");
    }

    private void autoscaler(Manifest autoscaler) {
        found.must(
                found.all()
                        .find(
                                "Deployment",
                                autoscaler.namespace(),
                                autoscaler.at("/spec/scaleTargetRef/name").asString())
                        .findAny()
                        .isPresent(),
                autoscaler,
                "there is nothing to scale");
        found.must(autoscaler.json().toString().contains("nightshift_desired_workers"), autoscaler, "its metric");
        autoscaler
                .at("/spec/triggers")
                .forEach(trigger -> addresses.addresses(
                        autoscaler, trigger.at("/metadata/serverAddress").asString()));
    }
}
