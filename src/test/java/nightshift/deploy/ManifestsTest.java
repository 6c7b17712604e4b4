package nightshift.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every rule holds for every overlay, and every rule is seen to be broken by the change that it is there for. */
class ManifestsTest {

    enum Rules {
        SCHEMA(Schema::problems), HARDENING(Hardening::problems), REFERENCES(References::problems),
        AVAILABILITY(Availability::problems);

        private final Function<Manifests, List<String>> problems;

        Rules(Function<Manifests, List<String>> problems) {
            this.problems = problems;
        }
    }

    static final Iterable<String> OVERLAYS = Manifests.ALL;

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyObjectIsWhatTheApiServerTakes(String overlay) {
        assertThat(Manifests.of(overlay).objects()).hasSizeGreaterThan(50);
        assertThat(Schema.problems(Manifests.of(overlay))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyPodMayDoAsLittleAsItNeeds(String overlay) {
        assertThat(Hardening.problems(Manifests.of(overlay))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everythingThatIsNamedIsThere(String overlay) {
        assertThat(References.problems(Manifests.of(overlay))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void serversAndStoresLiveThroughStopsAndFailures(String overlay) {
        assertThat(Availability.problems(Manifests.of(overlay))).isEmpty();
    }

    @Test
    void openShiftChoosesUsersAndElsewhereTheyAreGiven() {
        assertThat(Manifests.of("openshift").workloads()).allSatisfy(workload ->
                assertThat(workload.podSpec().toString()).doesNotContain("runAsUser", "runAsGroup", "fsGroup", "supplementalGroups"));
        assertThat(Stream.of("local", "production").flatMap(overlay -> Manifests.of(overlay).workloads())).hasSizeGreaterThan(10)
                .allSatisfy(workload -> {
                    assertThat(workload.podSpec().at("/securityContext/runAsUser").asInt()).as(workload.toString()).isPositive();
                    assertThat(workload.podSpec().at("/securityContext/fsGroup").asInt()).as(workload.toString()).isPositive();
                });
    }

    /** One change to one object of the overlay production; without a value the field is taken away. */
    @ParameterizedTest(name = "{0}: {1} {2}/{3}{4} = {5}")
    @CsvSource(quoteCharacter = '\'', nullValues = "-", value = {
            "SCHEMA, Deployment, nightshift, nightshift-api, /spec/template/spec/containers/0/bogus, true, bogus",
            "SCHEMA, Deployment, nightshift, nightshift-api, /spec/selector, -, selector",
            "SCHEMA, NetworkPolicy, monitoring, grafana, /spec/ingress/0/from/0/podSelectors, '{}', podSelectors",
            "SCHEMA, ConfigMap, monitoring, grafana, /apiVersion, '\"v9\"', unknown kind",
            "HARDENING, Namespace, '', nightshift, /metadata/labels/pod-security.kubernetes.io~1enforce, '\"baseline\"', not restricted",
            "HARDENING, Deployment, nightshift, nightshift-api, /spec/template/spec/securityContext/runAsNonRoot, false, as root",
            "HARDENING, StatefulSet, nightshift, redis, /spec/template/spec/securityContext/seccompProfile, -, seccomp",
            "HARDENING, Deployment, monitoring, grafana, /spec/template/spec/automountServiceAccountToken, true, token",
            "HARDENING, Deployment, monitoring, grafana, /spec/template/spec/automountServiceAccountToken, -, token",
            "HARDENING, StatefulSet, monitoring, prometheus, /spec/template/spec/automountServiceAccountToken, false, token",
            "HARDENING, ServiceAccount, monitoring, prometheus, /automountServiceAccountToken, -, into every pod",
            "HARDENING, Deployment, nightshift, nightshift-api, /spec/template/spec/enableServiceLinks, -, service links",
            "HARDENING, Deployment, nightshift, nightshift-api, /spec/template/spec/hostNetwork, true, hostNetwork",
            "HARDENING, Deployment, nightshift, nightshift-api, /spec/template/spec/volumes/0, '{\"name\":\"output\",\"hostPath\":{\"path\":\"/\"}}', kind of volume",
            "HARDENING, Deployment, nightshift, nightshift-api, /spec/template/spec/volumes/1/emptyDir, '{}', no size limit",
            "HARDENING, Deployment, nightshift, nightshift-api, /spec/template/spec/volumes/1/emptyDir/sizeLimit, '\"9Gi\"', larger than",
            "HARDENING, Deployment, monitoring, grafana, /spec/template/spec/initContainers/0/securityContext/allowPrivilegeEscalation, -, more privileged",
            "HARDENING, Deployment, monitoring, grafana, /spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem, false, root file system",
            "HARDENING, StatefulSet, monitoring, alertmanager, /spec/template/spec/containers/0/securityContext/capabilities/drop, '[]', capabilities",
            "HARDENING, StatefulSet, monitoring, alertmanager, /spec/template/spec/containers/0/securityContext/capabilities/add, '[\"CHOWN\"]', capabilities",
            "HARDENING, StatefulSet, monitoring, alertmanager, /spec/template/spec/containers/0/securityContext/runAsUser, 0, differs from its pod",
            "HARDENING, Deployment, nightshift, redis-exporter, /spec/template/spec/containers/0/resources/limits/ephemeral-storage, -, ephemeral-storage",
            "HARDENING, Deployment, nightshift, redis-exporter, /spec/template/spec/containers/0/resources/requests/memory, '\"1Gi\"', memory",
            "HARDENING, Deployment, nightshift, redis-exporter, /spec/template/spec/containers/0/image, '\"docker.io/oliver006/redis_exporter\"', image",
            "HARDENING, Deployment, nightshift, redis-exporter, /spec/template/spec/containers/0/image, '\"docker.io/oliver006/redis_exporter:latest\"', image",
            "HARDENING, Deployment, nightshift, redis-exporter, /spec/template/spec/containers/0/env/2, '{\"name\":\"REDIS_PASSWORD\",\"value\":\"p\"}', REDIS_PASSWORD is written down",
            "HARDENING, Deployment, nightshift, redis-exporter, /spec/template/spec/containers/0/imagePullPolicy, '\"Always\"', pull policy",
            "HARDENING, Deployment, nightshift, redis-exporter, /spec/template/spec/containers/0/ports/0/hostPort, 9121, port of the node",
            "REFERENCES, Service, nightshift, redis, /metadata/name, '\"nightshift\"', is there twice",
            "REFERENCES, Service, nightshift, redis, /metadata/namespace, '\"elsewhere\"', namespace",
            "REFERENCES, Service, nightshift, redis, /spec/ports/0/port, 6380, 'nobody listens at redis://'",
            "REFERENCES, Service, nightshift, redis, /spec/ports/0/targetPort, '\"redes\"', no port redes",
            "REFERENCES, Service, nightshift, nightshift, /spec/selector/app.kubernetes.io~1component, '\"all\"', selects no pod",
            "REFERENCES, Service, monitoring, prometheus, /spec/ports/0/port, 9091, 'nobody listens at http://prometheus.monitoring.svc:9090'",
            "REFERENCES, PodDisruptionBudget, nightshift, nightshift-api, /spec/selector/matchLabels/app.kubernetes.io~1component, -, covers not one",
            "REFERENCES, NetworkPolicy, nightshift, redis, /spec/podSelector/matchLabels/app.kubernetes.io~1name, '\"radish\"', covers no pod",
            "REFERENCES, Deployment, nightshift, nightshift-api, /spec/selector/matchLabels/app.kubernetes.io~1component, -, selects",
            "REFERENCES, Deployment, nightshift, nightshift-api, /spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels/app.kubernetes.io~1component, -, spreads others",
            "REFERENCES, StatefulSet, nightshift, redis, /spec/serviceName, '\"radish\"', its Service",
            "REFERENCES, StatefulSet, monitoring, prometheus, /spec/template/spec/serviceAccountName, '\"default\"', its account",
            "REFERENCES, Deployment, nightshift, nightshift-api, /spec/template/spec/containers/0/volumeMounts/0/name, '\"input\"', no volume",
            "REFERENCES, StatefulSet, monitoring, prometheus, /spec/template/spec/containers/0/volumeMounts/1/subPath, '\"p.yml\"', p.yml",
            "REFERENCES, StatefulSet, monitoring, prometheus, /spec/template/spec/volumes/0/configMap/name, '\"prometheus\"', there is no ConfigMap",
            "REFERENCES, StatefulSet, nightshift, redis, /spec/template/spec/volumes/1/secret/items/0/key, '\"acl\"', which is not there",
            "REFERENCES, Deployment, nightshift, nightshift-api, /spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef/key, '\"pw\"', REDIS_PASSWORD is not in",
            "REFERENCES, Deployment, nightshift, nightshift-api, /spec/template/spec/containers/0/env/0/name, '\"PASSWORD\"', uses $(REDIS_PASSWORD)",
            "REFERENCES, Deployment, nightshift, nightshift-api, /spec/template/spec/containers/0/readinessProbe/httpGet/port, '\"https\"', port of readinessProbe",
            "REFERENCES, Deployment, monitoring, grafana, /spec/template/spec/volumes/0/persistentVolumeClaim/claimName, '\"g\"', there is no claim",
            "REFERENCES, Deployment, monitoring, grafana, /spec/template/spec/volumes/8/projected/sources/0/configMap/name, '\"d\"', there is no ConfigMap",
            "REFERENCES, ConfigMap, monitoring, dashboard-work, /metadata/name, '\"dashboard\"', is used by nobody",
            "REFERENCES, Ingress, nightshift, nightshift, /spec/rules/0/http/paths/0/backend/service/port/name, '\"web\"', its Service",
            "REFERENCES, Ingress, nightshift, nightshift, /spec/rules/0/host, '\"other.example.com\"', without TLS",
            "REFERENCES, Ingress, nightshift, nightshift, /spec/tls/0/secretName, '\"cert\"', its certificate",
            "REFERENCES, RoleBinding, nightshift, prometheus, /roleRef/name, '\"view\"', its role",
            "REFERENCES, RoleBinding, nightshift, prometheus, /subjects/0/namespace, '\"nightshift\"', its subject",
            "AVAILABILITY, Deployment, nightshift, nightshift-worker, /spec/template/spec/containers/0/readinessProbe/httpGet/path, '\"/health\"', readinessProbe",
            "AVAILABILITY, Deployment, nightshift, nightshift-worker, /spec/template/spec/containers/0/startupProbe/failureThreshold, 3, little time",
            "AVAILABILITY, Deployment, nightshift, nightshift-worker, /spec/template/spec/containers/0/lifecycle, -, before all know",
            "AVAILABILITY, Deployment, nightshift, nightshift-worker, /spec/template/spec/terminationGracePeriodSeconds, 30, while it drains",
            "AVAILABILITY, ConfigMap, nightshift, nightshift, /data/NIGHTSHIFT_DRAIN_GRACE, '\"PT60S\"', while it drains",
            "AVAILABILITY, Deployment, nightshift, nightshift-worker, /spec/strategy/rollingUpdate/maxUnavailable, 1, is fewer",
            "AVAILABILITY, PodDisruptionBudget, nightshift, nightshift-worker, /spec/unhealthyPodEvictionPolicy, -, disruption budget",
            "AVAILABILITY, Deployment, nightshift, nightshift-worker, /spec/template/spec/topologySpreadConstraints, '[]', is not spread",
            "AVAILABILITY, Deployment, nightshift, nightshift-worker, /spec/template/spec/containers/0/volumeMounts/2/mountPath, '\"/var/tmp\"', can write",
            "AVAILABILITY, Deployment, nightshift, nightshift-worker, /spec/template/spec/containers/0/resources/limits/memory, '\"768Mi\"', killed for its memory",
            "AVAILABILITY, Deployment, monitoring, grafana, /spec/template/spec/containers/0/livenessProbe, -, no probes",
            "AVAILABILITY, Deployment, monitoring, grafana, /spec/strategy, -, write one volume",
            "AVAILABILITY, StatefulSet, nightshift, redis, /spec/replicas, 2, there twice",
            "AVAILABILITY, StatefulSet, nightshift, redis, /spec/template/spec/containers/0/resources/limits/memory, '\"1Gi\"', of its memory limit",
            "AVAILABILITY, StatefulSet, nightshift, redis, /spec/template/spec/containers/0/resources/requests/memory, '\"1Gi\"', evicted first",
            "AVAILABILITY, StatefulSet, nightshift, redis, /spec/template/spec/containers/0/livenessProbe/exec/command/2, '\"redis-cli ping\"', while it loads",
            "AVAILABILITY, StatefulSet, nightshift, redis, /spec/template/spec/containers/0/readinessProbe/exec/command/2, '\"grep -E PONG|LOADING\"', ready while",
    })
    void aChangeForTheWorseIsSeen(Rules rules, String kind, String namespace, String name, String pointer, String value,
            String problem) {
        Manifests manifests = Manifests.of("production");
        change(manifests.get(kind, namespace, name).json(), JsonPointer.compile(pointer), value);

        assertThat(rules.problems.apply(manifests)).anyMatch(each -> each.contains(problem));
    }

    private static void change(ObjectNode json, JsonPointer pointer, String value) {
        JsonNode parent = json.at(pointer.head());
        JsonNode changed = value == null ? null : Manifests.yaml(value);
        if (parent instanceof ArrayNode array) {
            array.set(pointer.last().getMatchingIndex(), changed);
        } else if (changed == null) {
            assertThat(((ObjectNode) parent).remove(pointer.last().getMatchingProperty())).isNotNull();
        } else {
            ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), changed);
        }
    }
}
