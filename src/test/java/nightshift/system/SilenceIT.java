package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nightshift.support.ApiClient;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Two servers share a Redis that hangs for longer than their leases, twice. */
class SilenceIT {

    private static final int JOBS = 8;
    /** More than half of the jobs and fewer than all, so that each server has some. */
    private static final int SLOTS = 5;

    private static final int LEASE_SECONDS = 5;

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    private static ServerProcess server(String name) throws Exception {
        return ServerProcess.create(
                name,
                Map.of(
                        "NIGHTSHIFT_REDIS_URL",
                        REDIS.url().toString(),
                        "NIGHTSHIFT_LEASE",
                        "PT" + LEASE_SECONDS + "S",
                        "NIGHTSHIFT_HTTP_ALLOW",
                        "127.0.0.0/8",
                        "NIGHTSHIFT_CONCURRENCY",
                        Integer.toString(SLOTS)));
    }

    @Test
    void onlyJobsOfAServerThatDiedStartAgain() throws Exception {
        try (ServerProcess living = server("silence-1");
                ServerProcess dying = server("silence-2");
                Gate gate = new Gate()) {
            living.start(); // one after the other, since both use every core while they start
            dying.start();
            ApiClient api = new ApiClient(living.url(), ServerProcess.KEY);
            Map<String, String> workers = running(api, gate);

            REDIS.freeze();
            TimeUnit.SECONDS.sleep(3 * LEASE_SECONDS);
            REDIS.thaw();
            // past the time in which leases are kept valid because of the silence
            TimeUnit.SECONDS.sleep(2 * LEASE_SECONDS);
            workers.keySet()
                    .forEach(id -> assertThat(attempts(api, id))
                            .as("attempts after the first silence")
                            .hasSize(1));

            REDIS.freeze();
            TimeUnit.SECONDS.sleep(LEASE_SECONDS);
            dying.kill();
            TimeUnit.SECONDS.sleep(2 * LEASE_SECONDS);
            REDIS.thaw();

            String dead = workerOf(dying, Set.copyOf(workers.values()));
            List<String> lost = workers.keySet().stream()
                    .filter(id -> workers.get(id).equals(dead))
                    .toList();
            List<String> kept = workers.keySet().stream()
                    .filter(id -> !workers.get(id).equals(dead))
                    .toList();
            assertThat(lost).isNotEmpty();
            await("the rescue of the dead server's jobs")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> lost.stream()
                            .allMatch(id -> attempts(api, id)
                                    .get(0)
                                    .path("outcome")
                                    .asString("")
                                    .equals("LOST")));
            gate.open();
            await("the end of the living server's jobs")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> kept.stream()
                            .allMatch(id -> job(api, id).get("state").asString().equals("SUCCEEDED")));
            kept.forEach(id -> assertThat(attempts(api, id))
                    .as("attempts of the living server's job")
                    .hasSize(1));
        }
    }

    /** Jobs that run until the gate opens, and the worker of each. */
    private static Map<String, String> running(ApiClient api, Gate gate) throws Exception {
        api.postLines("jobs:batchCreate", (gate.job() + "\n").repeat(JOBS));
        Map<String, String> workers = new HashMap<>();
        await("all to run").atMost(Duration.ofSeconds(60)).until(() -> {
            for (JsonNode job :
                    api.get("jobs?state=RUNNING&queue=default").json().get("items")) {
                String id = job.get("id").asString();
                workers.put(id, attempts(api, id).get(0).get("worker").asString());
            }
            return workers.size() == JOBS;
        });
        return workers;
    }

    /** The id under which a server works. */
    private static String workerOf(ServerProcess server, Set<String> workers) throws Exception {
        return server.log().stream()
                .flatMap(line -> workers.stream().filter(worker -> line.contains("Worker " + worker + " started")))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode attempts(ApiClient api, String id) {
        return job(api, id).get("attempts");
    }

    private static JsonNode job(ApiClient api, String id) {
        // just after a silence the answer may be 503
        return await(id)
                .atMost(Duration.ofSeconds(60))
                .until(() -> api.get("jobs/" + id), answer -> answer.status() == 200)
                .json();
    }
}
