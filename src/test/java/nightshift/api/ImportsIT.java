package nightshift.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Taking files, and what can be asked of their imports. */
class ImportsIT {

    private static final Path BULK = bulk();

    private Set<String> before;

    @BeforeEach
    void look() {
        before = files();
    }

    /** Each start of the tests has a namespace that is later than those before. */
    private static Path bulk() {
        try (Stream<Path> namespaces = Files.list(Path.of("target/test-data/bulk"))) {
            return namespaces.max(Comparator.naturalOrder()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever was refused has left nothing behind. */
    @AfterEach
    void nothingIsLeftOfUploads() {
        await().until(() -> files().stream().noneMatch(file -> file.endsWith(".part")));
    }

    private void assertRefused(Client.Answer answer, int status, String pointers, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.isProblem()).as(answer.body()).isTrue();
        assertThat(answer.pointers()).isEqualTo(pointers);
        assertThat(answer.body()).contains(detail).doesNotContain("Exception", "\tat ");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aFileIsTaken() {
        Client.Answer begun = csv(
                "task=demo.fail&queue=it-imports&name=a%20b.csv&priority=7&maxAttempts=3&tag=x&tag=y&partitions=2&columns="
                        + encoded("{\"Versuche\":\"times\",\"Notiz\":null}"),
                "Versuche,Notiz,message\r\n1,\"a\nb\",c\r\n2,,\r\n");

        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        String id = begun.text("id");
        assertThat(begun.header("Location")).isEqualTo("/api/v1/imports/" + id);
        Client.Answer job = Client.get("/imports/" + id);
        assertThat(job.json().path("rows").asInt()).isEqualTo(2);
        assertThat(job.json().path("bytes").asInt()).isEqualTo(40);
        assertThat(job.json().path("partitions").size()).isEqualTo(2);
        assertThat(job.json().path("columns").toString()).isEqualTo("{\"Notiz\":null,\"Versuche\":\"times\"}");
        assertThat(job.text("name")).isEqualTo("a b.csv");
        assertThat(job.text("task") + job.text("queue") + job.text("format")).isEqualTo("demo.failit-importscsv");
        assertThat(job.text("createdBy")).isNotEmpty();
        assertThat(BULK.resolve("imports").resolve(id).resolve("source.csv")).exists();
        assertThat(Client.get("/imports?pageSize=1000").body()).contains(id);
        assertThat(Client.get("/jobs/" + id).text("task")).isEqualTo("nightshift.import");
        Client.Answer retried = Client.post("/jobs/" + id + ":retry");
        assertThat(retried.status()).isEqualTo(409);
        assertThat(retried.body()).contains("POST /api/v1/imports/" + id + ":restart");
    }

    @Test
    void aDryRunTellsAndKeepsNothing() {
        Client.Answer run = csv("task=demo.fail&dryRun=true&name=a.csv", "times,message\n1,a\nx,b\n");

        assertThat(run.status()).as(run.body()).isEqualTo(200);
        assertThat(run.body())
                .isEqualTo("{\"format\":\"csv\",\"name\":\"a.csv\",\"bytes\":22,\"rows\":2,\"checked\":2,\"valid\":1,"
                        + "\"rejected\":1,\"columns\":[{\"column\":\"times\",\"field\":\"times\",\"type\":\"number\"},"
                        + "{\"column\":\"message\",\"field\":\"message\",\"type\":\"string\"}],"
                        + "\"sample\":[{\"line\":2,\"args\":{\"times\":1,\"message\":\"a\"}}],\"rejects\":[{\"line\":3,\"column\":\"times\","
                        + "\"reason\":\"must be a number such as 1234.5\",\"row\":[\"x\",\"b\"]}]}");
        assertThat(files()).isEqualTo(before);
        assertThat(ndjson("task=demo.echo&dryRun=true", "{\"value\":1.0}\n")
                        .json()
                        .path("sample")
                        .toString())
                .isEqualTo("[{\"line\":1,\"args\":{\"value\":1.0}}]");
    }

    @Test
    void theMappingSaysTheTypeOfAColumn() {
        Client.Answer run = csv(
                "task=demo.echo&dryRun=true&columns=%7B%22v%22:%7B%22to%22:%22/value%22,%22type%22:%22json%22%7D%7D",
                "v,,\n\"{\"\"a\"\":1}\",,\n,,\n");

        assertThat(run.json().path("columns").toString())
                .as(run.body())
                .isEqualTo("[{\"column\":\"v\",\"field\":\"value\",\"type\":\"json\"},{\"column\":\"\",\"field\":null},"
                        + "{\"column\":\"\",\"field\":null}]");
        assertThat(run.json().path("sample").toString()).isEqualTo("[{\"line\":2,\"args\":{\"value\":{\"a\":1}}}]");
        assertThat(run.json().path("rows").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'' | ?task | is required",
                "task=no.such | ?task | is not a task that this server knows",
                "task=a/b | ?task | must be",
                "task=nightshift.import | ?task | a task of Nightshift itself",
                "task=nightshift.canary | ?task | a task of Nightshift itself",
                "task=demo.echo&queue=%7B | ?queue | must be",
                "task=demo.echo&priority=0 | ?priority | from 1 to 9",
                "task=demo.echo&maxAttempts=101 | ?maxAttempts | from 1 to 100",
                "task=demo.echo&tag= | ?tag | 1 to 100 characters",
                "task=demo.echo&partitions=17 | ?partitions | from 1 to 16",
                "task=demo.echo&dryRun=yes | ?dryRun | true or false",
                "task=demo.echo&x=1 | ?x | is not a parameter",
                "task=demo.echo&task=demo.fail | ?task | cannot be repeated",
                "task=demo.echo&name=../x | ?name | without its path",
                "task=demo.echo&name=/etc/passwd | ?name | without its path",
                "task=demo.echo&name=..%2fx | ?name | without its path",
                "task=demo.echo&name=..%252fx | ?name | without its path",
                "task=demo.echo&name=C:%5Cx | ?name | without its path",
                "task=demo.echo&name=a%00b | ?name | without its path",
                "task=demo.echo&name= | ?name | without its path",
                "task=demo.echo&columns=%5B%5D | ?columns | must be a JSON object",
                "task=demo.echo&columns=%7B%22a%22:1%7D | ?columns | has for",
                "task=demo.echo&columns=%7B%22a%22:%22b%22,%22a%22:null%7D | ?columns | different names",
                "task=demo.echo&columns=%7B%22a%22:%22/~2%22%7D | ?columns | has for",
                "task=demo.echo&columns=%7B%22none%22:%22value%22%7D | ?columns | which the header does not have"
            })
    void parametersThatAreWrongAreNamed(String query, String pointers, String detail) {
        Client.Answer answer = csv(query.replace("''", ""), "value\n1\n");

        assertRefused(answer, detail.contains("knows") || detail.contains("header") ? 422 : 400, pointers, detail);
    }

    @Test
    void columnsAreForCsvOnly() {
        assertRefused(ndjson("task=demo.echo&columns=%7B%7D", "{}"), 400, "?columns", "is for text/csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | body | is empty",
                "`value\n` | body | has a header but no rows",
                "`value\n\n\n` | body | no rows",
                "`wrong\n1\n` | body:line 1 | has the column",
                "`value,value\n1,2\n` | body:line 1 | twice",
                "`value;x\n1;2\n` | body:line 1 | separate columns by commas",
                "`value\n\"1\n` | body:line 2 | never closed",
                "`PK\u0003\u0004xxxx` | body | ZIP",
                "`value\n1\n\u0000\n` | body:line 3 | NUL"
            })
    void filesThatAreWrongAreRefused(String file, String pointers, String detail) {
        assertRefused(csv("task=demo.echo", file), 422, pointers, detail);
        assertRefused(csv("task=demo.echo&dryRun=true", file), 422, pointers, detail);
    }

    @Test
    void whatIsNoTextIsRefused() {
        byte[] binary = new byte[100_000];
        new java.util.Random(1).nextBytes(binary);
        assertRefused(
                send("task=demo.echo", "text/csv", BodyPublishers.ofByteArray(binary)),
                422,
                "body:line 1",
                "send the file as text");
        byte[] gzip = {0x1F, (byte) 0x8B, 8, 0, 0};
        assertRefused(
                send("task=demo.echo", "application/x-ndjson", BodyPublishers.ofByteArray(gzip)), 422, "body", "gzip");
        assertRefused(
                send(
                        "task=demo.echo",
                        "text/csv",
                        BodyPublishers.ofString("value\né\n", java.nio.charset.StandardCharsets.ISO_8859_1)),
                422,
                "body:line 2",
                "not UTF-8");
    }

    @Test
    void whatHasNoEndIsRefusedEarly() {
        assertRefused(
                send("task=demo.echo", "application/x-ndjson", endless("x")),
                422,
                "body:line 1",
                "more than 524288 bytes");
        assertRefused(send("task=demo.echo", "text/csv", endless("value\n\"")), 422, "body:line 2", "close its quote");
        assertRefused(
                send("task=demo.echo", "text/csv", BodyPublishers.ofString("a,".repeat(30_000) + "a\n1\n")),
                422,
                "body:line 1",
                "more than 1000 columns");
        assertRefused(
                send("task=demo.echo", "text/csv", BodyPublishers.ofString("a,".repeat(1_000_000) + "a\n1\n")),
                422,
                "body:line 1",
                "more than 65536 bytes");
    }

    /** Forty megabytes without a line end. */
    private static BodyPublisher endless(String beginning) {
        byte[] piece = "x".repeat(1 << 20).getBytes(UTF_8);
        return BodyPublishers.ofInputStream(() -> new SequenceInputStream(
                new ByteArrayInputStream(beginning.getBytes(UTF_8)),
                new SequenceInputStream(Collections.enumeration(Collections.nCopies(40, piece).stream()
                        .<InputStream>map(ByteArrayInputStream::new)
                        .toList()))));
    }

    @Test
    void otherKindsOfBodiesAreRefused() {
        BodyPublisher file = BodyPublishers.ofString("value\n1\n");
        assertRefused(send("task=demo.echo", "application/json", file), 415, "", "Content-Type");
        assertRefused(send("task=demo.echo", "application/zip", file), 415, "", "Content-Type");
        assertRefused(Client.send(Client.request("/imports?task=demo.echo").POST(file)), 415, "", "Content-Type");
        assertRefused(send("task=demo.echo", "text/csv; charset=iso-8859-1", file), 415, "", "UTF-8");
        for (String encoding : new String[] {"gzip", "br", "x"}) {
            assertRefused(
                    Client.send(Client.request("/imports?task=demo.echo")
                            .header("Content-Type", "text/csv")
                            .header("Content-Encoding", encoding)
                            .POST(file)),
                    415,
                    "",
                    encoding);
        }
        assertThat(send("task=demo.echo&dryRun=true", "text/csv; charset=UTF-8", file)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsSent() {
        assertThat(raw("Content-Length: 10737418241\r\n", "value\n1\n", false)).startsWith("HTTP/1.1 413");
        assertThat(raw("Content-Length: 99999999999999999999\r\n", "value\n1\n", false))
                .startsWith("HTTP/1.1 4");
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000\r\n", "Transfer-Encoding: chunked\r\n"})
    void aFileThatIsCutShortLeavesNothing(String head) {
        String body = head.startsWith("T") ? "8\r\nvalue\n1\n\r\n" : "value\n1\n";

        String status = raw(head, body, true);

        assertThat(status)
                .satisfiesAnyOf(s -> assertThat(s).isEmpty(), s -> assertThat(s).startsWith("HTTP/1.1 400"));
        await().untilAsserted(() -> assertThat(files()).isEqualTo(before));
    }

    @Test
    void anImportStopsAndContinues() {
        assertThat(Client.submitted("{\"task\":\"demo.noop\",\"queue\":\"bulk\"}"))
                .isNotEmpty();
        assertThat(Client.post("/queues/bulk:pause").status()).isEqualTo(200);
        String id;
        try {
            id = csv("task=demo.echo&queue=it-imports", "value\n" + "1\n".repeat(3_000))
                    .text("id");
            Client.Answer stopped = Client.post("/imports/" + id + ":stop");
            assertThat(stopped.status()).as(stopped.body()).isEqualTo(200);
            assertThat(stopped.text("state")).isEqualTo("STOPPED");
            Client.Answer again = Client.post("/imports/" + id + ":stop");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.isProblem()).isTrue();
            assertThat(again.text("state")).isEqualTo("STOPPED");
            assertThat(again.text("detail")).contains("STOPPED");
            Client.Answer restarted = Client.post("/imports/" + id + ":restart");
            assertThat(restarted.status()).as(restarted.body()).isEqualTo(200);
            assertThat(restarted.text("state")).isEqualTo("READY");
        } finally {
            Client.post("/queues/bulk:resume");
        }
        assertThat(Client.ended(id).text("state")).isEqualTo("SUCCEEDED");
        Client.Answer done = Client.get("/imports/" + id);
        assertThat(done.json().path("read").asInt()).isEqualTo(3_000);
        assertThat(done.json().path("submitted").asInt()).isEqualTo(3_000);
        assertThat(done.json().path("rejected").asInt()).isZero();
        assertThat(done.json().path("bytesRead").asLong())
                .isEqualTo(done.json().path("bytes").asLong());
        for (String call : List.of(":restart", ":stop")) {
            Client.Answer refused = Client.post("/imports/" + id + call);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("state")).isEqualTo("SUCCEEDED");
            assertThat(refused.text("detail")).contains("SUCCEEDED");
        }
    }

    @Test
    void rejectedRowsComeAsAFileOrInPages() {
        String rows = IntStream.rangeClosed(1, 25)
                .mapToObj(n -> "x,m" + n + "\n0,good\n")
                .collect(Collectors.joining());
        String id =
                csv("task=demo.fail&queue=it-imports", "times,message\n" + rows).text("id");
        assertThat(Client.ended(id).text("state")).isEqualTo("SUCCEEDED");

        Client.Answer file = Client.get("/imports/" + id + "/rejects");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"rejects-" + id + ".csv\"");
        assertThat(file.body())
                .startsWith("times,message,reject.line,reject.column,reject.reason\nx,m1,2,times,must be a number");
        assertThat(file.body().lines()).hasSize(26);
        List<String> messages = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Client.Answer page = rejects(id, "?pageSize=10", "application/json;charset=utf-8");
        while (true) {
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            page.json()
                    .path("items")
                    .forEach(item -> messages.add(
                            item.path("line").asInt() + item.path("row").path(1).asString()));
            sizes.add(page.json().path("items").size());
            if (page.text("nextPageToken").isEmpty()) {
                break;
            }
            page = rejects(id, "?pageSize=10&pageToken=" + page.text("nextPageToken"), "application/json");
        }
        assertThat(sizes).containsExactly(10, 10, 5);
        assertThat(messages)
                .isEqualTo(IntStream.rangeClosed(1, 25)
                        .mapToObj(n -> 2 * n + "m" + n)
                        .toList());
        assertThat(rejects(id, "?pageToken=x", "application/json").pointers()).isEqualTo("?pageToken");
        assertThat(rejects(id, "", "application/json;q=0.1, text/csv").header("Content-Type"))
                .startsWith("text/csv");
        assertThat(rejects(id, "", "application/x-ndjson").status()).isEqualTo(406);
        assertThat(rejects(id, "", "application/x-ndjson").isProblem()).isTrue();
        assertThat(Client.get("/imports/" + id + "/rejects?pageSize=10").pointers())
                .isEqualTo("?pageSize");
    }

    private static Client.Answer rejects(String id, String query, String accept) {
        return Client.send(Client.request("/imports/" + id + "/rejects" + query)
                .header("Accept", accept)
                .GET());
    }

    @Test
    void aRequestWithAKeyIsRepeatable() {
        String key = UUID.randomUUID().toString();
        Client.Answer begun = keyed(key, "task=demo.echo&queue=it-imports", "value\n1\n");
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        before = files();

        Client.Answer again = keyed(key, "task=demo.echo&queue=it-imports", "value\n1\n");

        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.text("id")).isEqualTo(begun.text("id"));
        assertThat(again.header("Location")).isEmpty();
        assertRefused(
                keyed(key, "task=demo.echo&queue=it-imports", "value\n2\n"), 422, "Idempotency-Key", begun.text("id"));
        assertRefused(keyed(key, "task=demo.echo&queue=other", "value\n1\n"), 422, "Idempotency-Key", begun.text("id"));
        assertRefused(keyed("a b", "task=demo.echo", "value\n1\n"), 400, "Idempotency-Key", "visible ASCII");
    }

    private static Client.Answer keyed(String key, String query, String file) {
        return Client.send(Client.request("/imports?" + query)
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(file)));
    }

    @Test
    void whatIsNoImportIsNotFound() {
        String job = Client.submitted("{\"task\":\"demo.noop\"}");
        for (String id : new String[] {"x", "..", UUID.randomUUID().toString(), job}) {
            assertThat(Client.get("/imports/" + encoded(id)).status()).as(id).isEqualTo(404);
            assertThat(Client.post("/imports/" + encoded(id) + ":stop").status())
                    .as(id)
                    .isEqualTo(404);
            assertThat(Client.post("/imports/" + encoded(id) + ":restart").status())
                    .as(id)
                    .isEqualTo(404);
            assertThat(Client.get("/imports/" + encoded(id) + "/rejects").status())
                    .as(id)
                    .isEqualTo(404);
        }
        assertThat(Client.get("/imports?pageToken=x").pointers()).isEqualTo("?pageToken");
        assertThat(Client.get("/imports?pageSize=0").pointers()).isEqualTo("?pageSize");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static Client.Answer csv(String query, String file) {
        return send(query, "text/csv", BodyPublishers.ofString(file));
    }

    private static Client.Answer ndjson(String query, String file) {
        return send(query, "application/x-ndjson", BodyPublishers.ofString(file));
    }

    private static Client.Answer send(String query, String type, BodyPublisher file) {
        return Client.send(
                Client.request("/imports?" + query).header("Content-Type", type).POST(file));
    }

    private static Set<String> files() {
        if (!Files.isDirectory(BULK)) {
            return Set.of();
        }
        try (Stream<Path> all = Files.walk(BULK)) {
            return all.filter(file -> !file.equals(BULK.resolve("imports"))
                            && !file.equals(BULK.resolve("uploads"))
                            && !file.toString().contains("rejects-"))
                    .map(Path::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (UncheckedIOException | IOException e) {
            return files(); // something was removed just now
        }
    }

    /** Sends what no client library would, and reads the first line of the answer. */
    private static String raw(String head, String body, boolean thenCut) {
        URI url = URI.create(Client.URL);
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST /api/v1/imports?task=demo.echo HTTP/1.1\r\nHost: " + url.getAuthority()
                                    + "\r\nContent-Type: text/csv\r\nAuthorization: Bearer " + Client.KEY + "\r\n"
                                    + head + "\r\n" + body)
                            .getBytes(UTF_8));
            if (thenCut) {
                await().until(() -> files().stream().anyMatch(file -> file.endsWith(".part")));
                socket.shutdownOutput();
            }
            StringBuilder line = new StringBuilder();
            for (int b = socket.getInputStream().read();
                    b >= 0 && b != '\r';
                    b = socket.getInputStream().read()) {
                line.append((char) b);
            }
            return line.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
