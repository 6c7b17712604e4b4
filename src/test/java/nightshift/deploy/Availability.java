package nightshift.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** How servers start, are asked for their health, are replaced and stop; and how much memory stores take. */
final class Availability {

    private static final List<String> WRITABLE = List.of("/opt/ol/wlp/output", "/logs", "/tmp");

    private final List<String> problems = new ArrayList<>();

    private Availability() {}

    static List<String> problems(Manifests manifests) {
        Availability availability = new Availability();
        List<Manifest> servers = manifests
                .workloads()
                .filter(each -> each.kind().equals("Deployment")
                        && "nightshift".equals(each.podLabels().get("app.kubernetes.io/name")))
                .toList();
        servers.forEach(server -> availability.server(server, manifests));
        for (Manifest workload : manifests.workloads().toList()) {
            availability.must(
                    workload.podSpec()
                            .path("containers")
                            .valueStream()
                            .allMatch(each -> each.has("livenessProbe") && each.has("readinessProbe")),
                    workload,
                    "has no probes");
            availability.must(
                    workload.podSpec()
                            .path("containers")
                            .valueStream()
                            .allMatch(each -> seconds(each.path("startupProbe")) >= 240),
                    workload,
                    "is killed while it starts");
            availability.must(
                    !hasVolumeOfOneNode(workload, manifests)
                            || isRecreated(workload)
                                    && workload.at("/spec/replicas").asInt() == 1,
                    workload,
                    "two of it would write one volume");
            boolean hasSentinels = workload.podSpec()
                    .path("containers")
                    .valueStream()
                    .anyMatch(each -> each.path("name").asString().equals("sentinel"));
            if (hasSentinels) {
                availability.replicated(workload, manifests);
            } else {
                availability.must(
                        !workload.kind().equals("StatefulSet")
                                || workload.at("/spec/replicas").asInt() == 1,
                        workload,
                        "is a store that stands alone, and is there twice");
            }
        }
        manifests
                .ofKind("HorizontalPodAutoscaler")
                .forEach(each -> availability.autoscaler(
                        each, manifests, each.at("/spec/minReplicas").asInt(), each.at("/spec/behavior")));
        manifests
                .ofKind("ScaledObject")
                .forEach(each -> availability.autoscaler(
                        each,
                        manifests,
                        each.at("/spec/minReplicaCount").asInt(),
                        each.at("/spec/advanced/horizontalPodAutoscalerConfig/behavior")));
        manifests
                .ofKind("HTTPRoute")
                .forEach(route -> availability.must(
                        route.at("/spec/rules")
                                .valueStream()
                                .filter(rule -> rule.at("/backendRefs/0/name")
                                        .asString()
                                        .equals("nightshift"))
                                .allMatch(rule -> rule.at("/timeouts/request")
                                        .asString("")
                                        .equals("0s")),
                        route,
                        "ends event streams"));
        manifests.find("StatefulSet", "nightshift", "redis").forEach(availability::redis);
        return availability.problems;
    }

    /** A store of which one is the master, chosen by a majority. */
    private void replicated(Manifest store, Manifests manifests) {
        must(store.at("/spec/replicas").asInt() == 3, store, "has no majority when one is away");
        must(
                store.at("/spec/podManagementPolicy").asString("").equals("Parallel"),
                store,
                "waits for a first pod that waits for the others");
        must(
                store.podSpec()
                        .path("topologySpreadConstraints")
                        .valueStream()
                        .anyMatch(each -> each.path("topologyKey").asString().equals("kubernetes.io/hostname")
                                && each.path("maxSkew").asInt() == 1
                                && each.path("whenUnsatisfiable").asString().equals("DoNotSchedule")
                                && each.path("minDomains").asInt() == 3),
                store,
                "may lose a majority with a node");
        must(
                manifests
                        .ofKind("PodDisruptionBudget")
                        .anyMatch(budget -> budget.namespace().equals(store.namespace())
                                && Labels.match(budget.at("/spec/selector"), store.podLabels())
                                && budget.at("/spec/maxUnavailable").asInt() == 1),
                store,
                "may lose a majority when nodes are drained");
        must(
                manifests
                        .get(
                                "Service",
                                store.namespace(),
                                store.at("/spec/serviceName").asString())
                        .at("/spec/publishNotReadyAddresses")
                        .asBoolean(false),
                store,
                "is not found before it is ready");
        must(
                manifests
                        .find("ConfigMap", "nightshift", "nightshift")
                        .allMatch(map -> map.at("/data/NIGHTSHIFT_REDIS_WAIT_REPLICAS")
                                .asString("0")
                                .equals("1")),
                store,
                "may lose what was acknowledged");
    }

    private void server(Manifest server, Manifests manifests) {
        JsonNode pod = server.podSpec();
        JsonNode container = pod.at("/containers/0");
        probe(server, container, "startupProbe", "/health/started");
        probe(server, container, "livenessProbe", "/health/live");
        probe(server, container, "readinessProbe", "/health/ready");
        JsonNode start = container.path("startupProbe");
        must(seconds(start) >= 600, server, "has little time to start");
        must(
                server.at("/spec/progressDeadlineSeconds").asInt() > seconds(start),
                server,
                "counts as failed while it starts");

        Duration grace = manifests
                .find("ConfigMap", "nightshift", "nightshift")
                .map(map ->
                        Duration.parse(map.at("/data/NIGHTSHIFT_DRAIN_GRACE").asString()))
                .findFirst()
                .orElseThrow();
        JsonNode preStop = container.at("/lifecycle/preStop/exec/command");
        must(preStop.path(0).asString("").equals("sleep"), server, "leaves before all know");
        must(
                pod.path("terminationGracePeriodSeconds").asInt()
                        > grace.toSeconds() + preStop.path(1).asInt() + 15,
                server,
                "is killed while it drains");

        must(
                hasVolumeOfOneNode(server, manifests)
                        ? isRecreated(server)
                        : server.at("/spec/strategy/rollingUpdate/maxUnavailable")
                                .asString("")
                                .equals("0"),
                server,
                "is fewer while it is replaced");
        must(
                manifests
                        .ofKind("PodDisruptionBudget")
                        .anyMatch(budget -> budget.namespace().equals(server.namespace())
                                && Labels.match(budget.at("/spec/selector"), server.podLabels())
                                && budget.at("/spec/maxUnavailable").asInt() == 1
                                && budget.at("/spec/unhealthyPodEvictionPolicy")
                                        .asString("")
                                        .equals("AlwaysAllow")),
                server,
                "has no disruption budget");
        must(pod.path("topologySpreadConstraints").size() == 2, server, "is not spread");

        Set<String> writable = new TreeSet<>();
        container
                .path("volumeMounts")
                .valueStream()
                .filter(mount -> !mount.path("readOnly").asBoolean(false))
                .forEach(mount -> writable.add(mount.path("mountPath").asString()));
        Set<String> expected = new TreeSet<>(WRITABLE);
        manifests
                .find("ConfigMap", "nightshift", "nightshift")
                .map(map -> map.at("/data/NIGHTSHIFT_BULK_DIR"))
                .filter(JsonNode::isString)
                .forEach(folder -> expected.add(folder.asString()));
        must(writable.equals(expected), server, "can write " + writable);

        long heap = container
                .path("env")
                .valueStream()
                .filter(each -> each.path("name").asString().equals("JVM_ARGS"))
                .map(each -> each.path("value").asString().replaceAll(".*-Xmx(\\d+)m.*", "$1"))
                .mapToLong(megabytes -> Long.parseLong(megabytes) << 20)
                .sum();
        long limit = Hardening.bytes(container.at("/resources/limits/memory"));
        must(heap > 0 && heap + (400L << 20) <= limit, server, "may be killed for its memory");
    }

    /** Whether two pods of a Deployment could not have its volume, one of them on another node. */
    private static boolean hasVolumeOfOneNode(Manifest workload, Manifests manifests) {
        return workload.podSpec()
                .path("volumes")
                .valueStream()
                .map(each -> each.at("/persistentVolumeClaim/claimName"))
                .filter(JsonNode::isString)
                .flatMap(claim -> manifests.find("PersistentVolumeClaim", workload.namespace(), claim.asString()))
                .anyMatch(claim -> !claim.at("/spec/accessModes").toString().equals("[\"ReadWriteMany\"]"));
    }

    private static boolean isRecreated(Manifest workload) {
        return workload.at("/spec/strategy/type").asString("").equals("Recreate");
    }

    private void autoscaler(Manifest autoscaler, Manifests manifests, int least, JsonNode behavior) {
        must(
                manifests
                        .find(
                                "Deployment",
                                autoscaler.namespace(),
                                autoscaler.at("/spec/scaleTargetRef/name").asString())
                        .allMatch(target -> target.at("/spec/replicas").isMissingNode()),
                autoscaler,
                "is not alone in deciding");
        must(least >= 2, autoscaler, "leaves one worker");
        must(behavior.at("/scaleUp/stabilizationWindowSeconds").asInt(-1) == 0, autoscaler, "waits while jobs wait");
        must(
                behavior.at("/scaleDown/stabilizationWindowSeconds").asInt() >= 300
                        && behavior.at("/scaleDown/policies").size() == 1
                        && behavior.at("/scaleDown/policies/0/type").asString().equals("Pods")
                        && behavior.at("/scaleDown/policies/0/value").asInt() == 1
                        && behavior.at("/scaleDown/policies/0/periodSeconds").asInt() >= 60,
                autoscaler,
                "takes workers away in a hurry");
    }

    private void probe(Manifest server, JsonNode container, String probe, String path) {
        must(container.path(probe).at("/httpGet/path").asString("").equals(path), server, probe + " asks elsewhere");
    }

    /** How long a container may take until its first good answer. */
    private static int seconds(JsonNode startupProbe) {
        return startupProbe.path("periodSeconds").asInt()
                * startupProbe.path("failureThreshold").asInt();
    }

    private void redis(Manifest redis) {
        JsonNode container = redis.podSpec().at("/containers/0");
        JsonNode most = container
                .path("env")
                .valueStream()
                .filter(each -> each.path("name").asString().equals("REDIS_MAXMEMORY"))
                .findFirst()
                .orElseThrow()
                .path("value");
        double share = (double) Hardening.bytes(most) / Hardening.bytes(container.at("/resources/limits/memory"));
        must(share > 0.55 && share < 0.65, redis, "may use " + share + " of its memory limit");
        must(
                container.at("/resources/limits/memory").equals(container.at("/resources/requests/memory")),
                redis,
                "is evicted first");
        String alive = container.at("/livenessProbe/exec/command").toString();
        must(alive.contains("LOADING") && alive.contains("BUSY"), redis, "is killed while it loads");
        must(
                !container.at("/readinessProbe/exec/command").toString().contains("LOADING"),
                redis,
                "is ready while it loads");
    }

    private void must(boolean holds, Manifest manifest, String problem) {
        if (!holds) {
            problems.add(manifest + ": " + problem);
        }
    }
}
