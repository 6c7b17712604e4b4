package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nightshift.support.ApiClient;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExportCrashIT {

    /** Where names of variables have other capitals, and days, characters and numbers are other ones. */
    private static final String ELSEWHERE =
            "-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Kathmandu -Dfile.encoding=ISO-8859-1";

    private static final int JOBS = 60_000;
    private static final Path BULK = Path.of("target/system/export-crash-bulk").toAbsolutePath();

    @Test
    void everyJobIsInTheFileOnceThoughTheServerIsKilledWhileItWrites() throws Exception {
        try (ServerProcess server = ServerProcess.create(
                "export-crash",
                Map.of("JVM_ARGS", ELSEWHERE, "NIGHTSHIFT_LEASE", "PT2S", "NIGHTSHIFT_BULK_DIR", BULK.toString()))) {
            server.start();
            ApiClient api = new ApiClient(server.url(), ServerProcess.KEY);
            String lines = "{\"task\":\"demo.noop\",\"queue\":\"later\",\"delay\":\"P1D\",\"tags\":[\"some tag\"]}\n"
                    .repeat(JOBS);
            assertThat(api.postLines("jobs:batchCreate", lines).status()).isEqualTo(200);
            String id = api.post("exports", "{\"format\":\"ndjson\",\"filter\":{\"queue\":\"later\"}}")
                    .json()
                    .get("id")
                    .asString();
            await("lines")
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> export(api, id).get("written").asInt() > 0);

            server.kill();
            server.start();

            await("the export")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> export(api, id).get("state").asString().equals("SUCCEEDED"));
            assertThat(api.get("jobs/" + id).json().get("attempt").asInt())
                    .as("it was killed in the middle")
                    .isGreaterThan(1);
            // a worker that was only frozen has written on before the store refused it
            Files.writeString(file(id), "{\"id\":\"no job that counts\"}\n", StandardOpenOption.APPEND);
            List<String> jobs = api.get("exports/" + id + "/file")
                    .text()
                    .lines()
                    .map(line -> line.substring(7, 43))
                    .toList();
            assertThat(jobs).hasSize(JOBS).doesNotHaveDuplicates();
            assertThat(export(api, id).get("written").asInt()).isEqualTo(JOBS);
        }
    }

    private static Path file(String id) throws IOException {
        try (Stream<Path> files = Files.list(BULK.resolve("nightshift/exports").resolve(id))) {
            List<Path> all = files.toList();
            assertThat(all).as("files of earlier attempts are gone").hasSize(1);
            return all.get(0);
        }
    }

    private static JsonNode export(ApiClient api, String id) throws Exception {
        return api.get("exports/" + id).json();
    }
}
