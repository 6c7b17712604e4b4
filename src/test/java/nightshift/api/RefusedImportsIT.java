package nightshift.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and parameters that no import begins with. Nothing of them is left. */
class RefusedImportsIT extends ImportCalls {

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

    /** Sends what no client library would. */
    private static String raw(String head, String body, boolean thenCut) {
        return RawCall.firstLine(
                "POST /api/v1/imports?task=demo.echo HTTP/1.1\r\nContent-Type: text/csv\r\n" + head, body, socket -> {
                    if (thenCut) {
                        await().until(() -> files().stream().anyMatch(file -> file.endsWith(".part")));
                        socket.shutdownOutput();
                    }
                });
    }
}
