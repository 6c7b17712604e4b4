package nightshift.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What may talk to what: all of this, and nothing else. */
class NetworkTest {

    static final Iterable<String> OVERLAYS = Manifests.ALL;

    private static final String MONITORING = """
            prometheus -> redis-exporter: TCP 9121
            redis-exporter -> redis: TCP 6379
            redis-exporter -> dns: TCP 53, UDP 53
            redis-exporter -> openshift dns: TCP 5353, UDP 5353
            prometheus -> alertmanager: TCP 9093
            prometheus -> grafana: TCP 3000
            prometheus -> api server: TCP 16443, TCP 443, TCP 6443, TCP 8443
            prometheus -> internet: TCP 443, TCP 8443
            prometheus -> internet v6: TCP 443, TCP 8443
            prometheus -> data centre: TCP 8443
            prometheus -> carrier: TCP 8443
            prometheus -> other namespace: TCP 443
            grafana -> prometheus: TCP 9090
            grafana -> alertmanager: TCP 9093
            grafana -> dns: TCP 53, UDP 53
            grafana -> openshift dns: TCP 5353, UDP 5353
            """;
    /** Of a server with this component. */
    private static final String SERVER = """
            nightshift %1$s -> redis: TCP 6379
            nightshift %1$s -> dns: TCP 53, UDP 53
            nightshift %1$s -> openshift dns: TCP 5353, UDP 5353
            prometheus -> nightshift %1$s: TCP 9080
            """;

    private static final String REQUESTS = """
            nightshift %1$s -> prometheus: TCP 9090
            """;
    private static final String DELIVERIES = """
            nightshift %1$s -> internet: TCP 25, TCP 443, TCP 587, TCP 80, TCP 8443
            nightshift %1$s -> internet v6: TCP 443, TCP 8443
            """;
    private static final String KUBE_STATE_METRICS = """
            prometheus -> kube-state-metrics: TCP 8080
            kube-state-metrics -> api server: TCP 16443, TCP 443, TCP 6443, TCP 8443
            kube-state-metrics -> internet: TCP 443, TCP 8443
            kube-state-metrics -> internet v6: TCP 443, TCP 8443
            kube-state-metrics -> data centre: TCP 8443
            kube-state-metrics -> carrier: TCP 8443
            kube-state-metrics -> other namespace: TCP 443
            """;

    private static final String KUBELETS = """
            prometheus -> node or client: TCP 10250
            """;

    @Test
    void locally() {
        Set<String> edges = edges("local");

        // What has a port of the node is open to everyone who reaches the node.
        Set<String> fromOutside = new TreeSet<>(edges);
        fromOutside.removeIf(
                edge -> edge.matches("(nightshift|redis|prometheus|alertmanager|grafana|node)(?! adapter).* -> .*"));
        assertThat(fromOutside)
                .isNotEmpty()
                .allMatch(edge ->
                        edge.matches(".* -> (nightshift all: TCP 9080|grafana: TCP 3000|prometheus: TCP 9090)"));
        edges.removeAll(fromOutside);
        assertThat(edges)
                .isEqualTo(table(
                        MONITORING,
                        SERVER.formatted("all"),
                        REQUESTS.formatted("all"),
                        DELIVERIES.formatted("all"),
                        """
                node or client -> nightshift all: TCP 9080
                node or client -> grafana: TCP 3000
                node or client -> prometheus: TCP 9090
                """));
    }

    @Test
    void inProduction() {
        assertThat(edges("production"))
                .isEqualTo(table(
                        MONITORING,
                        SERVER.formatted("api"),
                        SERVER.formatted("worker"),
                        REQUESTS.formatted("api"),
                        DELIVERIES.formatted("worker"),
                        KUBE_STATE_METRICS,
                        KUBELETS,
                        """
                ingress controller -> nightshift api: TCP 9080
                ingress controller -> grafana: TCP 3000
                """));
    }

    @Test
    void onOpenShift() {
        assertThat(edges("openshift"))
                .isEqualTo(table(
                        MONITORING,
                        SERVER.formatted("api"),
                        SERVER.formatted("worker"),
                        REQUESTS.formatted("api"),
                        DELIVERIES.formatted("worker"),
                        KUBE_STATE_METRICS,
                        KUBELETS,
                        """
                openshift router -> nightshift api: TCP 9080
                openshift router -> grafana: TCP 3000
                """));
    }

    @Test
    void alertsReachTheInternetWithTheComponentForIt() {
        assertThat(edges("with-alert-receivers"))
                .containsAll(table("""
                alertmanager -> dns: TCP 53, UDP 53
                alertmanager -> openshift dns: TCP 5353, UDP 5353
                alertmanager -> internet: TCP 443, TCP 587
                """))
                .hasSize(edges("production").size() + 3);
    }

    @Test
    void autoscalersReachPrometheusWithTheComponentForThem() {
        assertThat(edges("with-hpa"))
                .contains("prometheus adapter -> prometheus: TCP 9090")
                .hasSize(edges("production").size() + 1);
        assertThat(edges("with-keda"))
                .contains("keda -> prometheus: TCP 9090")
                .hasSize(edges("production").size() + 1);
    }

    @Test
    void behindAGateway() {
        Set<String> expected = new TreeSet<>();
        edges("production").forEach(edge -> expected.add(edge.replace("ingress controller -> ", "gateway -> ")));

        assertThat(edges("with-gateway")).isEqualTo(expected).contains("gateway -> nightshift api: TCP 9080");
    }

    @Test
    void spansReachTheCollectorWithTheComponentForThem() {
        assertThat(edges("with-tracing"))
                .containsAll(table("""
                nightshift api -> collector: TCP 4317, TCP 4318
                nightshift worker -> collector: TCP 4317, TCP 4318
                """))
                .hasSize(edges("production").size() + 2);
    }

    @Test
    void theOperatorsPrometheusAsksServersAndTheExporterWithTheComponentForIt() {
        assertThat(edges("with-prometheus-operator"))
                .containsAll(table("""
                operator's prometheus -> nightshift api: TCP 9080
                operator's prometheus -> nightshift worker: TCP 9080
                operator's prometheus -> redis-exporter: TCP 9121
                """))
                .hasSize(edges("production").size() + 3);
    }

    @Test
    void withSentinels() {
        Set<String> expected = edges("production");
        expected.removeIf(edge -> edge.contains("redis"));
        expected.addAll(table("""
                nightshift api -> redis: TCP 26379, TCP 6379
                nightshift worker -> redis: TCP 26379, TCP 6379
                redis -> redis: TCP 26379, TCP 6379
                redis -> dns: TCP 53, UDP 53
                redis -> openshift dns: TCP 5353, UDP 5353
                prometheus -> redis: TCP 9121
                """));

        assertThat(edges("sentinel")).isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void noDoorIsOpenedOnOneSideOnly(String overlay) {
        assertThat(new Network(Manifests.of(overlay)).halfOpen()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyPolicyMatters(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        assertThat(manifests.ofKind("NetworkPolicy"))
                .hasSizeGreaterThan(8)
                .allSatisfy(policy -> assertThat(new Network(without(manifests, policy)).edges())
                        .isNotEqualTo(edges(overlay)));
    }

    @Test
    void aDoorThatIsOpenOnOneSideOnlyIsSeen() {
        Manifests manifests = Manifests.of("production");

        assertThat(new Network(without(manifests, manifests.get("NetworkPolicy", "nightshift", "redis"))).halfOpen())
                .contains("redis-exporter -> redis: TCP 6379", "nightshift api -> redis: TCP 6379");
    }

    private static Manifests without(Manifests manifests, Manifest one) {
        return new Manifests(
                manifests.objects().stream().filter(each -> each != one).toList());
    }

    private static Set<String> edges(String overlay) {
        return new Network(Manifests.of(overlay)).edges();
    }

    private static Set<String> table(String... parts) {
        Set<String> edges = new TreeSet<>();
        Arrays.stream(parts).flatMap(String::lines).forEach(edges::add);
        return edges;
    }
}
