package nightshift.deploy;

import static nightshift.deploy.MonitoringFiles.files;
import static nightshift.deploy.MonitoringFiles.folder;
import static nightshift.deploy.MonitoringFiles.mounts;
import static nightshift.deploy.MonitoringFiles.prometheus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** Alertmanager has the configuration of the repository, its templates and its secrets. */
class AlertmanagerConfigurationTest {

    static final Iterable<String> OVERLAYS = Manifests.OVERLAYS;

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
}
