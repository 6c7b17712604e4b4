package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.support.ApiClient;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CrashIT {

    private static final int JOBS = 2_000;
    private static final int SLOTS = 50;

    @Test
    void noJobIsLostAndNoneIsStuckWhenTheServerIsKilledInMidWork() throws Exception {
        try (ServerProcess server = ServerProcess.create(
                "crash", Map.of("NIGHTSHIFT_LEASE", "PT3S", "NIGHTSHIFT_CONCURRENCY", Integer.toString(SLOTS)))) {
            server.start();
            ApiClient api = new ApiClient(server.url(), ServerProcess.KEY);
            Set<String> accepted = submit(api);
            await("work under way").atMost(Duration.ofSeconds(30)).until(() -> count(api, "SUCCEEDED") > 100);

            server.kill();
            server.start();

            await("every job done").atMost(Duration.ofSeconds(90)).until(() -> count(api, "SUCCEEDED") == JOBS);
            JsonNode counts = counts(api);
            counts.properties()
                    .forEach(state -> assertThat(state.getValue().asInt())
                            .as(state.getKey())
                            .isEqualTo(state.getKey().equals("SUCCEEDED") ? JOBS : 0));
            List<JsonNode> jobs = jobs(api);
            assertThat(jobs)
                    .extracting(job -> job.get("id").asString())
                    .hasSize(JOBS)
                    .containsExactlyInAnyOrderElementsOf(accepted);
            assertThat(jobs)
                    .filteredOn(job -> job.get("attempt").asInt() > 1)
                    .as("jobs that were running when the server died")
                    .hasSizeBetween(1, SLOTS);
        }
    }

    private static Set<String> submit(ApiClient api) throws Exception {
        String lines = IntStream.range(0, JOBS)
                .mapToObj(i -> "{\"task\":\"demo.sleep\",\"queue\":\"crash\",\"args\":{\"duration\":\"PT0.1S\"}"
                        + (i % 10 == 0 ? ",\"delay\":\"PT5S\"" : "") + "}")
                .collect(Collectors.joining("\n"));
        return api.postLines("jobs:batchCreate", lines)
                .text()
                .lines()
                .map(line -> line.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1"))
                .collect(Collectors.toSet());
    }

    private static JsonNode counts(ApiClient api) throws Exception {
        return api.get("queues/crash").json().get("counts");
    }

    private static int count(ApiClient api, String state) throws Exception {
        return counts(api).get(state).asInt();
    }

    private static List<JsonNode> jobs(ApiClient api) throws Exception {
        List<JsonNode> jobs = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = api.get("jobs?queue=crash&pageSize=1000" + token).json();
            page.get("items").forEach(jobs::add);
            token = page.has("nextPageToken")
                    ? "&pageToken=" + page.get("nextPageToken").asString()
                    : "";
        } while (!token.isEmpty());
        return jobs;
    }
}
