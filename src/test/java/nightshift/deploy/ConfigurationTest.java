package nightshift.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What servers and the image are configured with is what the repository holds, and no secret is in it. */
class ConfigurationTest {

    static final Iterable<String> OVERLAYS = Manifests.OVERLAYS;

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
                    .map(MonitoringFiles::read)
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
}
