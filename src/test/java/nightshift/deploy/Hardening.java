package nightshift.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What every pod and every namespace must forbid itself: the restricted Pod Security Standard, and more. */
final class Hardening {

    /** Whose pods may talk to the API server, and so have a token. */
    private static final Set<String> WITH_TOKEN = Set.of("prometheus", "kube-state-metrics");
    /** The volumes of the restricted standard that are used. */
    private static final Set<String> VOLUMES =
            Set.of("configMap", "emptyDir", "persistentVolumeClaim", "projected", "secret");

    private static final Set<String> READING = Set.of("get", "list", "watch");
    /** Not Secrets and ConfigMaps, nor a proxy to pods or nodes. */
    private static final Set<String> READABLE = Set.of(
            "pods", "services", "endpoints", "endpointslices", "deployments", "statefulsets", "nodes", "nodes/metrics");

    private static final Set<String> RESOURCES = Set.of("cpu", "memory", "ephemeral-storage");
    private static final Pattern PINNED = Pattern.compile("[^:@]+(:\\d+)?/.+:(?!latest$)[\\w.-]*(\\d|dev)[\\w.-]*");
    private static final Pattern CREDENTIAL = Pattern.compile(".*(PASSWORD|SECRET|KEY|TOKEN|AUTH)");

    private final List<String> problems = new ArrayList<>();

    private Hardening() {}

    static List<String> problems(Manifests manifests) {
        Hardening hardening = new Hardening();
        manifests.ofKind("Namespace").forEach(hardening::namespace);
        manifests.workloads().forEach(hardening::workload);
        Stream.of("Role", "ClusterRole").flatMap(manifests::ofKind).forEach(hardening::role);
        manifests
                .ofKind("ServiceAccount")
                .forEach(account -> hardening.must(
                        account.at("/automountServiceAccountToken").isBoolean()
                                && !account.at("/automountServiceAccountToken").asBoolean(),
                        account,
                        "mounts its token into every pod"));
        return hardening.problems;
    }

    private void namespace(Manifest namespace) {
        for (String mode : List.of("enforce", "audit", "warn")) {
            must(
                    namespace
                            .at("/metadata/labels/pod-security.kubernetes.io~1" + mode)
                            .asString("")
                            .equals("restricted"),
                    namespace,
                    "is not restricted: " + mode);
        }
    }

    private void role(Manifest role) {
        for (JsonNode rule : role.at("/rules")) {
            must(
                    rule.path("verbs").valueStream().allMatch(verb -> READING.contains(verb.asString()))
                            && rule.path("resources")
                                    .valueStream()
                                    .allMatch(each -> READABLE.contains(each.asString())),
                    role,
                    "gives too many rights");
        }
    }

    private void workload(Manifest workload) {
        JsonNode pod = workload.podSpec();
        String name = workload.podLabels().get("app.kubernetes.io/name");
        must(pod.at("/securityContext/runAsNonRoot").asBoolean(false), workload, "may run as root");
        must(
                pod.at("/securityContext/seccompProfile/type").asString("").equals("RuntimeDefault"),
                workload,
                "has no seccomp profile");
        must(
                pod.path("automountServiceAccountToken").isBoolean()
                        && pod.path("automountServiceAccountToken").asBoolean() == WITH_TOKEN.contains(name),
                workload,
                "token of the API server");
        must(
                pod.path("enableServiceLinks").isBoolean()
                        && !pod.path("enableServiceLinks").asBoolean(),
                workload,
                "has service links");
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC", "hostUsers")) {
            must(pod.path(shared).isMissingNode(), workload, shared);
        }
        for (JsonNode volume : pod.path("volumes")) {
            must(
                    volume.propertyNames().stream().allMatch(field -> field.equals("name") || VOLUMES.contains(field)),
                    workload,
                    "kind of volume " + volume.path("name").asString());
            must(
                    !volume.has("emptyDir") || volume.at("/emptyDir/sizeLimit").isString(),
                    workload,
                    "no size limit of " + volume.path("name").asString());
        }
        workload.containers().forEach(container -> container(workload, container));
        must(
                workload.containers().stream()
                                .mapToLong(each -> bytes(each.at("/resources/limits/ephemeral-storage")))
                                .sum()
                        >= pod.path("volumes")
                                .valueStream()
                                .mapToLong(each -> bytes(each.at("/emptyDir/sizeLimit")))
                                .sum(),
                workload,
                "its volumes are larger than its ephemeral storage");
    }

    private void container(Manifest workload, JsonNode container) {
        String name = container.path("name").asString() + ": ";
        JsonNode security = container.path("securityContext");
        must(
                security.path("allowPrivilegeEscalation").isBoolean()
                        && !security.path("allowPrivilegeEscalation").asBoolean(),
                workload,
                name + "may become more privileged");
        must(
                security.path("readOnlyRootFilesystem").asBoolean(false),
                workload,
                name + "can write its root file system");
        must(
                security.at("/capabilities/drop").toString().equals("[\"ALL\"]")
                        && security.at("/capabilities/add").isMissingNode(),
                workload,
                name + "has capabilities");
        must(
                security.propertyNames().stream()
                        .allMatch(
                                Set.of("allowPrivilegeEscalation", "readOnlyRootFilesystem", "capabilities")::contains),
                workload,
                name + "differs from its pod in " + security.propertyNames());
        for (String resource : RESOURCES) {
            JsonNode request = container.at("/resources/requests/" + resource);
            JsonNode limit = container.at("/resources/limits/" + resource);
            must(
                    request.isString()
                            && limit.isString()
                            && (resource.equals("cpu") || bytes(request) <= bytes(limit)),
                    workload,
                    name + "request and limit of " + resource);
        }
        must(
                PINNED.matcher(container.path("image").asString()).matches(),
                workload,
                name + "image " + container.path("image").asString());
        must(container.path("imagePullPolicy").asString("").equals("IfNotPresent"), workload, name + "pull policy");
        for (JsonNode variable : container.path("env")) {
            must(
                    !CREDENTIAL.matcher(variable.path("name").asString()).matches() || variable.has("valueFrom"),
                    workload,
                    name + variable.path("name").asString() + " is written down");
        }
        for (JsonNode port : container.path("ports")) {
            must(port.path("hostPort").isMissingNode(), workload, name + "port of the node");
        }
    }

    private void must(boolean holds, Manifest manifest, String problem) {
        if (!holds) {
            problems.add(manifest + ": " + problem);
        }
    }

    /** Bytes of a quantity such as 512Mi; 0 if there is none. */
    static long bytes(JsonNode quantity) {
        String text = quantity.asString("0");
        Map<String, Long> units = Map.of("Mi", 1L << 20, "Gi", 1L << 30, "mb", 1L << 20);
        return units.entrySet().stream()
                .filter(unit -> text.endsWith(unit.getKey()))
                .map(unit -> Long.parseLong(text.substring(0, text.length() - 2)) * unit.getValue())
                .findFirst()
                .orElse(0L);
    }
}
