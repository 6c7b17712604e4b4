package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.support.ApiClient;
import nightshift.support.DescribedAnswers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** More imports at once than the batch runtime gets threads for. */
class ManyImportsIT {

    private static final int IMPORTS = 45;
    private static final int ROWS = 3_000;
    private static final int SLOTS = 100;
    private static final String QUEUE = "many-imports";

    @Test
    void allOfThemEndAndEveryRowIsAJob() throws Exception {
        try (ServerProcess server =
                ServerProcess.create("many-imports", Map.of("NIGHTSHIFT_CONCURRENCY", Integer.toString(SLOTS)))) {
            server.start();
            ApiClient api = new ApiClient(server.url(), ServerProcess.KEY);
            for (String queue : List.of(QUEUE, "bulk")) {
                api.post("jobs", "{\"task\":\"demo.noop\",\"queue\":\"" + queue + "\"}");
                await("a queue").until(() -> counts(api, queue).get("SUCCEEDED").asInt() == 1);
                api.post("queues/" + queue + ":pause", "");
            }
            String file = IntStream.rangeClosed(1, ROWS)
                    .mapToObj(row -> "0," + row)
                    .collect(Collectors.joining("\n", "times,message\n", "\n"));
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < IMPORTS; i++) {
                ids.add(upload(server.url(), file));
            }

            api.post("queues/bulk:resume", "");

            await("more at once than threads")
                    .atMost(Duration.ofMinutes(1))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> counts(api, "bulk").get("RUNNING").asInt() > 32);
            await("their end")
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> {
                        for (String id : ids) {
                            assertThat(api.get("imports/" + id)
                                            .json()
                                            .get("state")
                                            .asString())
                                    .isEqualTo("SUCCEEDED");
                        }
                    });
            for (String id : ids) {
                JsonNode found = api.get("imports/" + id).json();
                assertThat(found.get("submitted").asInt()).isEqualTo(ROWS);
                assertThat(api.get("jobs/" + id).json().get("attempts").size()).isEqualTo(1);
            }
            assertThat(counts(api, QUEUE).get("READY").asInt()).isEqualTo(IMPORTS * ROWS);
        }
    }

    private static JsonNode counts(ApiClient api, String queue) throws Exception {
        return api.get("queues/" + queue).json().get("counts");
    }

    private static String upload(URI server, String file) throws Exception {
        URI uri = server.resolve("/api/v1/imports?task=demo.fail&queue=" + QUEUE + "&partitions=2");
        var answer = DescribedAnswers.check(HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer " + ServerProcess.KEY)
                                .header("Content-Type", "text/csv")
                                .POST(BodyPublishers.ofString(file))
                                .build(),
                        BodyHandlers.ofString()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
    }
}
