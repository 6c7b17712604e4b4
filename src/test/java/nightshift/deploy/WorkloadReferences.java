package nightshift.deploy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whether what the pods of workloads name is there: accounts, volumes, files, keys, ports. */
final class WorkloadReferences {

    /** Secrets that somebody else makes, with their keys. */
    static final Map<String, Set<String>> GIVEN = Map.of(
            "nightshift-tls",
            Set.of("tls.crt", "tls.key"),
            "grafana-tls",
            Set.of("tls.crt", "tls.key"),
            "redis-tls",
            Set.of("tls.crt", "tls.key", "ca.crt"),
            "alertmanager",
            Set.of("alertmanager.yml"));

    private final Findings found;

    private final AddressReferences addresses;

    WorkloadReferences(Findings found, AddressReferences addresses) {
        this.found = found;
        this.addresses = addresses;
    }

    void workload(Manifest workload) {
        JsonNode pod = workload.podSpec();
        List<Manifest> same = found.selected(workload.namespace(), workload.at("/spec/selector"))
                .toList();
        found.must(same.equals(List.of(workload)), workload, "selects " + same);
        for (JsonNode spread : pod.path("topologySpreadConstraints")) {
            found.must(
                    Labels.match(spread.path("labelSelector"), workload.podLabels())
                            && spread.at("/labelSelector/matchLabels")
                                    .equals(workload.at("/spec/selector/matchLabels")),
                    workload,
                    "spreads others");
        }
        if (workload.kind().equals("StatefulSet")) {
            found.must(
                    found.all()
                            .find(
                                    "Service",
                                    workload.namespace(),
                                    workload.at("/spec/serviceName").asString())
                            .findAny()
                            .isPresent(),
                    workload,
                    "its Service");
        }
        if (!pod.path("serviceAccountName").isMissingNode()) {
            found.must(
                    found.all()
                            .find(
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
                found.must(volumes.containsKey(volume), workload, "mounts " + volume + ", which is no volume");
                found.must(
                        mount.path("subPath").isMissingNode()
                                || volumes.getOrDefault(volume, Set.of())
                                        .contains(mount.path("subPath").asString()),
                        workload,
                        "mounts " + mount.path("subPath").asString() + ", which is not in " + volume);
            }
        }
        found.must(
                mounted.equals(volumes.keySet()),
                workload,
                "has volumes " + volumes.keySet() + " and mounts " + mounted);
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
                    .forEach((kind, ref) -> found.must(
                            ref.isMissingNode()
                                    || keys(workload, kind, ref.path("name").asString())
                                            .contains(ref.path("key").asString()),
                            workload,
                            name + " is not in " + kind + " " + ref.path("name").asString("")));
            addresses.texts(workload, variable.path("value").asString(""), variables.keySet());
            found.must(
                    !name.equals("REDIS_NODES")
                            || List.of(variable.path("value").asString("").split(" "))
                                    .equals(addresses.podsOf(workload.name())),
                    workload,
                    "names other pods than there are");
            variables.put(name, variable.path("value").asString(""));
        }
        container.path("args").forEach(arg -> addresses.texts(workload, arg.asString(), variables.keySet()));
        container.path("command").forEach(arg -> addresses.texts(workload, arg.asString(), variables.keySet()));
        List<String> ports = container
                .path("ports")
                .valueStream()
                .map(port -> port.path("name").asString())
                .toList();
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode http = container.path(probe).path("httpGet");
            found.must(
                    http.isMissingNode() || ports.contains(http.path("port").asString()), workload, "port of " + probe);
        }
    }

    /** The volumes of a workload by name, each with the files of the object that it comes from, if any. */
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
                    found.must(files.add(file), workload, "has two files " + file);
                }
            }
            JsonNode claim = volume.at("/persistentVolumeClaim/claimName");
            found.must(
                    claim.isMissingNode()
                            || found.all()
                                    .find("PersistentVolumeClaim", workload.namespace(), claim.asString())
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
            found.must(
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
        List<Manifest> objects = found.all()
                .ofKind(kind)
                .filter(each -> each.namespace().equals(workload.namespace())
                        && each.name().equals(name))
                .toList();
        found.must(!objects.isEmpty(), workload, "there is no " + kind + " " + name);
        objects.forEach(each -> {
            keys.addAll(each.at("/data").propertyNames());
            if (kind.equals("ConfigMap")) {
                each.at("/data").forEach(value -> {
                    if (!value.asString().contains("\n")) {
                        addresses.addresses(workload, value.asString());
                    }
                });
            }
        });
        return keys;
    }
}
