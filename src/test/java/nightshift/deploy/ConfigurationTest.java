package nightshift.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;

/** What the parts are configured with is what the repository holds, and finds what it names. */
class ConfigurationTest {

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

    @Test
    void importsAndExportsAreOnWhereThereIsAFolderForTheirFiles() {
        for (String overlay : List.of("local", "with-bulk-volume")) {
            Manifests manifests = Manifests.of(overlay);
            String folder = manifests
                    .find("ConfigMap", "nightshift", "nightshift")
                    .findFirst()
                    .orElseThrow()
                    .at("/data/NIGHTSHIFT_BULK_DIR")
                    .asString();
            assertThat(manifests
                            .workloads()
                            .filter(each -> "nightshift".equals(each.podLabels().get("app.kubernetes.io/name"))))
                    .hasSize(overlay.equals("local") ? 1 : 2)
                    .allSatisfy(server -> assertThat(server.podSpec()
                                    .at("/containers/0/volumeMounts")
                                    .toString())
                            .contains("{\"mountPath\":\"" + folder + "\",\"name\":\"bulk\"}"));
        }
        assertThat(Manifests.of("with-bulk-volume")
                        .get("PersistentVolumeClaim", "nightshift", "bulk")
                        .at("/spec/accessModes/0")
                        .asString())
                .isEqualTo("ReadWriteMany");
        assertThat(Stream.of("production", "openshift").flatMap(overlay -> Manifests.of(overlay).objects().stream()))
                .noneMatch(each -> each.json().toString().contains("NIGHTSHIFT_BULK_DIR"));
    }

    @Test
    void theImageHasAFolderForFilesOfImportsAndExportsThatEveryUserOfItsGroupCanWrite() throws IOException {
        String folder = Manifests.of("local")
                .find("ConfigMap", "nightshift", "nightshift")
                .findFirst()
                .orElseThrow()
                .at("/data/NIGHTSHIFT_BULK_DIR")
                .asString();

        assertThat(Files.readString(Path.of("Dockerfile")))
                .containsPattern("install -d -m 770 -o 1001 -g 0 " + folder + "\n");
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

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void alertmanagerHasItsConfigurationAndItsTemplates(String overlay) throws IOException {
        assertThat(files(overlay, "alertmanager"))
                .containsExactly(
                        Map.entry("alertmanager.yml", Files.readString(Path.of("alertmanager/alertmanager.yml"))));
        assertThat(files(overlay, "alertmanager-templates")).isEqualTo(folder(Path.of("alertmanager/templates")));
        assertThat(mounts(overlay, "StatefulSet", "alertmanager"))
                .containsKeys("/etc/alertmanager/alertmanager.yml", "/etc/alertmanager/templates");
    }

    @Test
    void alertmanagerTakesReceiversAndTheirSecretsFromOneSecret(@TempDir Path folder) throws IOException {
        Manifests.run(Path.of("."), "cp", "-R", "alertmanager", folder.toString());
        Matcher guide = Pattern.compile(
                        "(?s)```\n([^`]*create secret generic alertmanager [^`]*)\\| kubectl apply -f -\n")
                .matcher(Files.readString(Path.of("openshift-k8s/README.md")));
        assertThat(guide.find()).isTrue();
        JsonNode secret = Manifests.yaml(Manifests.run(folder, "sh", "-ec", guide.group(1)));
        Manifests manifests = Manifests.of("with-alert-receivers");
        JsonNode pod =
                manifests.get("StatefulSet", "monitoring", "alertmanager").podSpec();
        assertThat(manifests.find("ConfigMap", "monitoring", "alertmanager")).isEmpty();

        Path root = folder.resolve("pod");
        for (JsonNode mount : pod.at("/containers/0/volumeMounts")) {
            JsonNode volume = pod.path("volumes")
                    .valueStream()
                    .filter(each -> each.path("name").equals(mount.path("name")))
                    .findFirst()
                    .orElse(Manifests.yaml("{}"));
            Map<String, String> files = new TreeMap<>();
            if (volume.has("secret")) {
                assertThat(volume.at("/secret/secretName")).isEqualTo(secret.at("/metadata/name"));
                assertThat(secret.at("/metadata/namespace").asString()).isEqualTo("monitoring");
                Manifest.strings(secret.path("data"))
                        .forEach((name, value) ->
                                files.put(name, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
            } else if (volume.has("configMap")) {
                files.putAll(Manifest.strings(manifests
                        .get(
                                "ConfigMap",
                                "monitoring",
                                volume.at("/configMap/name").asString())
                        .at("/data")));
            }
            Path path = root.resolve(mount.path("mountPath").asString().substring(1));
            String subPath = mount.path("subPath").asString("");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path to = subPath.isEmpty() ? path.resolve(file.getKey()) : path;
                if (subPath.isEmpty() || subPath.equals(file.getKey())) {
                    Files.createDirectories(to.getParent());
                    Files.writeString(to, file.getValue());
                }
            }
        }
        Path config = root.resolve("etc/alertmanager/alertmanager.yml");
        List<String> named = Pattern.compile("\\w+_file: ([\\w./-]+)")
                .matcher(Files.readString(config))
                .results()
                .map(each -> each.group(1))
                .toList();
        assertThat(named)
                .contains("secrets/oncall-token", "secrets/smtp-password")
                .allSatisfy(file -> assertThat(config.resolveSibling(file)).isNotEmptyFile());
        assumeThat(Stream.of(System.getenv("PATH").split(":")).map(each -> Path.of(each, "amtool")))
                .anyMatch(Files::isExecutable);
        assertThat(Manifests.run(folder, "amtool", "check-config", config.toString()))
                .contains("4 receivers", "1 templates");
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void linksInNotificationsLeadToWherePeopleFindThem(String overlay) {
        String prometheus = Manifests.of(overlay)
                .get("StatefulSet", "monitoring", "prometheus")
                .podSpec()
                .at("/containers/0/args")
                .toString();
        String alertmanager = Manifests.of(overlay)
                .get("StatefulSet", "monitoring", "alertmanager")
                .podSpec()
                .at("/containers/0/args")
                .toString();

        assertThat(prometheus).contains("--web.external-url=$(PROMETHEUS_EXTERNAL_URL)", "--web.route-prefix=/");
        assertThat(alertmanager).contains("--web.external-url=$(ALERTMANAGER_EXTERNAL_URL)", "--web.route-prefix=/");
        assertThat(files(overlay, "addresses"))
                .containsEntry(
                        "PROMETHEUS_EXTERNAL_URL",
                        overlay.equals("local") ? "http://localhost:30090" : "http://localhost:9090")
                .containsEntry("ALERTMANAGER_EXTERNAL_URL", "http://localhost:9093");
    }

    @Test
    void serversSendSpansToTheCollector() {
        assertThat(Manifest.strings(Manifests.of("with-tracing")
                        .get("ConfigMap", "nightshift", "nightshift")
                        .at("/data")))
                .containsEntry("OTEL_SDK_DISABLED", "false")
                .containsKeys("OTEL_EXPORTER_OTLP_ENDPOINT", "NIGHTSHIFT_DRAIN_GRACE");
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void grafanaHasItsConfigurationAndEveryDashboard(String overlay) throws IOException {
        assertThat(files(overlay, "grafana"))
                .isEqualTo(Map.of("grafana.ini", Files.readString(Path.of("grafana/grafana.ini"))));
        Map<String, String> mounts = mounts(overlay, "Deployment", "grafana");
        for (String folder : List.of("alerting", "dashboards", "datasources")) {
            assertThat(files(overlay, "grafana-" + folder)).isEqualTo(folder(Path.of("grafana/provisioning", folder)));
            assertThat(mounts).containsKey("/etc/grafana/provisioning/" + folder);
        }
        Map<String, String> dashboards = new TreeMap<>();
        Manifests.of(overlay)
                .get("Deployment", "monitoring", "grafana")
                .podSpec()
                .findValues("projected")
                .forEach(volume -> volume.path("sources")
                        .forEach(source -> dashboards.putAll(Manifest.strings(Manifests.of(overlay)
                                .get(
                                        "ConfigMap",
                                        "monitoring",
                                        source.at("/configMap/name").asString())
                                .at("/data")))));
        assertThat(dashboards)
                .isEqualTo(folder(Path.of("grafana/dashboards/nightshift")))
                .hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void grafanaHasEveryVariableThatItsFilesUse(String overlay) throws IOException {
        List<String> variables = Manifests.of(overlay)
                .get("Deployment", "monitoring", "grafana")
                .podSpec()
                .at("/containers/0/env")
                .valueStream()
                .map(each -> each.path("name").asString())
                .toList();
        StringBuilder text = new StringBuilder(Files.readString(Path.of("grafana/grafana.ini")));
        for (String folder : List.of("alerting", "dashboards", "datasources")) {
            folder(Path.of("grafana/provisioning", folder)).values().forEach(text::append);
        }

        assertThat(Pattern.compile("(?:\\$\\{|__env\\{)(\\w+)}")
                        .matcher(text)
                        .results()
                        .map(each -> each.group(1))
                        .distinct())
                .hasSizeGreaterThan(3)
                .isSubsetOf(variables);
    }

    @Test
    void dashboardsLinkToTheConsoleWhereItIs(@TempDir Path folder) throws IOException {
        JsonNode command = Manifests.of("production")
                .get("Deployment", "monitoring", "grafana")
                .podSpec()
                .at("/initContainers/0/command");
        ProcessBuilder script = new ProcessBuilder(command.valueStream()
                .map(JsonNode::asString)
                .map(each -> each.replace(
                                " /dashboards/",
                                " " + Path.of("grafana/dashboards/nightshift").toAbsolutePath() + "/")
                        .replace("/var/lib/dashboards/", folder + "/"))
                .toList());
        script.environment()
                .put("NIGHTSHIFT_CONSOLE_URL", files("production", "addresses").get("NIGHTSHIFT_CONSOLE_URL"));

        assertThat(script.inheritIO().start().onExit().join().exitValue()).isZero();
        assertThat(folder(folder))
                .hasSameSizeAs(folder(Path.of("grafana/dashboards/nightshift")))
                .allSatisfy((file, text) -> assertThat(text)
                        .doesNotContain("http://localhost:9080")
                        .contains("https://nightshift.example.com")
                        .satisfies(Manifests::yaml));
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void nothingIsTooLargeForTheNoteOfKubectlApply(String overlay) {
        assertThat(Manifests.of(overlay).objects())
                .allMatch(each -> each.json().toString().length() < 262_144);
    }

    @Test
    void noFileOfTheManifestsHoldsACredential() throws IOException {
        Pattern literal = Pattern.compile(
                "(?im)(password|secret|token|api-?key|admin-key)[\\w-]*[ \\t]*[:=][ \\t]*[\"']?(?!\\$)[^\\s\"'#]{6,}"
                        + "|://[^\\s/:@]+:(?!\\$\\()[^\\s/@]+@|PRIVATE KEY|kind: Secret\\b");
        assertThat(literal.matcher("password: hunter22").find()).isTrue();
        assertThat(literal.matcher("redis://app:hunter22@redis").find()).isTrue();
        try (Stream<Path> files = Files.walk(Path.of("openshift-k8s"))) {
            for (Path file : files.filter(each -> each.toString().matches(".*\\.(ya?ml|conf|template)"))
                    .toList()) {
                assertThat(literal.matcher(Files.readString(file))
                                .results()
                                .map(each -> each.group())
                                .filter(each -> !each.startsWith("secretName:")))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void everySecretIsNewWithEveryInstallation() throws IOException {
        try (Stream<Path> files = Files.walk(Manifests.secrets())) {
            List<String> values = files.filter(Files::isRegularFile)
                    .filter(each -> !each.toString().matches(".*\\.(acl|template|yaml|gitignore)"))
                    .map(ConfigurationTest::read)
                    .toList();
            assertThat(values)
                    .hasSize(10)
                    .doesNotHaveDuplicates()
                    .allMatch(each -> each.matches("[0-9a-f]{24,48}|whsec_[A-Za-z0-9+/=]{44}"));
        }
    }

    @Test
    void theImageIsBuiltSoThatNothingIsWrittenIntoItsConfigurationAtTheStart() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));

        // The image's start script makes a key store's password where configure.sh did not; on a read-only root it
        // would end there.
        assertThat(dockerfile)
                .containsPattern("(?m)^RUN .*\\bconfigure\\.sh$")
                .doesNotContainPattern("(?m)^(ENV|ARG) .*\\b(TLS|SSL)=");
        assertThat(dockerfile).contains("USER 1001");
        assertThat(Manifests.OVERLAYS)
                .allSatisfy(overlay -> assertThat(Manifests.of(overlay)
                                .workloads()
                                .flatMap(each -> each.containers().stream())
                                .flatMap(each -> each.findValuesAsString("name").stream()))
                        .doesNotContain("TLS", "SSL"));
    }

    private static JsonNode prometheus(String overlay) {
        return Manifests.yaml(files(overlay, "prometheus").get("prometheus.yml"));
    }

    private static Map<String, String> files(String overlay, String configMap) {
        return new TreeMap<>(Manifest.strings(Manifests.of(overlay)
                .find("ConfigMap", "monitoring", configMap)
                .reduce((one, other) -> {
                    throw new AssertionError("two of " + configMap);
                })
                .orElseThrow()
                .at("/data")));
    }

    /** The volume of each folder or file that the main container sees. */
    private static Map<String, String> mounts(String overlay, String kind, String name) {
        Map<String, String> mounts = new TreeMap<>();
        Manifests.of(overlay)
                .get(kind, "monitoring", name)
                .podSpec()
                .at("/containers/0/volumeMounts")
                .forEach(mount -> mounts.put(
                        mount.path("mountPath").asString(), mount.path("name").asString()));
        return mounts;
    }

    private static Map<String, String> folder(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> content.put(file.getFileName().toString(), read(file)));
        }
        return content;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
