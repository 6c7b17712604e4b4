package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What becomes of a job that is submitted, and of requests that come twice or at once. */
class SubmitIT {

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

    private static void submitAndRead(String client) {
        for (int i = 0; i < 60; i++) {
            String value = "{\"value\":\"" + client + "-" + i + "\"}";
            String id = Client.submitted("{\"task\":\"demo.echo\",\"delay\":\"PT1H\",\"args\":" + value + "}");
            Client.Answer job = Client.get("/jobs/" + id + "?wait=PT0.001S");

            assertThat(job.status()).as(job.body()).isEqualTo(200);
            assertThat(job.body()).contains(id, value);
        }
    }

    private static Client.Answer keyed(String key, String body) {
        return Client.send(Client.request("/jobs")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }
}
