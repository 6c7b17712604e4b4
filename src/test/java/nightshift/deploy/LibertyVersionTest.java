package nightshift.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The version of Open Liberty: one for build and image, one that is known, and a configuration that newer ones take. */
class LibertyVersionTest {

    private record Said(int status, String text) {}

    @Test
    void theImageRunsOnTheVersionOfTheBuildUnlessItIsGivenAnother() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));

        assertThat(dockerfile)
                .contains(
                        "ARG LIBERTY_VERSION=" + built() + "\n",
                        "ARG LIBERTY_JAVA=java17-openj9\n",
                        "FROM icr.io/appcafe/open-liberty:${LIBERTY_VERSION}-kernel-slim-${LIBERTY_JAVA}-ubi-minimal\n");
        // Arguments of a base image count only before the first stage.
        assertThat(dockerfile.indexOf("ARG LIBERTY_")).isLessThan(dockerfile.indexOf("FROM "));
    }

    /** Docker is asked by a program of this test's own, which writes down how. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "LIBERTY_VERSION=26.0.0.11",
                "LIBERTY_JAVA=java25-openj9",
                "LIBERTY_VERSION=26.0.0.9 LIBERTY_JAVA=java21-openj9"
            })
    void imagesAreBuiltOnTheVersionThatIsAskedFor(String settings) throws Exception {
        Path folder = Files.createTempDirectory("nightshift-docker");
        Path asked = folder.resolve("asked");
        Path docker = Files.writeString(
                folder.resolve("docker"), "#!/bin/sh\n[ \"$1\" != build ] || echo \"$@\" >" + asked + "\n");
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = Pattern.compile("(\\w+)=(\\S+)")
                .matcher(settings)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
        Map<String, String> all = new HashMap<>(environment);
        all.put("PATH", folder + ":" + System.getenv("PATH"));

        assertThat(run(all, "scripts/image.sh").status()).isZero();

        String text = Files.readString(asked);
        assertThat(text)
                .contains("--build-arg LIBERTY_VERSION=" + environment.getOrDefault("LIBERTY_VERSION", built()) + " ");
        if (environment.containsKey("LIBERTY_JAVA")) {
            assertThat(text).contains("--build-arg LIBERTY_JAVA=" + environment.get("LIBERTY_JAVA") + " ");
        } else {
            assertThat(text).doesNotContain("LIBERTY_JAVA");
        }
    }

    /** Every test of a server starts it with this list, and a feature that is not there ends the start. */
    @Test
    void newerVersionsHaveEveryFeatureAndPlatformThatTheServerNames() throws IOException {
        List<String> named = named("feature");
        named.addAll(named("platform"));

        assertThat(named).hasSizeGreaterThan(10).allMatch(each -> each.matches("\\w+-\\d+\\.\\d+"));
        assertThat(Files.readString(Path.of("server-config/server.xml"))).contains("onError=\"FAIL\"");
        try (var newer =
                LibertyVersionTest.class.getResourceAsStream("/nightshift/deploy/liberty-26.0.0.7-features.txt")) {
            assertThat(new String(newer.readAllBytes()).lines()).containsAll(named);
        }
    }

    @Test
    void theVersionInUseIsCoveredByTheTableOfWhatIsKnown() throws Exception {
        Said said = run(Map.of(), "scripts/exposure.sh");

        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("Open Liberty " + built() + " is");
    }

    @Test
    void aRowCountsFromItsFirstToItsLastVersionWhereItsFeatureIsOn() throws Exception {
        assertThat(run(Map.of("LIBERTY_VERSION", "26.0.0.5"), "scripts/exposure.sh")
                        .text())
                .contains(
                        "CVE-2026-93905 (batch-2.1, through 26.0.0.10)",
                        "CVE-2026-5516",
                        "servlet-6.1",
                        "restfulWS-4.0")
                .doesNotContain("adminCenter");
        assertThat(run(Map.of("LIBERTY_VERSION", "26.0.0.6"), "scripts/exposure.sh")
                        .text())
                .doesNotContain("CVE-2026-5516");
        assertThat(run(Map.of("LIBERTY_VERSION", "26.0.0.10"), "scripts/exposure.sh")
                        .text())
                .contains("CVE-2026-93905")
                .doesNotContain("servlet-6.1");
        assertThat(run(Map.of("LIBERTY_VERSION", "26.0.0.11"), "scripts/exposure.sh")
                        .text())
                .contains("not known to be exposed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"26.0.0.4", "26.0.0.12", "27.0.0.1", "100.0.0.0", "nonsense"})
    void aVersionThatTheTableDoesNotCoverFails(String version) throws Exception {
        Said said = run(Map.of("LIBERTY_VERSION", version), "scripts/exposure.sh");

        assertThat(said.status()).isNotZero();
        assertThat(said.text()).contains("docs/security.md", "not " + version);
    }

    private static String built() throws IOException {
        return Pattern.compile("<liberty.version>(.+)</liberty.version>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> named(String element) throws IOException {
        return new ArrayList<>(Pattern.compile("<" + element + ">(.+)</" + element + ">")
                .matcher(Files.readString(Path.of("server-config/server.xml")))
                .results()
                .map(match -> match.group(1))
                .toList());
    }

    private static Said run(Map<String, String> environment, String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes());
        return new Said(process.waitFor(), text);
    }
}
