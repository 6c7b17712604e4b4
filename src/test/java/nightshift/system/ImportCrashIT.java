package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import nightshift.support.ApiClient;
import nightshift.support.DescribedAnswers;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import tools.jackson.databind.JsonNode;

/**
 * Two servers that share a folder import a file, and are killed again and again while they do. Larger and longer:
 * {@code -Dimport.rows=1000000 -Dimport.kills=10}; the same again: {@code -Dimport.seed=} of the output.
 */
class ImportCrashIT {

    private static final int ROWS = Integer.getInteger("import.rows", 60_000);
    private static final int KILLS = Integer.getInteger("import.kills", 3);
    private static final long SEED = Long.getLong("import.seed", System.nanoTime());
    private static final int EVERY_BAD = 1_000;
    private static final String QUEUE = "import-crash";
    private static final Pattern NUMBER = Pattern.compile("\"message\":\"(\\d+)\"");

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    private final Random random = new Random(SEED);
    private final List<ServerProcess> live = new ArrayList<>();
    private long seen;

    @Test
    void everyRowBecomesOneJobHoweverOftenServersAreKilled() throws Exception {
        System.out.println("ImportCrashIT: " + ROWS + " rows, " + KILLS + " kills, seed " + SEED);
        try (ServerProcess one = server("import-crash-1");
                ServerProcess two = server("import-crash-2")) {
            List<ServerProcess> both = List.of(one, two);
            CompletableFuture.allOf(both.stream()
                            .map(server -> CompletableFuture.runAsync(() -> start(server)))
                            .toArray(CompletableFuture[]::new))
                    .join();
            live.addAll(both);
            pauseQueue();
            String id = upload(file());
            for (int target : targets()) {
                awaitRead(id, target);
                Thread.sleep(random.nextInt(50));
                killOne(id);
                if (live.isEmpty()) {
                    ServerProcess next = both.get(random.nextInt(2));
                    next.start();
                    live.add(next);
                }
            }
            await("the end of the import")
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(100))
                    .until(
                            () -> watch(id),
                            found -> found.get("state").asString().equals("SUCCEEDED"));
            checkCounts(id);
            checkRejects(id);
            checkJobs();
        }
    }

    private static ServerProcess server(String name) throws Exception {
        return ServerProcess.create(
                name,
                Map.of(
                        "NIGHTSHIFT_REDIS_URL",
                        REDIS.url().toString(),
                        "NIGHTSHIFT_LEASE",
                        "PT1S",
                        "NIGHTSHIFT_BULK_DIR",
                        Path.of("target/system/import-crash-bulk")
                                .toAbsolutePath()
                                .toString()));
    }

    private static void start(ServerProcess server) {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ApiClient api() {
        return new ApiClient(live.get(0).url(), ServerProcess.KEY);
    }

    /** So that the jobs of the import only wait, and all that is done is the import. A queue is there from its first job on. */
    private void pauseQueue() throws Exception {
        api().post("jobs", "{\"task\":\"demo.noop\",\"queue\":\"" + QUEUE + "\",\"delay\":\"P1D\"}");
        api().post("queues/" + QUEUE + ":pause", "");
    }

    private static Path file() throws Exception {
        Path file = Path.of("target/system/import-crash.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("times,message\n");
            for (int row = 1; row <= ROWS; row++) {
                out.write((isBad(row) ? "many," : "0,") + row + "\n");
            }
        }
        return file;
    }

    private static boolean isBad(int row) {
        return row % EVERY_BAD == 0;
    }

    private String upload(Path file) throws Exception {
        URI uri = live.get(0).url().resolve("/api/v1/imports?task=demo.fail&queue=" + QUEUE + "&partitions=6");
        var answer = DescribedAnswers.check(HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofMinutes(2))
                                .header("Authorization", "Bearer " + ServerProcess.KEY)
                                .header("Content-Type", "text/csv")
                                .POST(BodyPublishers.ofFile(file))
                                .build(),
                        BodyHandlers.ofString()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
    }

    /** After how many rows to kill. */
    private List<Integer> targets() {
        return IntStream.range(0, KILLS)
                .map(kill -> random.nextInt(ROWS * 7 / 10))
                .sorted()
                .boxed()
                .toList();
    }

    private void awaitRead(String id, int rows) {
        await("row " + rows)
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> watch(id), found -> found.get("read").asLong() >= rows);
    }

    /** The import as the API shows it now; it must not have lost anything that it showed before. */
    private JsonNode watch(String id) throws Exception {
        JsonNode found = api().get("imports/" + id).json();
        assertThat(found.get("read").asLong()).as("rows read").isGreaterThanOrEqualTo(seen);
        seen = found.get("read").asLong();
        assertThat(found.get("state").asString()).isNotIn("DEAD", "STOPPED", "EXPIRED");
        return found;
    }

    private void killOne(String id) throws Exception {
        long read = watch(id).get("read").asLong();
        ServerProcess victim = live.remove(random.nextInt(live.size()));
        victim.kill();
        System.out.println(
                "ImportCrashIT: killed " + victim.url() + " after " + read + " rows, " + live.size() + " left");
    }

    private void checkCounts(String id) throws Exception {
        JsonNode found = api().get("imports/" + id).json();
        assertThat(found.get("read").asInt()).isEqualTo(ROWS);
        assertThat(found.get("rejected").asInt()).isEqualTo(ROWS / EVERY_BAD);
        assertThat(found.get("submitted").asInt()).isEqualTo(ROWS - ROWS / EVERY_BAD);
        assertThat(api().get("queues/" + QUEUE)
                        .json()
                        .get("counts")
                        .get("READY")
                        .asInt())
                .as("jobs in the queue")
                .isEqualTo(ROWS - ROWS / EVERY_BAD);
    }

    private void checkRejects(String id) throws Exception {
        List<String> rejects =
                api().get("imports/" + id + "/rejects").text().lines().toList();
        assertThat(rejects.get(0)).isEqualTo("times,message,reject.line,reject.column,reject.reason");
        assertThat(rejects.stream().skip(1).map(line -> Integer.parseInt(line.split(",")[1])))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, ROWS)
                        .filter(ImportCrashIT::isBad)
                        .boxed()
                        .toList());
    }

    /** Looks at every job that Redis has, past all counters. */
    private static void checkJobs() {
        BitSet found = new BitSet(ROWS + 1);
        int twice = 0;
        try (RedisClient redis = REDIS.client()) {
            ScanParams jobs = new ScanParams().match("{nightshift}:job:*").count(2_000);
            String cursor = ScanParams.SCAN_POINTER_START;
            do {
                ScanResult<String> page = redis.scan(cursor, jobs);
                for (String record : page.getResult().isEmpty()
                        ? List.<String>of()
                        : redis.mget(page.getResult().toArray(String[]::new))) {
                    Matcher number = NUMBER.matcher(record);
                    if (number.find()) {
                        int row = Integer.parseInt(number.group(1));
                        twice += found.get(row) ? 1 : 0;
                        found.set(row);
                    }
                }
                cursor = page.getCursor();
            } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        }
        assertThat(twice).as("rows that became two jobs").isZero();
        BitSet expected = new BitSet(ROWS + 1);
        IntStream.rangeClosed(1, ROWS).filter(row -> !isBad(row)).forEach(expected::set);
        expected.andNot(found);
        assertThat(expected.stream().limit(10)).as("rows that became no job").isEmpty();
        assertThat(found.cardinality()).isEqualTo(ROWS - ROWS / EVERY_BAD);
    }
}
