package nightshift.system;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nightshift.support.ApiClient;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import tools.jackson.databind.JsonNode;

/** Redis loses its data and gets them back from a backup, by the commands of docs/operations.md. */
class RestoreIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    private ApiClient api;

    @Test
    void everyJobOfTheBackupEndsOnceAndWhatEndedSinceRunsAgain() throws Exception {
        Path backup = Files.createTempDirectory("nightshift-backup").resolve("nightshift.rdb");
        try (Webhook webhook = new Webhook(0);
                ServerProcess server = ServerProcess.create(
                        "restore",
                        Map.of(
                                "NIGHTSHIFT_REDIS_URL",
                                REDIS.url().toString(),
                                "NIGHTSHIFT_HTTP_ALLOW",
                                "127.0.0.0/8",
                                "NIGHTSHIFT_LEASE",
                                "PT3S",
                                "NIGHTSHIFT_CONCURRENCY",
                                "10"))) {
            server.start();
            api = new ApiClient(server.url(), ServerProcess.KEY);
            String delivery = submitOneOfEachState(webhook);
            submitWork();
            await("work under way")
                    .atMost(SOON)
                    .until(() ->
                            work().values().stream().filter("SUCCEEDED"::equals).count() > 50);

            try (Jedis administrator = REDIS.connection()) {
                administrator.aclSetUser("backup", "on", ">only-for-tests", "-@all", "+psync", "+sync", "+replconf");
            }
            redisCli("--user", "backup", "--pass", "only-for-tests", "--rdb", backup.toString());
            Map<String, String> before = states();
            assertThat(before.values())
                    .contains("SCHEDULED", "READY", "RUNNING", "RETRYING", "SUCCEEDED", "DEAD", "CANCELLED");
            api.post("queues/held:resume", "");
            await("a delivery after the backup")
                    .atMost(SOON)
                    .until(() -> state(delivery).equals("SUCCEEDED"));
            String after = submit("demo.noop", "after", "");

            loseAndRestore(backup);

            await("an answer")
                    .atMost(SOON)
                    .until(() -> api.get("jobs/" + delivery).status() == 200);
            assertThat(state(delivery)).isEqualTo("READY");
            assertThat(api.get("jobs/" + after).status()).isEqualTo(404);
            api.post("queues/held:resume", "");
            await("every end")
                    .atMost(SOON)
                    .until(() -> states().values().stream().allMatch(RestoreIT::isFinal));
            Map<String, String> ends = states();
            assertThat(ends.keySet()).containsExactlyInAnyOrderElementsOf(before.keySet());
            ends.forEach((id, end) ->
                    assertThat(end).as(id).isEqualTo(isFinal(before.get(id)) ? before.get(id) : "SUCCEEDED"));
            assertThat(webhook.traceparents)
                    .as("deliveries of the job that had ended after the backup")
                    .hasSize(2);
            String fresh = submit("demo.noop", "after", "");
            await("a job submitted after the restore")
                    .atMost(SOON)
                    .until(() -> state(fresh).equals("SUCCEEDED"));
        }
    }

    /** Gives the id of the one that is ready: a delivery in a paused queue. */
    private String submitOneOfEachState(Webhook webhook) throws Exception {
        submit("demo.noop", "held", "");
        api.post("queues/held:pause", "");
        String delivery = api.post("jobs", webhook.job(1).replaceFirst("\\{", "{\"queue\":\"held\","))
                .json()
                .get("id")
                .asString();
        submit("demo.noop", "states", ",\"delay\":\"PT15S\"");
        String cancelled = submit("demo.noop", "states", ",\"delay\":\"PT1H\"");
        api.post("jobs/" + cancelled + ":cancel", "");
        String dead = submit("demo.fail", "states", ",\"args\":{\"times\":1},\"maxAttempts\":1");
        String retrying = submit(
                "demo.fail",
                "states",
                ",\"args\":{\"times\":1},\"retry\":{\"initial\":\"PT15S\",\"max\":\"PT15S\",\"jitter\":0}");
        String running = submit("demo.sleep", "states", ",\"args\":{\"duration\":\"PT12S\"}");
        Map<String, String> expected =
                Map.of(cancelled, "CANCELLED", dead, "DEAD", retrying, "RETRYING", running, "RUNNING");
        await("one in each state").atMost(SOON).until(() -> states().entrySet().containsAll(expected.entrySet()));
        return delivery;
    }

    private void submitWork() throws Exception {
        api.postLines(
                "jobs:batchCreate",
                IntStream.range(0, 500)
                        .mapToObj(
                                i -> "{\"task\":\"demo.sleep\",\"queue\":\"work\",\"args\":{\"duration\":\"PT0.05S\"}}")
                        .collect(Collectors.joining("\n")));
    }

    private String submit(String task, String queue, String more) throws Exception {
        return api.post("jobs", "{\"task\":\"" + task + "\",\"queue\":\"" + queue + "\"" + more + "}")
                .json()
                .get("id")
                .asString();
    }

    private static void loseAndRestore(Path backup) throws Exception {
        REDIS.close();
        Path data = REDIS.directory().resolve("appendonlydir");
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
        Files.createDirectory(data);
        Files.copy(backup, data.resolve("appendonly.aof.1.base.rdb"));
        Files.writeString(data.resolve("appendonly.aof.manifest"), "file appendonly.aof.1.base.rdb seq 1 type b\n");
        REDIS.start();
    }

    private static void redisCli(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(REDIS.port()), "--no-auth-warning"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static boolean isFinal(String state) {
        return List.of("SUCCEEDED", "DEAD", "CANCELLED").contains(state);
    }

    private String state(String id) throws Exception {
        return api.get("jobs/" + id).json().get("state").asString();
    }

    private Map<String, String> work() throws Exception {
        return jobs(job -> job.get("queue").asString().equals("work"));
    }

    private Map<String, String> states() throws Exception {
        return jobs(job -> !job.get("queue").asString().equals("after"));
    }

    private Map<String, String> jobs(Predicate<JsonNode> which) throws Exception {
        JsonNode page = api.get("jobs?pageSize=1000").json();
        return page.get("items")
                .valueStream()
                .filter(which)
                .collect(toMap(
                        job -> job.get("id").asString(), job -> job.get("state").asString()));
    }
}
