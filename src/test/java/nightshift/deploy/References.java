package nightshift.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether what objects name is there: objects, keys, ports, volumes, labels, variables, hosts. */
final class References {

    private static final Set<String> OF_THE_CLUSTER = Set.of("Namespace", "ClusterRole", "ClusterRoleBinding");
    /** Secrets that somebody else makes, with their keys. */
    private static final Map<String, Set<String>> GIVEN = Map.of(
            "nightshift-tls",
            Set.of("tls.crt", "tls.key"),
            "grafana-tls",
            Set.of("tls.crt", "tls.key"),
            "redis-tls",
            Set.of("tls.crt", "tls.key", "ca.crt"),
            "alertmanager",
            Set.of("alertmanager.yml"));
    /** The Service that others bring, as host and port. */
    private static final String COLLECTOR = "opentelemetry-collector.observability.svc:4317";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\(([A-Z0-9_]+)\\)");
    private static final Pattern ADDRESS =
            Pattern.compile("\\b(?:http|redis|rediss)://(?:[^@/]*@)?([a-z][a-z0-9.-]*):(\\d+)");
    /** A pod of a StatefulSet: of its Service, and the port. */
    private static final Pattern POD = Pattern.compile("\\b([a-z]+)-\\d+\\.([a-z]+):(\\d+)");

    private final Manifests all;
    private final List<String> problems = new ArrayList<>();

    private References(Manifests all) {
        this.all = all;
    }

    static List<String> problems(Manifests manifests) {
        References references = new References(manifests);
        references.check();
        return references.problems;
    }

    private void check() {
        Set<String> seen = new HashSet<>();
        for (Manifest manifest : all.objects()) {
            must(seen.add(manifest.toString()), manifest, "is there twice");
            must(
                    OF_THE_CLUSTER.contains(manifest.kind())
                            || all.ofKind("Namespace")
                                    .anyMatch(each -> each.name().equals(manifest.namespace())),
                    manifest,
                    "namespace");
        }
        all.workloads().forEach(this::workload);
        all.ofKind("Service").forEach(this::service);
        all.ofKind("PodDisruptionBudget")
                .forEach(budget -> must(
                        selected(budget.namespace(), budget.at("/spec/selector"))
                                        .count()
                                == 1,
                        budget,
                        "covers not one workload"));
        all.ofKind("NetworkPolicy")
                .forEach(policy -> must(
                        selected(policy.namespace(), policy.at("/spec/podSelector"))
                                .findAny()
                                .isPresent(),
                        policy,
                        "covers no pod"));
        all.ofKind("Ingress").forEach(this::ingress);
        all.ofKind("Route")
                .forEach(route -> backend(route, route.at("/spec/to/name"), route.at("/spec/port/targetPort")));
        all.ofKind("HTTPRoute")
                .forEach(route -> route.at("/spec/rules")
                        .forEach(rule -> rule.path("backendRefs")
                                .forEach(to -> must(
                                        all.find(
                                                        "Service",
                                                        route.namespace(),
                                                        to.path("name").asString())
                                                .flatMap(each ->
                                                        each.at("/spec/ports").valueStream())
                                                .anyMatch(each ->
                                                        each.path("port").equals(to.path("port"))),
                                        route,
                                        "its Service " + to))));
        Stream.of("RoleBinding", "ClusterRoleBinding").flatMap(all::ofKind).forEach(this::binding);
        all.ofKind("PodMonitor").forEach(this::monitor);
        Stream.of("HorizontalPodAutoscaler", "ScaledObject")
                .flatMap(all::ofKind)
                .forEach(this::autoscaler);
        for (String generated : List.of("ConfigMap", "Secret")) {
            all.ofKind(generated)
                    .forEach(each -> must(
                            all.workloads()
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

    private void workload(Manifest workload) {
        JsonNode pod = workload.podSpec();
        List<Manifest> same =
                selected(workload.namespace(), workload.at("/spec/selector")).toList();
        must(same.equals(List.of(workload)), workload, "selects " + same);
        for (JsonNode spread : pod.path("topologySpreadConstraints")) {
            must(
                    Labels.match(spread.path("labelSelector"), workload.podLabels())
                            && spread.at("/labelSelector/matchLabels")
                                    .equals(workload.at("/spec/selector/matchLabels")),
                    workload,
                    "spreads others");
        }
        if (workload.kind().equals("StatefulSet")) {
            must(
                    all.find(
                                    "Service",
                                    workload.namespace(),
                                    workload.at("/spec/serviceName").asString())
                            .findAny()
                            .isPresent(),
                    workload,
                    "its Service");
        }
        if (!pod.path("serviceAccountName").isMissingNode()) {
            must(
                    all.find(
                                    "ServiceAccount",
                                    workload.namespace(),
                                    pod.path("serviceAccountName").asString())
                            .findAny()
                            .isPresent(),
                    workload,
                    "its account");
        }
        Map<String, Set<String>> volumes = volumes(workload);
        Set<String> mounted = new HashSet<>();
        for (JsonNode container : workload.containers()) {
            container(workload, container);
            for (JsonNode mount : container.path("volumeMounts")) {
                String volume = mount.path("name").asString();
                mounted.add(volume);
                must(volumes.containsKey(volume), workload, "mounts " + volume + ", which is no volume");
                must(
                        mount.path("subPath").isMissingNode()
                                || volumes.getOrDefault(volume, Set.of())
                                        .contains(mount.path("subPath").asString()),
                        workload,
                        "mounts " + mount.path("subPath").asString() + ", which is not in " + volume);
            }
        }
        must(mounted.equals(volumes.keySet()), workload, "has volumes " + volumes.keySet() + " and mounts " + mounted);
    }

    private void container(Manifest workload, JsonNode container) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (JsonNode from : container.path("envFrom")) {
            keys(workload, "ConfigMap", from.at("/configMapRef/name").asString())
                    .forEach(key -> variables.put(key, ""));
        }
        for (JsonNode variable : container.path("env")) {
            String name = variable.path("name").asString();
            Map.of(
                            "ConfigMap",
                            variable.at("/valueFrom/configMapKeyRef"),
                            "Secret",
                            variable.at("/valueFrom/secretKeyRef"))
                    .forEach((kind, ref) -> must(
                            ref.isMissingNode()
                                    || keys(workload, kind, ref.path("name").asString())
                                            .contains(ref.path("key").asString()),
                            workload,
                            name + " is not in " + kind + " " + ref.path("name").asString("")));
            texts(workload, variable.path("value").asString(""), variables.keySet());
            must(
                    !name.equals("REDIS_NODES")
                            || List.of(variable.path("value").asString("").split(" "))
                                    .equals(names(workload.name())),
                    workload,
                    "names other pods than there are");
            variables.put(name, variable.path("value").asString(""));
        }
        container.path("args").forEach(arg -> texts(workload, arg.asString(), variables.keySet()));
        container.path("command").forEach(arg -> texts(workload, arg.asString(), variables.keySet()));
        List<String> ports = container
                .path("ports")
                .valueStream()
                .map(port -> port.path("name").asString())
                .toList();
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode http = container.path(probe).path("httpGet");
            must(http.isMissingNode() || ports.contains(http.path("port").asString()), workload, "port of " + probe);
        }
    }

    /** Variables of a text are known, and the hosts of its addresses are Services. */
    private void texts(Manifest where, String text, Set<String> variables) {
        for (Matcher matcher = VARIABLE.matcher(text); matcher.find(); ) {
            must(
                    variables.contains(matcher.group(1)),
                    where,
                    "uses $(" + matcher.group(1) + "), which is not set before");
        }
        addresses(where, text);
        pods(where, text);
    }

    private void addresses(Manifest where, String text) {
        for (Matcher matcher = ADDRESS.matcher(text); matcher.find(); ) {
            String[] host = matcher.group(1).split("\\.");
            String namespace = host.length > 1 ? host[1] : where.namespace();
            int port = Integer.parseInt(matcher.group(2));
            boolean isOfOthers = host[0].equals("localhost") || matcher.group().endsWith("//" + COLLECTOR);
            must(
                    isOfOthers
                            || all.find("Service", namespace, host[0])
                                    .flatMap(
                                            service -> service.at("/spec/ports").valueStream())
                                    .anyMatch(each -> each.path("port").asInt() == port),
                    where,
                    "nobody listens at " + matcher.group());
        }
    }

    /** Addresses of pods lead to those that there are, through their Service. */
    private void pods(Manifest where, String text) {
        for (Matcher matcher = POD.matcher(text); matcher.find(); ) {
            String port = matcher.group(3);
            must(
                    names(matcher.group(1)).contains(matcher.group().replace(":" + port, ""))
                            && all.find("Service", where.namespace(), matcher.group(2))
                                    .flatMap(
                                            service -> service.at("/spec/ports").valueStream())
                                    .anyMatch(
                                            each -> each.path("port").asString().equals(port)),
                    where,
                    "nobody listens at " + matcher.group());
        }
    }

    /** The names that the pods of a StatefulSet have in their Service. */
    private List<String> names(String set) {
        return all.ofKind("StatefulSet")
                .filter(each -> each.name().equals(set))
                .flatMap(each -> IntStream.range(0, each.at("/spec/replicas").asInt())
                        .mapToObj(i -> set + "-" + i + "."
                                + each.at("/spec/serviceName").asString()))
                .toList();
    }

    /** The names of the volumes of a workload, with the files of those that come from objects. */
    private Map<String, Set<String>> volumes(Manifest workload) {
        Map<String, Set<String>> volumes = new LinkedHashMap<>();
        workload.at("/spec/volumeClaimTemplates")
                .forEach(claim -> volumes.put(claim.at("/metadata/name").asString(), Set.of()));
        for (JsonNode volume : workload.podSpec().path("volumes")) {
            Set<String> files = new LinkedHashSet<>();
            files.addAll(files(workload, "ConfigMap", volume.path("configMap"), "name"));
            files.addAll(files(workload, "Secret", volume.path("secret"), "secretName"));
            for (JsonNode source : volume.at("/projected/sources")) {
                for (String file : files(workload, "ConfigMap", source.path("configMap"), "name")) {
                    must(files.add(file), workload, "has two files " + file);
                }
            }
            JsonNode claim = volume.at("/persistentVolumeClaim/claimName");
            must(
                    claim.isMissingNode()
                            || all.find("PersistentVolumeClaim", workload.namespace(), claim.asString())
                                    .findAny()
                                    .isPresent(),
                    workload,
                    "there is no claim " + claim.asString(""));
            volumes.put(volume.path("name").asString(), files);
        }
        return volumes;
    }

    private Set<String> files(Manifest workload, String kind, JsonNode source, String field) {
        if (source.isMissingNode()) {
            return Set.of();
        }
        Set<String> keys = keys(workload, kind, source.path(field).asString());
        if (source.path("items").isMissingNode()) {
            return keys;
        }
        Set<String> files = new LinkedHashSet<>();
        for (JsonNode item : source.path("items")) {
            must(
                    keys.contains(item.path("key").asString()),
                    workload,
                    "takes " + item.path("key").asString() + ", which is not there");
            files.add(item.path("path").asString());
        }
        return files;
    }

    private Set<String> keys(Manifest workload, String kind, String name) {
        if (kind.equals("Secret") && GIVEN.containsKey(name)) {
            return GIVEN.get(name);
        }
        Set<String> keys = new LinkedHashSet<>();
        List<Manifest> found = all.ofKind(kind)
                .filter(each -> each.namespace().equals(workload.namespace())
                        && each.name().equals(name))
                .toList();
        must(!found.isEmpty(), workload, "there is no " + kind + " " + name);
        found.forEach(each -> {
            keys.addAll(each.at("/data").propertyNames());
            if (kind.equals("ConfigMap")) {
                each.at("/data").forEach(value -> {
                    if (!value.asString().contains("\n")) {
                        addresses(workload, value.asString());
                    }
                });
            }
        });
        return keys;
    }

    private void service(Manifest service) {
        if (service.name().equals("nowhere")) {
            must(service.at("/spec/selector").isMissingNode(), service, "leads somewhere");
            return;
        }
        List<Manifest> pods = all.workloads()
                .filter(each -> each.namespace().equals(service.namespace())
                        && each.podLabels()
                                .entrySet()
                                .containsAll(Manifest.strings(service.at("/spec/selector"))
                                        .entrySet()))
                .toList();
        must(!pods.isEmpty(), service, "selects no pod");
        for (JsonNode port : service.at("/spec/ports")) {
            must(
                    pods.stream()
                            .allMatch(pod -> pod.ports()
                                    .containsKey(port.path("targetPort").asString())),
                    service,
                    "no port " + port.path("targetPort").asString());
        }
    }

    private void ingress(Manifest ingress) {
        for (JsonNode tls : ingress.at("/spec/tls")) {
            must(GIVEN.containsKey(tls.path("secretName").asString()), ingress, "its certificate");
        }
        for (JsonNode rule : ingress.at("/spec/rules")) {
            must(
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
        must(
                all.find("Service", from.namespace(), service.asString())
                        .flatMap(each -> each.at("/spec/ports").valueStream())
                        .anyMatch(each -> each.path("name").asString().equals(port.asString())),
                from,
                "its Service " + service + " " + port);
    }

    private void binding(Manifest binding) {
        must(
                all.find(
                                binding.at("/roleRef/kind").asString(),
                                binding.namespace(),
                                binding.at("/roleRef/name").asString())
                        .findAny()
                        .isPresent(),
                binding,
                "its role");
        for (JsonNode subject : binding.at("/subjects")) {
            must(
                    all.find(
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
        List<Manifest> pods =
                selected(monitor.namespace(), monitor.at("/spec/selector")).toList();
        must(
                !pods.isEmpty()
                        && pods.stream()
                                .allMatch(pod -> pod.ports()
                                        .containsKey(monitor.at("/spec/podMetricsEndpoints/0/port")
                                                .asString())),
                monitor,
                "asks nobody");
    }

    private void autoscaler(Manifest autoscaler) {
        must(
                all.find(
                                "Deployment",
                                autoscaler.namespace(),
                                autoscaler.at("/spec/scaleTargetRef/name").asString())
                        .findAny()
                        .isPresent(),
                autoscaler,
                "there is nothing to scale");
        must(autoscaler.json().toString().contains("nightshift_desired_workers"), autoscaler, "its metric");
        autoscaler
                .at("/spec/triggers")
                .forEach(trigger -> addresses(
                        autoscaler, trigger.at("/metadata/serverAddress").asString()));
    }

    private Stream<Manifest> selected(String namespace, JsonNode selector) {
        return all.workloads()
                .filter(each -> each.namespace().equals(namespace) && Labels.match(selector, each.podLabels()));
    }

    private void must(boolean holds, Manifest manifest, String problem) {
        if (!holds) {
            problems.add(manifest + ": " + problem);
        }
    }
}
