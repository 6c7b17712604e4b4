package nightshift.deploy;

import static nightshift.deploy.MonitoringFiles.files;
import static nightshift.deploy.MonitoringFiles.mounts;
import static nightshift.deploy.MonitoringFiles.prometheus;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;

/** Prometheus has the configuration and the rules of the repository, and finds what they name. */
class PrometheusConfigurationTest {

    static final Iterable<String> OVERLAYS = Manifests.OVERLAYS;

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void prometheusHasItsConfigurationAndEveryRule(String overlay) throws IOException {
        assertThat(files(overlay, "prometheus"))
                .containsExactly(
                        Map.entry("prometheus.yml", Files.readString(Path.of("prometheus/prometheus.kubernetes.yml"))));
        List<String> rules = prometheus(overlay)
                .path("rule_files")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        Map<String, String> expected = new TreeMap<>();
        for (String file : rules) {
            assertThat(file).startsWith("rules/");
            expected.put(file.substring("rules/".length()), Files.readString(Path.of("prometheus", file)));
        }
        assertThat(files(overlay, "prometheus-rules")).isEqualTo(expected).hasSizeGreaterThan(5);
        assertThat(mounts(overlay, "StatefulSet", "prometheus"))
                .containsKeys("/etc/prometheus/prometheus.yml", "/etc/prometheus/rules");
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void prometheusFindsPodsForEveryJob(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        Stream<JsonNode> jobs = prometheus(overlay)
                .path("scrape_configs")
                .valueStream()
                .filter(job -> job.has("kubernetes_sd_configs"))
                .filter(job ->
                        !job.path("job_name").asString().equals("kube-state-metrics") || !overlay.equals("local"));

        assertThat(Stream.concat(
                        jobs, prometheus(overlay).at("/alerting/alertmanagers").valueStream()))
                .hasSizeGreaterThan(3)
                .allSatisfy(job -> {
                    Set<String> namespaces = Set.copyOf(job.at("/kubernetes_sd_configs/0/namespaces/names")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList());
                    Pattern keep = Pattern.compile(job.path("relabel_configs")
                            .valueStream()
                            .filter(rule -> rule.path("action").asString("").equals("keep"))
                            .findFirst()
                            .orElseThrow()
                            .path("regex")
                            .asString());
                    assertThat(manifests
                                    .workloads()
                                    .filter(each -> namespaces.contains(each.namespace()))
                                    .flatMap(each -> each.ports().entrySet().stream()
                                            .flatMap(port -> Stream.of(port.getKey(), String.valueOf(port.getValue())))
                                            .map(port -> each.podLabels().get("app.kubernetes.io/name") + ";" + port)))
                            .as(job.toString())
                            .anyMatch(keep.asMatchPredicate());
                });
    }

    @Test
    void prometheusAsksKubeletsWhereItHasTheRightTo() throws IOException {
        assertThat(prometheus("production").path("scrape_config_files").toString())
                .isEqualTo("[\"scrape/*.yml\"]");
        for (String overlay : List.of("production", "openshift")) {
            assertThat(files(overlay, "prometheus-scrape"))
                    .containsExactly(
                            Map.entry("kubelet.yml", Files.readString(Path.of("prometheus/scrape/kubelet.yml"))));
            assertThat(mounts(overlay, "StatefulSet", "prometheus")).containsKey("/etc/prometheus/scrape");
            assertThat(Manifests.of(overlay)
                            .get("ClusterRole", "", "nightshift-volume-metrics")
                            .at("/rules")
                            .toString())
                    .contains("[\"nodes\"]", "[\"nodes/metrics\"]");
        }
        JsonNode job = Manifests.yaml(files("production", "prometheus-scrape").get("kubelet.yml"))
                .at("/scrape_configs/0");
        assertThat(job.at("/kubernetes_sd_configs/0/role").asString()).isEqualTo("node");
        assertThat(job.at("/authorization/credentials_file").asString())
                .isEqualTo("/var/run/secrets/kubernetes.io/serviceaccount/token");

        assertThat(Manifests.of("local").ofKind("ClusterRole")).isEmpty();
        assertThat(mounts("local", "StatefulSet", "prometheus")).doesNotContainKey("/etc/prometheus/scrape");
    }

    @Test
    void aPrometheusOfTheOperatorGivesTargetsTheLabelsThatOursGives() {
        Manifests manifests = Manifests.of("with-prometheus-operator");
        for (String name : List.of("nightshift", "redis")) {
            JsonNode ours = prometheus("production")
                    .path("scrape_configs")
                    .valueStream()
                    .filter(job -> job.path("job_name").asString().equals(name))
                    .findFirst()
                    .orElseThrow();
            Manifest monitor = manifests.get("PodMonitor", "nightshift", name);
            Map<String, String> labels = labels(ours.path("relabel_configs"), "source_labels", "target_label");
            labels.keySet().removeAll(Set.of("namespace", "pod"));
            labels.put("job", name);

            assertThat(labels(monitor.at("/spec/podMetricsEndpoints/0/relabelings"), "sourceLabels", "targetLabel"))
                    .isEqualTo(labels);
            assertThat(monitor.at("/spec/sampleLimit")).isEqualTo(ours.path("sample_limit"));
            assertThat(monitor.at("/spec/podMetricsEndpoints/0/interval").asString())
                    .isEqualTo(prometheus("production")
                            .at("/global/scrape_interval")
                            .asString());
        }
    }

    /** What each label is made from. */
    private static Map<String, String> labels(JsonNode rules, String source, String target) {
        Map<String, String> labels = new TreeMap<>();
        rules.valueStream()
                .filter(rule -> rule.has(target))
                .forEach(rule -> labels.put(
                        rule.path(target).asString(),
                        rule.path(source)
                                .path(0)
                                .asString(rule.path("replacement").asString(""))));
        return labels;
    }

    @Test
    void aPrometheusOfTheOperatorGetsEveryRuleWithLinksThatLeadSomewhere() throws IOException {
        String text = Manifests.run(
                Path.of("."), "openshift-k8s/prometheus-rules.sh", "https://n.example.com", "https://g.example.com");
        assertThat(text)
                .doesNotContain("$externalLabels")
                .contains("runbook_url: 'https://n.example.com/runbooks#", "dashboard_url: 'https://g.example.com/d/");

        Map<String, JsonNode> rules = new TreeMap<>();
        try (MappingIterator<JsonNode> documents =
                Manifests.YAML.readerFor(JsonNode.class).readValues(text)) {
            documents.forEachRemaining(each -> {
                assertThat(each.path("apiVersion").asString()).isEqualTo("monitoring.coreos.com/v1");
                assertThat(each.path("kind").asString()).isEqualTo("PrometheusRule");
                assertThat(each.at("/metadata/namespace").asString()).isEqualTo("nightshift");
                rules.put(
                        each.at("/metadata/name").asString().replace("nightshift-", "rules/") + ".yml",
                        each.path("spec"));
            });
        }
        Map<String, JsonNode> expected = new TreeMap<>();
        for (JsonNode file : prometheus("production").path("rule_files")) {
            expected.put(
                    file.asString(),
                    Manifests.yaml(Files.readString(Path.of("prometheus", file.asString()))
                            .replace("{{ $externalLabels.runbooks }}", "https://n.example.com/runbooks")
                            .replace("{{ $externalLabels.console }}", "https://n.example.com")
                            .replace("{{ $externalLabels.grafana }}", "https://g.example.com")));
        }
        assertThat(expected.remove("rules/monitoring.yml")).isNotNull();
        assertThat(rules).isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void prometheusKnowsWhereLinksLead(String overlay) {
        Set<String> variables = files(overlay, "addresses").keySet();

        assertThat(prometheus(overlay).at("/global/external_labels").toString()).contains("${");
        assertThat(Pattern.compile("\\$\\{(\\w+)}")
                        .matcher(prometheus(overlay).toString())
                        .results()
                        .map(each -> each.group(1)))
                .isSubsetOf(variables);
    }
}
