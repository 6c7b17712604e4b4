package nightshift.system;

import static nightshift.support.SteeredRedis.DEFAULT_MAY_ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import nightshift.support.ApiClient;
import nightshift.support.DescribedAnswers;
import nightshift.support.Exposition;
import nightshift.support.SteeredRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server whose Redis refuses, hangs or forgets: what programs, people, orchestrators and monitoring see of it. */
class StoreOutageIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static SteeredRedis redis;
    private static ServerProcess server;
    private static ApiClient api;

    @BeforeAll
    static void start() throws IOException {
        redis = new SteeredRedis().start(DEFAULT_MAY_ALL);
        server = ServerProcess.create(
                "store-outage", Map.of("NIGHTSHIFT_REDIS_URL", redis.url().toString()));
        server.start();
        api = new ApiClient(server.url(), ServerProcess.KEY);
    }

    @AfterAll
    static void stop() {
        redis.thaw();
        server.close();
        redis.close();
    }

    private static String state() throws Exception {
        return api.get("status").json().at("/redis/state").asString();
    }

    private static void becomes(String state) {
        await().atMost(SOON).until(StoreOutageIT::state, state::equals);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(server.url().resolve(path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> signIn(String user, String password) throws Exception {
        return DescribedAnswers.check(HTTP.send(
                HttpRequest.newBuilder(server.url().resolve("/api/v1/session"))
                        .header("Content-Type", "application/json")
                        .header("Origin", server.url().toString())
                        .POST(BodyPublishers.ofString(
                                "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}"))
                        .build(),
                BodyHandlers.ofString()));
    }

    private static Exposition metrics() throws Exception {
        return new Exposition(get("/metrics").body());
    }

    private static int submit() throws Exception {
        return api.post("jobs", "{\"task\":\"demo.noop\"}").status();
    }

    /** Collects the events that a client hears from now on. */
    private static List<String> listen() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        var answer = HTTP.send(
                HttpRequest.newBuilder(server.url().resolve("/api/v1/events?types=status"))
                        .header("Authorization", "Bearer " + ServerProcess.KEY)
                        .build(),
                BodyHandlers.ofInputStream());
        Thread reader = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(answer.body()))) {
                String type = "";
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    type = line.startsWith("event: ") ? line.substring(7) : type;
                    if (line.startsWith("data: ")) {
                        DescribedAnswers.checkEvent(type, line.substring(6));
                        heard.add(line);
                    }
                }
            } catch (IOException e) {
                // the server has ended
            }
        });
        reader.setDaemon(true);
        reader.start();
        return heard;
    }

    @Test
    void aRedisThatRefusesWritesIsSaidSoEverywhereAndNoReasonToRestartTheServer() throws Exception {
        becomes("UP");
        List<String> heard = listen();
        redis.admin("CONFIG", "SET", "min-replicas-to-write", "1");
        try {
            await().atMost(SOON).until(() -> heard.stream().anyMatch(data -> data.contains("\"REFUSES_WRITES\"")));
            long refused = System.nanoTime();
            assertThat(submit()).isEqualTo(503);
            ApiClient.Answer status = api.get("status");
            assertThat(status.json().at("/redis/state").asString()).isEqualTo("REFUSES_WRITES");
            assertThat(status.json().at("/degraded/0/what").asString()).isEqualTo("redis");
            assertThat(get("/health/ready").body()).contains("\"redis\":\"REFUSES_WRITES\"");
            assertThat(get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(metrics().sum("nightshift_redis_up", Map.of())).isZero();
            assertThat(metrics().sum("nightshift_redis_state", Map.of("state", "refuses_writes")))
                    .isEqualTo(1);

            HttpResponse<String> in = signIn("admin", "password-of-the-system-tests");
            assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
            String cookie = in.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
            HttpResponse<String> jobs = DescribedAnswers.check(HTTP.send(
                    HttpRequest.newBuilder(server.url().resolve("/api/v1/jobs"))
                            .header("Cookie", cookie)
                            .build(),
                    BodyHandlers.ofString()));
            assertThat(jobs.statusCode()).isEqualTo(200);
            assertThat(signIn("somebody", "x").statusCode()).isEqualTo(401);

            // longer than any patience of an orchestrator
            await().during(Duration.ofSeconds(65))
                    .atMost(Duration.ofSeconds(100))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> get("/health/live").statusCode() == 200);
            assertThat(state()).isEqualTo("REFUSES_WRITES");
            assertThat(Duration.ofNanos(System.nanoTime() - refused)).isGreaterThan(Duration.ofSeconds(60));
        } finally {
            redis.admin("CONFIG", "SET", "min-replicas-to-write", "0");
        }
        await().atMost(SOON).until(() -> heard.get(heard.size() - 1).contains("\"state\":\"UP\""));
        await().atMost(SOON).until(() -> submit() == 201);
        assertThat(api.get("status").text()).doesNotContain("\"what\":\"redis\",");
    }

    @Test
    void theStatusDoesNotWaitForARedisThatHangs() throws Exception {
        becomes("UP");
        List<String> heard = listen();
        redis.freeze();
        Duration longest = Duration.ZERO;
        try {
            long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                assertThat(api.get("status").status()).isEqualTo(200);
                assertThat(api.get("session").status()).isEqualTo(200);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                longest = took.compareTo(longest) > 0 ? took : longest;
            }
            assertThat(longest)
                    .as("both answers, while a call of Redis takes five seconds")
                    .isLessThan(Duration.ofSeconds(3));
            assertThat(state()).isEqualTo("HUNG");
            assertThat(heard).anyMatch(data -> data.contains("\"HUNG\""));
            assertThat(get("/health/live").statusCode()).isEqualTo(200);
            assertThat(signIn("admin", "password-of-the-system-tests").statusCode())
                    .isEqualTo(200);
        } finally {
            redis.thaw();
        }
        becomes("UP");
        await().atMost(SOON).until(() -> submit() == 201);
    }

    @Test
    void aRedisThatForgotEverythingLocksNobodyOut() throws Exception {
        becomes("UP");
        assertThat(submit()).isEqualTo(201);

        redis.admin("FLUSHALL");

        await().during(Duration.ofSeconds(8))
                .atMost(Duration.ofSeconds(20))
                .until(() -> api.get("jobs").status() == 200);
        await().atMost(SOON)
                .until(() -> api.get("status")
                        .json()
                        .at("/redis/loss/kind")
                        .asString()
                        .equals("EMPTIED"));
        assertThat(api.get("status").json().at("/degraded/0/what").asString()).isEqualTo("redis-data");
        assertThat(get("/health/ready").body()).contains("EMPTIED");
        assertThat(metrics().sum("nightshift_redis_data_loss_timestamp_seconds", Map.of()))
                .isPositive();
        assertThat(server.log()).anyMatch(line -> line.contains("Redis lost data: Redis came back empty."));
        await().atMost(SOON)
                .until(() -> redis.admin("GET", "{nightshift}:access:account:admin"), text -> text.startsWith("ADMIN"));
        await().atMost(SOON).until(() -> api.get("workers").json().at("/items").size() == 1);
        assertThat(signIn("admin", "password-of-the-system-tests").statusCode()).isEqualTo(200);
        String id =
                api.post("jobs", "{\"task\":\"demo.noop\"}").json().path("id").asString();
        await().atMost(SOON)
                .until(() ->
                        api.get("jobs/" + id).json().path("state").asString().equals("SUCCEEDED"));
    }
}
