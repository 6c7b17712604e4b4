package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JobsIT {

    private static final String FAR = "\"delay\":\"PT10H\"";

    private final String tag = "it-" + UUID.randomUUID();

    @Test
    void aJobIsAcceptedAndDone() {
        Client.Answer answer = Client.submit(
                "{\"task\":\"demo.echo\",\"args\":{\"value\":[1, 2.50,\"é\"]},\"tags\":[\"" + tag + "\"]}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/jobs/" + answer.text("id"));
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        Client.Answer ended = Client.ended(answer.text("id"));
        assertThat(ended.text("state")).isEqualTo("SUCCEEDED");
        assertThat(ended.body()).contains("\"result\":[1, 2.50,\"é\"]");
        assertThat(ended.json().path("attempts").get(0).path("outcome").asString())
                .isEqualTo("SUCCEEDED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "12345678901234567890",
                "1e400",
                "-0",
                "1.0",
                "[]",
                "{ \"b\":1 , \"a\":[ ] }",
                "\"\\u0000\"",
                "\"\u202e\u0301🦊\""
            })
    void argsAndResultsComeBackByteForByte(String value) {
        String id = Client.submitted("{\"task\":\"demo.echo\",\"args\":{\"value\":" + value + "}}");

        assertThat(Client.ended(id).body()).contains("\"args\":{\"value\":" + value + "}", "\"result\":" + value + "}");
    }

    @Test
    void everyFieldOfASubmissionIsKept() {
        String id = Client.submitted(
                "{\"task\":\"demo.noop\",\"queue\":\"it.other\",\"priority\":2," + FAR + ",\"maxAttempts\":3,"
                        + "\"timeout\":\"PT7S\",\"retry\":{\"initial\":\"PT1S\",\"max\":\"PT2S\",\"factor\":1.5,\"jitter\":0},\"tags\":[\""
                        + tag + "\"]}");

        JsonNode job = Client.get("/jobs/" + id).json();
        assertThat(job.path("state").asString()).isEqualTo("SCHEDULED");
        assertThat(job.path("queue").asString()).isEqualTo("it.other");
        assertThat(job.path("priority").asInt()).isEqualTo(2);
        assertThat(job.path("maxAttempts").asInt()).isEqualTo(3);
        assertThat(job.path("timeout").asString()).isEqualTo("PT7S");
        assertThat(job.path("dueAt").asString())
                .isGreaterThan(job.path("createdAt").asString());
        assertThat(job.path("retry").toString())
                .isEqualTo("{\"initial\":\"PT1S\",\"max\":\"PT2S\",\"factor\":1.5,\"jitter\":0.0}");
        assertThat(job.path("tags").get(0).asString()).isEqualTo(tag);
    }

    @Test
    void aDryRunNamesEverythingThatIsWrongAndStoresNothing() {
        Client.Answer good = Client.submit("?dryRun=true", "{\"task\":\"demo.noop\",\"tags\":[\"" + tag + "\"]}");
        Client.Answer bad =
                Client.submit("?dryRun=true", "{\"task\":\"demo.sleep\",\"priority\":10,\"queue\":\"a b\"}");
        Client.Answer misspelled = Client.submit("?dryrun=true", "{\"task\":\"demo.noop\",\"tags\":[\"" + tag + "\"]}");

        assertThat(good.status()).isEqualTo(204);
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.pointers()).contains("/priority", "/queue", "/args/duration");
        assertThat(misspelled.status()).isEqualTo(400);
        assertThat(misspelled.pointers()).isEqualTo("?dryrun");
        assertThat(Client.get("/jobs?tag=" + tag).json().path("items")).isEmpty();
    }

    @Test
    void aRepeatedRequestGivesTheSameJob() {
        Client.Answer first = keyed(tag, "{\"task\":\"demo.noop\"}");
        Client.Answer second = keyed(tag, "{\"task\":\"demo.noop\"}");
        Client.Answer other = keyed(tag, "{\"task\":\"demo.noop\",\"priority\":1}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("id")).isEqualTo(first.text("id"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.pointers()).isEqualTo("Idempotency-Key");
    }

    @Test
    void fiftyEqualRequestsAtOnceMakeOneJob() {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<CompletableFuture<Client.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> keyed(tag, "{\"task\":\"demo.noop\"}"), threads));
            }
            Set<String> ids =
                    answers.stream().map(answer -> answer.join().text("id")).collect(Collectors.toSet());
            assertThat(ids).hasSize(1);
            assertThat(answers.stream().filter(answer -> answer.join().status() == 201))
                    .hasSize(1);
        } finally {
            threads.shutdown();
        }
    }

    /** A server that mixes up requests does so for few in ten thousand, and only when many come at once. */
    @Test
    void requestsAtOnceGetTheirOwnAnswers() {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int client = 0; client < 50; client++) {
                String name = tag + client;
                clients.add(CompletableFuture.runAsync(() -> submitAndRead(name), threads));
            }
            clients.forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
    }

    private static void submitAndRead(String client) {
        for (int i = 0; i < 60; i++) {
            String value = "{\"value\":\"" + client + "-" + i + "\"}";
            String id = Client.submitted("{\"task\":\"demo.echo\",\"delay\":\"PT1H\",\"args\":" + value + "}");
            Client.Answer job = Client.get("/jobs/" + id + "?wait=PT0.001S");

            assertThat(job.status()).as(job.body()).isEqualTo(200);
            assertThat(job.body()).contains(id, value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nightshift.import", "nightshift.import.partition", "nightshift.export", "nightshift.canary"})
    void tasksOfNightshiftItselfAreNotSubmitted(String task) {
        Client.Answer refused = Client.submit("{\"task\":\"" + task + "\",\"args\":{}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("\"/task\"", "a task of Nightshift itself");
        assertThat(Client.send(Client.request("/jobs:batchCreate")
                                .header("Content-Type", "application/x-ndjson")
                                .POST(BodyPublishers.ofString("{\"task\":\"" + task + "\"}\n")))
                        .body())
                .contains("a task of Nightshift itself");
    }

    @Test
    void tasksOfNightshiftItselfAreListedAsInternal() {
        assertThat(Client.get("/tasks")
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(item -> item.path("internal").asBoolean())
                        .map(item -> item.path("name").asString()))
                .containsExactly(
                        "nightshift.export",
                        "nightshift.import",
                        "nightshift.import.partition",
                        "nightshift.operation");
    }

    private static Client.Answer keyed(String key, String body) {
        return Client.send(Client.request("/jobs")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void aFailedJobIsTriedAgainAndAnOperatorCanRetryIt() {
        String id = Client.submitted(
                "{\"task\":\"demo.fail\",\"args\":{\"times\":3,\"message\":\"no luck\"},\"maxAttempts\":2,"
                        + "\"retry\":{\"initial\":\"PT0.01S\"}}");

        JsonNode dead = Client.ended(id).json();
        assertThat(dead.path("state").asString()).isEqualTo("DEAD");
        assertThat(dead.path("deadReason").asString()).isEqualTo("attempts-exhausted");
        assertThat(dead.path("failure").path("message").asString()).contains("no luck");
        assertThat(dead.path("attempts")).hasSize(2);

        Client.Answer again = Client.post("/jobs/" + id + ":retry");
        assertThat(again.status()).isEqualTo(200);
        assertThat(Client.ended(id).text("state")).isEqualTo("SUCCEEDED");
        Client.Answer refused = Client.post("/jobs/" + id + ":retry");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void aJobThatWaitsCanBeChangedAndRunNow() {
        String id = Client.submitted("{\"task\":\"demo.echo\",\"args\":{\"value\":1}," + FAR + "}");

        Client.Answer changed =
                patch(id, "{\"args\":{\"value\":[2.0]},\"priority\":1,\"tags\":[\"" + tag + "\"],\"delay\":\"PT5H\"}");
        Client.Answer wrong = patch(id, "{\"args\":{},\"queue\":\"other\"}");
        Client.Answer run = Client.post("/jobs/" + id + ":run");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("state")).isEqualTo("SCHEDULED");
        assertThat(changed.json().path("priority").asInt()).isEqualTo(1);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.pointers()).contains("/queue");
        assertThat(run.status()).isEqualTo(200);
        assertThat(Client.ended(id).body()).contains("\"result\":[2.0]", tag);
        assertThat(patch(id, "{\"priority\":2}").text("state")).isEqualTo("SUCCEEDED");
        assertThat(Client.post("/jobs/" + id + ":run").status()).isEqualTo(409);
    }

    private static Client.Answer patch(String id, String body) {
        return Client.send(Client.request("/jobs/" + id)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    @Test
    void theJobsOfABatchCanBeSpreadOverATime() {
        String line = "{\"task\":\"demo.noop\",\"tags\":[\"" + tag + "\"]," + FAR + "}\n";
        Client.Answer answer = Client.send(Client.request("/jobs:batchCreate?spread=PT10H")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(line.repeat(8))));
        Client.Answer refused = Client.send(Client.request("/jobs:batchCreate?spread=soon")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(line)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.pointers()).isEqualTo("?spread");
        Set<String> hours = StreamSupport.stream(
                        Client.get("/jobs?tag=" + tag).json().path("items").spliterator(), false)
                .map(job -> job.path("dueAt").asString().substring(0, 13))
                .collect(Collectors.toSet());
        assertThat(hours).as("hours in which the jobs are due").hasSizeGreaterThan(5);
    }

    @Test
    void aDeadlineEndsAJobThatRuns() {
        String id =
                Client.submitted("{\"task\":\"demo.sleep\",\"args\":{\"duration\":\"PT60S\"},\"deadline\":\"PT1S\"}");

        Client.Answer ended = Client.ended(id);
        assertThat(ended.text("state")).isEqualTo("DEAD");
        assertThat(ended.text("deadReason")).isEqualTo("deadline");
    }

    @Test
    void aRunFollowsTheOneThatHasTheKey() {
        String job =
                "{\"task\":\"demo.sleep\",\"args\":{\"duration\":\"PT60S\"},\"onConflict\":\"AFTER\",\"uniqueKey\":\""
                        + tag;
        String first = Client.submitted(job + "\"}");
        await().until(() -> Client.get("/jobs/" + first).text("state").equals("RUNNING"));

        Client.Answer next = Client.submit(job + "\"}");
        Client.Answer replaced = Client.submit(job.replace("PT60S", "PT0S") + "\"}");
        Client.post("/jobs/" + first + ":cancel");

        assertThat(next.status()).isEqualTo(201);
        assertThat(next.text("state")).isEqualTo("BLOCKED");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.text("id")).isEqualTo(next.text("id"));
        assertThat(Client.ended(next.text("id")).text("state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void aJobThatIsNotStartedInTimeExpires() {
        String id = Client.submitted(
                "{\"task\":\"demo.noop\",\"runAt\":\"2020-01-01T00:00:00Z\",\"startBy\":\"2020-01-01T00:00:00Z\"}");

        Client.Answer ended = Client.ended(id);
        assertThat(ended.text("state")).isEqualTo("EXPIRED");
        assertThat(ended.text("startBy")).isEqualTo("2020-01-01T00:00:00.000Z");
        assertThat(ended.json().path("attempts")).isEmpty();
    }

    @Test
    void aUniqueKeyBelongsToOneLiveJob() {
        String job = "{\"task\":\"demo.noop\"," + FAR + ",\"uniqueKey\":\"" + tag + "\"";
        Client.Answer first = Client.submit(job + "}");
        Client.Answer refused = Client.submit(job + "}");
        Client.Answer returned = Client.submit(job + ",\"onConflict\":\"RETURN\"}");

        assertThat(first.text("uniqueKey")).isEqualTo(tag);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("jobId")).isEqualTo(first.text("id"));
        assertThat(refused.text("state")).isEqualTo("SCHEDULED");
        assertThat(returned.status()).isEqualTo(200);
        assertThat(returned.text("id")).isEqualTo(first.text("id"));

        Client.post("/jobs/" + first.text("id") + ":cancel");
        assertThat(Client.submit(job + "}").status()).isEqualTo(201);
    }

    @Test
    void aJobThatWaitsOrRunsCanBeCancelled() {
        String waiting = Client.submitted("{\"task\":\"demo.noop\"," + FAR + "}");
        assertThat(Client.post("/jobs/" + waiting + ":cancel").text("state")).isEqualTo("CANCELLED");
        Client.Answer refused = Client.post("/jobs/" + waiting + ":cancel");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.isProblem()).isTrue();

        String running = Client.submitted("{\"task\":\"demo.sleep\",\"args\":{\"duration\":\"PT60S\"}}");
        org.awaitility.Awaitility.await()
                .until(() -> Client.get("/jobs/" + running).text("state").equals("RUNNING"));
        assertThat(Client.post("/jobs/" + running + ":cancel")
                        .json()
                        .path("cancelRequested")
                        .asBoolean())
                .isTrue();
        assertThat(Client.ended(running).text("state")).isEqualTo("CANCELLED");
    }

    @Test
    void waitingEndsWhenTheTimeIsOver() {
        String id = Client.submitted("{\"task\":\"demo.noop\"," + FAR + "}");

        Client.Answer answer = Client.get("/jobs/" + id + "?wait=PT0.2S");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("state")).isEqualTo("SCHEDULED");
    }

    @Test
    void listsAreFilteredAndPaged() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, Client.submitted("{\"task\":\"demo.noop\"," + FAR + ",\"tags\":[\"" + tag + "\"]}"));
        }
        List<String> listed = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = Client.get("/jobs?state=SCHEDULED&state=READY&task=demo.noop&queue=default&pageSize=2&tag="
                            + tag + token)
                    .json();
            assertThat(page.path("items").size()).isLessThanOrEqualTo(2);
            StreamSupport.stream(page.path("items").spliterator(), false).forEach(job -> {
                listed.add(job.path("id").asString());
                assertThat(job.has("args")).isFalse();
            });
            token = page.has("nextPageToken")
                    ? "&pageToken=" + page.path("nextPageToken").asString()
                    : "";
        } while (!token.isEmpty());

        assertThat(listed).isEqualTo(ids);
    }

    @Test
    void queuesCanBePausedAndResumed() {
        String queue = "it-" + UUID.randomUUID();
        Client.submitted("{\"task\":\"demo.noop\"," + FAR + ",\"queue\":\"" + queue + "\"}");

        JsonNode paused = Client.post("/queues/" + queue + ":pause").json();
        assertThat(paused.path("paused").asBoolean()).isTrue();
        assertThat(paused.path("pausedBy").asString()).isEqualTo("admin");
        String id = Client.submitted("{\"task\":\"demo.noop\",\"queue\":\"" + queue + "\"}");
        assertThat(Client.get("/queues/" + queue)
                        .json()
                        .path("counts")
                        .path("READY")
                        .asInt())
                .isEqualTo(1);
        assertThat(Client.post("/queues/" + queue + ":resume")
                        .json()
                        .path("paused")
                        .asBoolean())
                .isFalse();
        assertThat(Client.ended(id).text("state")).isEqualTo("SUCCEEDED");
        assertThat(Client.get("/queues").body()).contains("\"" + queue + "\"");
    }

    @Test
    void aJobThatWaitsSaysWhy() {
        String queue = "it-" + UUID.randomUUID();
        Client.post("/queues/" + queue + ":pause");
        String id = Client.submitted("{\"task\":\"demo.noop\",\"queue\":\"" + queue + "\"}");

        JsonNode waiting = Client.get("/jobs/" + id + ":explain").json();
        assertThat(waiting.path("jobId").asString()).isEqualTo(id);
        assertThat(waiting.path("state").asString()).isEqualTo("READY");
        assertThat(waiting.path("causes").get(0).path("cause").asString()).isEqualTo("QUEUE_PAUSED");
        assertThat(waiting.path("causes").get(0).path("detail").asString()).contains(queue, "by admin");

        Client.post("/queues/" + queue + ":resume");
        Client.ended(id);
        assertThat(Client.get("/jobs/" + id + ":explain")
                        .json()
                        .path("causes")
                        .get(0)
                        .path("cause")
                        .asString())
                .isEqualTo("ENDED");
        assertThat(Client.get("/jobs/" + UUID.randomUUID() + ":explain").status())
                .isEqualTo(404);
        assertThat(Client.get("/jobs/" + id + ":explain?why=1").pointers()).isEqualTo("?why");
    }

    @Test
    void theServerTellsOfItself() {
        assertThat(Client.get("/tasks").body()).contains("\"demo.echo\"", "\"argsSchema\":{");
        assertThat(Client.get("/workers")
                        .json()
                        .path("items")
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("LIVE");
        assertThat(Client.get("/status").json().path("redis").path("state").asString())
                .isEqualTo("UP");
        await().untilAsserted(() -> assertThat(
                        Client.get("/status").json().path("desiredWorkers").asInt())
                .isPositive());
        assertThat(Client.get("/throughput?minutes=5").json().path("items")).hasSize(5);
    }
}
