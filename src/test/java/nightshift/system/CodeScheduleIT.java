package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import nightshift.example.scheduled.EverySecond;
import nightshift.support.ApiClient;
import nightshift.support.RedisServer;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Two servers that share a Redis, and whose WAR has a task of a user with {@code @Schedule}. */
class CodeScheduleIT {

    private static final String SCHEDULE = "schedules/every-second";

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static ServerProcess server(String name) throws Exception {
        return ServerProcess.create(
                name,
                Map.of("NIGHTSHIFT_REDIS_URL", REDIS.url().toString()),
                ShrinkWrap.create(JavaArchive.class, "example.jar").addPackage(EverySecond.class.getPackage()));
    }

    @Test
    void theScheduleOfATaskIsFiredOnceForAllServersAndCanBePaused() throws Exception {
        try (ServerProcess first = server("code-schedule-1");
                ServerProcess second = server("code-schedule-2")) {
            CompletableFuture<Void> both = CompletableFuture.runAsync(() -> start(second));
            first.start();
            both.get();
            ApiClient one = new ApiClient(first.url(), ServerProcess.KEY);
            ApiClient two = new ApiClient(second.url(), ServerProcess.KEY);

            for (ApiClient api : List.of(one, two)) {
                JsonNode listed = api.get("schedules").json().get("items");
                assertThat(listed).hasSize(1);
                assertThat(listed.get(0).get("name").asString()).isEqualTo("every-second");
                assertThat(listed.get(0).get("origin").asString()).isEqualTo("CODE");
                assertThat(listed.get(0).get("task").asString()).isEqualTo("example.every-second");
            }
            int before = fired(one).size();
            await("runs while both servers are up").until(() -> fired(one).size() >= before + 4);

            assertThat(two.post(SCHEDULE + ":pause", "").status()).isEqualTo(200);

            assertThat(one.get(SCHEDULE).json().get("state").asString()).isEqualTo("PAUSED");
            List<JsonNode> runs = fired(one);
            await("no run while it is paused")
                    .during(Duration.ofMillis(2_500))
                    .until(() -> fired(one).size() == runs.size());
            checkEachTimeOnce(one, runs);

            one.post(SCHEDULE + ":resume", "");
            await("runs after that").until(() -> fired(two).size() > runs.size());
        }
    }

    private static void start(ServerProcess server) {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> fired(ApiClient api) throws Exception {
        return api.get(SCHEDULE + "/runs?last=100")
                .json()
                .get("last")
                .valueStream()
                .filter(run -> run.has("job"))
                .toList();
    }

    /** No two runs have the same time, and there is a job for each run and none besides. */
    private static void checkEachTimeOnce(ApiClient api, List<JsonNode> runs) {
        assertThat(runs)
                .extracting(run -> run.get("plannedAt").asString())
                .doesNotHaveDuplicates()
                .allMatch(time -> time.endsWith(":00Z") || time.matches(".*\\.000Z"));
        Set<String> ofRuns = runs.stream().map(run -> run.get("job").asString()).collect(Collectors.toSet());
        assertThat(ofRuns).hasSameSizeAs(runs);
        List<JsonNode> jobs = await("the end of the jobs")
                .until(
                        () -> api.get("jobs?task=example.every-second&pageSize=1000")
                                .json()
                                .get("items")
                                .valueStream()
                                .toList(),
                        all -> all.stream()
                                .allMatch(job -> job.get("state").asString().equals("SUCCEEDED")));
        assertThat(jobs)
                .allMatch(job -> job.get("schedule").asString().equals("every-second"))
                .extracting(job -> job.get("id").asString())
                .containsExactlyInAnyOrderElementsOf(ofRuns);
    }
}
