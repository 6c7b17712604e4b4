package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.support.ApiClient;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Three servers share a Redis that hangs for longer than their leases, twice. */
class SilenceIT {

    private static final int SLOTS = 4;
    private static final int LEASE_SECONDS = 5;

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    @Test
    void onlyJobsOfAServerThatDiedStartAgain() throws Exception {
        List<ServerProcess> servers = new ArrayList<>();
        try {
            for (int i = 1; i <= 3; i++) {
                servers.add(ServerProcess.create("silence-" + i, Map.of("NIGHTSHIFT_REDIS_URL", REDIS.url().toString(),
                        "NIGHTSHIFT_LEASE", "PT" + LEASE_SECONDS + "S", "NIGHTSHIFT_CONCURRENCY", Integer.toString(SLOTS))));
            }
            CompletableFuture.allOf(servers.stream().map(server -> CompletableFuture.runAsync(() -> start(server)))
                    .toArray(CompletableFuture[]::new)).get();
            ApiClient api = new ApiClient(servers.get(0).url(), ServerProcess.KEY);
            String lines = IntStream.range(0, 2 * SLOTS).mapToObj(i -> "{\"task\":\"demo.sleep\",\"args\":{\"duration\":\"PT90S\"}}")
                    .collect(Collectors.joining("\n"));
            api.postLines("jobs:batchCreate", lines);
            Map<String, String> workers = new HashMap<>();
            await("all to run").atMost(Duration.ofSeconds(60)).until(() -> {
                for (JsonNode job : api.get("jobs?state=RUNNING&queue=default").json().get("items")) {
                    String id = job.get("id").asString();
                    workers.put(id, api.get("jobs/" + id).json().get("attempts").get(0).get("worker").asString());
                }
                return workers.size() == 2 * SLOTS;
            });

            REDIS.freeze();
            TimeUnit.SECONDS.sleep(3 * LEASE_SECONDS);
            REDIS.thaw();
            // past the time in which leases are held because of the silence
            TimeUnit.SECONDS.sleep(2 * LEASE_SECONDS);
            workers.keySet().forEach(id -> assertThat(attempts(api, id)).as("attempts after the first silence").isEqualTo(1));

            Set<String> hosts = new HashSet<>(workers.values());
            ServerProcess killed = servers.get(2);
            String lost = workerOf(killed, hosts);
            REDIS.freeze();
            TimeUnit.SECONDS.sleep(LEASE_SECONDS);
            killed.kill();
            TimeUnit.SECONDS.sleep(2 * LEASE_SECONDS);
            REDIS.thaw();

            List<String> again = workers.keySet().stream().filter(id -> workers.get(id).equals(lost)).toList();
            await("the killed server's jobs to start again").atMost(Duration.ofSeconds(30))
                    .until(() -> again.stream().allMatch(id -> attempts(api, id) == 2));
            workers.keySet().stream().filter(id -> !again.contains(id))
                    .forEach(id -> assertThat(attempts(api, id)).as("attempts of a live worker's job").isEqualTo(1));
            await("the live workers' jobs to end").atMost(Duration.ofSeconds(120)).until(() -> workers.keySet().stream()
                    .filter(id -> !again.contains(id)).allMatch(id -> state(api, id).equals("SUCCEEDED")));
            workers.keySet().stream().filter(id -> !again.contains(id))
                    .forEach(id -> assertThat(attempts(api, id)).as("attempts of a live worker's job").isEqualTo(1));
        } finally {
            for (ServerProcess server : servers) {
                server.close();
            }
        }
    }

    /** The id under which a server works; empty if it took none of the jobs. */
    private static String workerOf(ServerProcess server, Set<String> workers) throws Exception {
        return server.log().stream().flatMap(line -> workers.stream().filter(worker -> line.contains("Worker " + worker + " started")))
                .findFirst().orElse("");
    }

    private static int attempts(ApiClient api, String id) {
        return job(api, id).get("attempts").size();
    }

    private static String state(ApiClient api, String id) {
        return job(api, id).get("state").asString();
    }

    private static JsonNode job(ApiClient api, String id) {
        try {
            return api.get("jobs/" + id).json();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(ServerProcess server) {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
