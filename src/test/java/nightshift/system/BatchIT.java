package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nightshift.example.AmountReader;
import nightshift.support.ApiClient;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Batch jobs of a user, in a library of the WAR. */
class BatchIT {

    private static final Set<String> ENDED = Set.of("SUCCEEDED", "DEAD", "CANCELLED");

    private static ServerProcess server;
    private static ApiClient api;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.create("batch", Map.of("NIGHTSHIFT_LEASE", "PT3S"), library());
        server.start();
        api = new ApiClient(server.url(), ServerProcess.KEY);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JavaArchive library() throws IOException {
        JavaArchive library =
                ShrinkWrap.create(JavaArchive.class, "example.jar").addPackage(AmountReader.class.getPackage());
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/example"))) {
            files.forEach(file -> library.addAsManifestResource(file.toFile(), "batch-jobs/" + file.getFileName()));
        }
        return library;
    }

    @Test
    void jobFilesAreTasksWithAnyParameters() throws Exception {
        JsonNode task = api.get("tasks")
                .json()
                .get("items")
                .valueStream()
                .filter(each -> each.get("name").asString().equals("batch:book-amounts"))
                .findFirst()
                .orElseThrow();

        assertThat(task.get("timeout").asString()).isEqualTo("PT24H");
        assertThat(api.post("jobs", "{\"task\":\"batch:nothing\",\"args\":{\"a\":1,\"b\":[],\"nightshift.c\":\"\"}}")
                        .json()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").asString()))
                .containsExactlyInAnyOrder("/args/b", "/args/nightshift.c");
    }

    @Test
    void batchJobRunsToItsEndAndTellsWhatItsStepsDid() throws Exception {
        Path ledger = folder.resolve("ledger");
        JsonNode job = awaitEnd(submit("book-amounts", amounts(1, 25, "0"), ledger));

        assertThat(job.get("state").asString()).isEqualTo("SUCCEEDED");
        JsonNode result = job.get("result");
        assertThat(result.get("batchStatus").asString()).isEqualTo("COMPLETED");
        assertThat(result.get("steps")
                        .valueStream()
                        .map(step -> step.get("name").asString() + " "
                                + step.get("exitStatus").asString()))
                .containsExactly("open OPENED", "book COMPLETED", "close CLOSED");
        JsonNode book = result.get("steps").get(1);
        assertThat(Stream.of("read", "written", "filtered", "skipped", "commits", "rollbacks")
                        .map(name -> book.get(name).asInt()))
                .containsExactly(26, 25, 1, 0, 3, 0);
        assertThat(Files.readAllLines(ledger)).isEqualTo(booked(25));
    }

    @Test
    void nextAttemptContinuesAtTheLastCheckpoint() throws Exception {
        Path ledger = folder.resolve("ledger");
        Path file = amounts(1, 24, "12,50", "26");
        String id = submit("book-amounts", file, ledger);
        JsonNode failed = awaitState(id, "RETRYING").get("attempts").get(0).get("failure");
        assertThat(failed.get("type").asString()).isEqualTo("java.lang.IllegalArgumentException");
        assertThat(failed.get("message").asString())
                .isEqualTo("batch job book-amounts, step book: not an amount: 12,50");
        assertThat(Files.readAllLines(ledger)).hasSize(21);

        Files.write(file, numbers(1, 26));
        JsonNode job = awaitEnd(id);

        assertThat(job.get("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(Files.readAllLines(ledger)).isEqualTo(booked(26));
        assertThat(job.get("result").get("steps").get(1).get("written").asInt())
                .as("of both attempts")
                .isEqualTo(26);
        assertThat(job.get("result").get("steps").get(0).get("exitStatus").asString())
                .isEqualTo("OPENED");
    }

    @Test
    void nextAttemptContinuesWhereTheServerWasKilled() throws Exception {
        Path ledger = folder.resolve("ledger");
        String id = submit("book-amounts", amounts(1, 300), ledger, "\"pauseMillis\":20");
        await("work under way")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(ledger) && Files.readAllLines(ledger).size() > 50);

        server.kill();
        server.start();

        JsonNode job = awaitEnd(id);
        assertThat(job.get("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(job.get("attempts")
                        .valueStream()
                        .map(attempt -> attempt.get("outcome").asString()))
                .containsExactly("LOST", "SUCCEEDED");
        // The chunk that was written when its checkpoint was not yet kept comes twice, if there was one.
        List<String> lines = Files.readAllLines(ledger);
        assertThat(lines).containsAll(booked(300)).hasSizeLessThanOrEqualTo(302 + 10);
        assertThat(lines).filteredOn(line -> line.equals("opened")).hasSize(1);
    }

    @Test
    void cancelStopsIt() throws Exception {
        Path ledger = folder.resolve("ledger");
        String id = submit("book-amounts", amounts(1, 2000), ledger, "\"pauseMillis\":20");
        await("work under way").atMost(Duration.ofSeconds(30)).until(() -> Files.exists(ledger));

        api.post("jobs/" + id + ":cancel", "");

        JsonNode job = awaitEnd(id);
        assertThat(job.get("state").asString()).isEqualTo("CANCELLED");
        assertThat(Files.readAllLines(ledger)).hasSizeLessThan(1000).doesNotContain("closed");
    }

    @Test
    void parametersThatCannotBeUsedAreNamedInTheFailure() throws Exception {
        JsonNode missing =
                awaitState(submit("book-amounts", Path.of("/nowhere/amounts"), folder.resolve("l")), "RETRYING");
        assertThat(missing.get("failure").get("message").asString())
                .isEqualTo("batch job book-amounts, step book: /nowhere/amounts");

        JsonNode unusual = awaitEnd(submit("map-checkpoint", Path.of("x"), folder.resolve("l")));
        assertThat(unusual.get("state").asString()).isEqualTo("DEAD");
        assertThat(unusual.get("failure").get("type").asString()).isEqualTo("checkpoint-type");
    }

    @Test
    void whatIsDoneIsNotDoneAgainInSplitsAndPartitionsEither() throws Exception {
        Path ledger = folder.resolve("ledger");
        Path last = folder.resolve("last/ledger");
        String id = submit("book-in-parts", amounts(1, 25), ledger, "\"last\":\"" + last + "\"");
        assertThat(awaitState(id, "RETRYING").get("failure").get("message").asString())
                .isEqualTo("batch job book-in-parts, step last: " + last);

        Files.createDirectories(last.getParent());

        assertThat(awaitEnd(id).get("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(Files.readAllLines(Path.of(ledger + ".0"))).hasSize(25);
        assertThat(Files.readAllLines(Path.of(ledger + ".1"))).hasSize(25);
        assertThat(Files.readAllLines(ledger))
                .as("a step that may start though it is complete")
                .containsExactly("began", "began");
        assertThat(Files.readAllLines(last)).containsExactly("ended");
    }

    @Test
    void batchRuntimeForgetsWhatHasEnded() throws Exception {
        int jobs = Integer.getInteger("nightshift.test.batch.jobs", 100);
        String lines = "{\"task\":\"batch:nothing\",\"queue\":\"nothing\",\"args\":{}}\n";
        api.postLines("jobs:batchCreate", lines.repeat(jobs));
        await("their end")
                .atMost(Duration.ofSeconds(60 + jobs / 10))
                .until(() -> api.get("queues/nothing")
                                .json()
                                .get("counts")
                                .get("SUCCEEDED")
                                .asInt()
                        == jobs);

        await("a memory without them")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    awaitEnd(api.post("jobs", lines).json().get("id").asString());
                    return server.objects("JobExecutionEntity") < 20;
                });
    }

    private static String submit(String name, Path file, Path ledger, String... more) throws Exception {
        String parameters = Stream.concat(
                        Stream.of("\"file\":\"" + file + "\"", "\"ledger\":\"" + ledger + "\""), Stream.of(more))
                .collect(Collectors.joining(","));
        return api.post(
                        "jobs",
                        "{\"task\":\"batch:" + name + "\",\"args\":{" + parameters
                                + "},\"retry\":{\"initial\":\"PT2S\",\"jitter\":0}}")
                .json()
                .get("id")
                .asString();
    }

    private static JsonNode awaitEnd(String id) {
        return await("the end of " + id)
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> api.get("jobs/" + id).json(),
                        job -> ENDED.contains(job.get("state").asString()));
    }

    private static JsonNode awaitState(String id, String state) {
        return await(id + " " + state)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> api.get("jobs/" + id).json(),
                        job -> job.get("state").asString().equals(state));
    }

    private Path amounts(int from, int to, String... more) throws IOException {
        return Files.write(
                folder.resolve("amounts"),
                Stream.concat(numbers(from, to).stream(), Stream.of(more)).toList());
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }

    private static List<String> booked(int count) {
        return Stream.of(
                        Stream.of("opened"),
                        numbers(1, count).stream().map(number -> number + ".00"),
                        Stream.of("closed"))
                .flatMap(lines -> lines)
                .toList();
    }
}
