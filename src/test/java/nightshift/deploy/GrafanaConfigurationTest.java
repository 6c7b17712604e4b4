package nightshift.deploy;

import static nightshift.deploy.MonitoringFiles.files;
import static nightshift.deploy.MonitoringFiles.folder;
import static nightshift.deploy.MonitoringFiles.mounts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** Grafana has the configuration and the dashboards of the repository, and what they name. */
class GrafanaConfigurationTest {

    static final Iterable<String> OVERLAYS = Manifests.OVERLAYS;

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
}
