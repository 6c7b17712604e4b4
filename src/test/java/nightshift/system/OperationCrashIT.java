package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nightshift.support.ApiClient;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OperationCrashIT {

    private static final int JOBS = 3_000;
    /** Slow enough that the server is killed in the middle. */
    private static final int RATE = 500;

    @Test
    void everyJobIsSentAgainOnceThoughTheServerIsKilledInTheMiddle() throws Exception {
        try (ServerProcess server = ServerProcess.create("operation-crash", Map.of("NIGHTSHIFT_LEASE", "PT2S"))) {
            server.start();
            ApiClient api = new ApiClient(server.url(), ServerProcess.KEY);
            String job =
                    "{\"task\":\"demo.fail\",\"args\":{\"times\":99,\"message\":\"no\"},\"maxAttempts\":1,\"queue\":\"failing\"}\n";
            assertThat(api.postLines("jobs:batchCreate", job.repeat(JOBS)).status())
                    .isEqualTo(200);
            await("dead jobs").atMost(Duration.ofSeconds(60)).until(() -> count(api) == JOBS);
            String id = api.post(
                            "operations",
                            "{\"action\":\"retry\",\"filter\":{\"state\":[\"DEAD\"],\"queue\":\"failing\"},\"ratePerSecond\":"
                                    + RATE + "}")
                    .json()
                    .get("id")
                    .asString();
            await("jobs that were sent again")
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> operation(api, id).get("done").asInt() > JOBS / 10);

            server.kill();
            server.start();

            await("the operation")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> operation(api, id).get("state").asString().equals("SUCCEEDED"));
            assertThat(api.get("jobs/" + id).json().get("attempt").asInt())
                    .as("it was killed in the middle")
                    .isGreaterThan(1);
            assertThat(operation(api, id).get("done").asInt()).isEqualTo(JOBS);
            await("the end of the jobs").atMost(Duration.ofSeconds(90)).until(() -> count(api) == JOBS);
            assertThat(failures(api)).isEqualTo(Map.of(2, (long) JOBS));
        }
    }

    private static int count(ApiClient api) throws Exception {
        return api.get("queues/failing").json().at("/counts/DEAD").asInt();
    }

    /** How many jobs have failed how often. Attempts that the kill cut off do not count. */
    private static Map<Integer, Long> failures(ApiClient api) throws Exception {
        List<Integer> failures = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = api.get("jobs?queue=failing&pageSize=1000" + token).json();
            for (JsonNode each : page.get("items")) {
                int used = each.get("attemptsUsed").asInt();
                assertThat(used).as("a full set of attempts for each time").isEqualTo(1);
                JsonNode job = each.get("attempt").asInt() == 2
                        ? null
                        : api.get("jobs/" + each.get("id").asString()).json();
                failures.add(job == null ? 2 : failed(job));
            }
            token = page.has("nextPageToken")
                    ? "&pageToken=" + page.get("nextPageToken").asString()
                    : "";
        } while (!token.isEmpty());
        return failures.stream().collect(Collectors.groupingBy(times -> times, Collectors.counting()));
    }

    private static int failed(JsonNode job) {
        return (int) job.get("attempts")
                .valueStream()
                .filter(attempt -> attempt.path("outcome").asString("").equals("FAILED"))
                .count();
    }

    private static JsonNode operation(ApiClient api, String id) throws Exception {
        return api.get("operations/" + id).json();
    }
}
