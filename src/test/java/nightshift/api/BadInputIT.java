package nightshift.api;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputIT {

    private static final int MIB = 1 << 20;

    @AfterEach
    void theServerIsStillWell() {
        assertThat(Client.get("/status").status()).isEqualTo(200);
    }

    private static void assertRefused(Client.Answer answer, int status, String pointers) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.isProblem()).as(answer.body()).isTrue();
        assertThat(answer.pointers()).isEqualTo(pointers);
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"task\":\"demo.noop\"",
                "{\"task\":\"demo.noop\"} x",
                "{\"task\":\"demo.noop\"}{}",
                "{'task':'demo.noop'}",
                "{\"task\":\"demo.noop\",}",
                "{\"task\":\"demo.noop\",\"args\":NaN}",
                "{\"task\":\"demo.noop\"/**/}",
                "\uFEFF{\"task\":\"demo.noop\"}",
                "{\"task\":\"demo.noop\",\"args\":\"\u0000\"}",
                "{\"task\":\"demo.noop\",\"args\":\"\\ud800\"}",
                "{\"task\":\"demo.noop\",\"args\":01}"
            })
    void malformedJson(String body) {
        Client.Answer answer = Client.submit(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
    }

    @Test
    void bytesThatAreNotUtf8() {
        byte[] invalid = "{\"task\":\"demo.noop\",\"args\":\"*\"}".getBytes(UTF_8);
        invalid["{\"task\":\"demo.noop\",\"args\":\"".length()] = (byte) 0xFF;

        assertThat(Client.submit(BodyPublishers.ofByteArray(invalid)).status()).isEqualTo(400);
        assertThat(Client.submit(BodyPublishers.ofString("{\"task\":\"demo.noop\"}", UTF_16))
                        .status())
                .isEqualTo(400);
        assertThat(Client.send(Client.request("/jobs")
                                .header("Content-Type", "application/json; charset=utf-16")
                                .POST(BodyPublishers.ofString("{\"task\":\"demo.noop\"}", UTF_16)))
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "[] | 400 | ``",
                "null | 400 | ``",
                "\"x\" | 400 | ``",
                "{} | 422 | /task",
                "{\"task\":null} | 400 | /task",
                "{\"task\":7} | 400 | /task",
                "{\"task\":\"no.such\"} | 422 | /task",
                "{\"task\":\"a\\u0000b\"} | 422 | /task",
                "{\"task\":\"demo.noop\",\"args\":null} | 400 | /args",
                "{\"task\":\"demo.noop\",\"queue\":null} | 400 | /queue",
                "{\"task\":\"demo.noop\",\"priority\":null} | 400 | /priority",
                "{\"task\":\"demo.noop\",\"runAt\":null} | 400 | /runAt",
                "{\"task\":\"demo.noop\",\"delay\":null} | 400 | /delay",
                "{\"task\":\"demo.noop\",\"maxAttempts\":null} | 400 | /maxAttempts",
                "{\"task\":\"demo.noop\",\"timeout\":null} | 400 | /timeout",
                "{\"task\":\"demo.noop\",\"retry\":null} | 400 | /retry",
                "{\"task\":\"demo.noop\",\"tags\":null} | 400 | /tags",
                "{\"task\":\"demo.noop\",\"tags\":[null]} | 400 | /tags/0",
                "{\"task\":\"demo.noop\",\"queue\":{}} | 400 | /queue",
                "{\"task\":\"demo.noop\",\"priority\":\"1\"} | 400 | /priority",
                "{\"task\":\"demo.noop\",\"priority\":1.5} | 400 | /priority",
                "{\"task\":\"demo.noop\",\"runAt\":1} | 400 | /runAt",
                "{\"task\":\"demo.noop\",\"delay\":30} | 400 | /delay",
                "{\"task\":\"demo.noop\",\"maxAttempts\":\"3\"} | 400 | /maxAttempts",
                "{\"task\":\"demo.noop\",\"timeout\":30} | 400 | /timeout",
                "{\"task\":\"demo.noop\",\"retry\":3} | 400 | /retry",
                "{\"task\":\"demo.noop\",\"tags\":\"a\"} | 400 | /tags",
                "{\"task\":\"demo.noop\",\"prioritty\":1} | 422 | /prioritty",
                "{\"task\":\"demo.noop\",\"state\":\"SUCCEEDED\"} | 422 | /state",
                "{\"task\":\"demo.noop\",\"attempt\":7} | 422 | /attempt",
                "{\"task\":\"demo.noop\",\"priority\":0} | 422 | /priority",
                "{\"task\":\"demo.noop\",\"priority\":10} | 422 | /priority",
                "{\"task\":\"demo.noop\",\"priority\":99999999999999999999} | 422 | /priority",
                "{\"task\":\"demo.noop\",\"maxAttempts\":0} | 422 | /maxAttempts",
                "{\"task\":\"demo.noop\",\"maxAttempts\":101} | 422 | /maxAttempts",
                "{\"task\":\"demo.noop\",\"delay\":\"-PT1S\"} | 422 | /delay",
                "{\"task\":\"demo.noop\",\"delay\":\"PT1000000000000000000S\"} | 422 | /delay",
                "{\"task\":\"demo.noop\",\"runAt\":\"9999-01-01T00:00:00Z\"} | 422 | /runAt",
                "{\"task\":\"demo.noop\",\"runAt\":\"2026-02-30T00:00:00Z\"} | 422 | /runAt",
                "{\"task\":\"demo.noop\",\"runAt\":\"2027-01-01T00:00:00Z\",\"delay\":\"PT1S\"} | 422 | /delay",
                "{\"task\":\"demo.noop\",\"timeout\":\"PT0S\"} | 422 | /timeout",
                "{\"task\":\"demo.noop\",\"timeout\":\"PT25H\"} | 422 | /timeout",
                "{\"task\":\"demo.noop\",\"retry\":{\"factor\":0.5,\"x\":1}} | 422 | /retry/x /retry/factor",
                "{\"task\":\"demo.noop\",\"queue\":\"{a}*\"} | 422 | /queue",
                "{\"task\":\"demo.noop\",\"queue\":\"a\\u0000\"} | 422 | /queue",
                "{\"task\":\"demo.noop\",\"tags\":[\"a\\u0000\"]} | 422 | /tags/0",
                "{\"task\":\"demo.echo\",\"args\":{}} | 422 | /args/value",
                "{\"task\":\"demo.noop\",\"task\":\"demo.noop\"} | 400 | /task",
                "{\"task\":\"demo.noop\",\"args\":{\"a\":{\"b\":1,\"b\":1}}} | 400 | /args/a/b"
            })
    void fieldsThatAreWrongAreNamed(String body, int status, String pointers) {
        assertRefused(Client.submit(body), status, pointers);
    }

    @Test
    void bodiesOverTheLimit() {
        String args = "{\"task\":\"demo.noop\",\"args\":\"" + "x".repeat(256 * 1024 - 2) + "\"";

        assertThat(Client.submit(args + "}").status()).isEqualTo(201);
        assertRefused(
                Client.submit("{\"task\":\"demo.noop\",\"args\":\"" + "x".repeat(256 * 1024 - 1) + "\"}"),
                413,
                "/args");
        String padded = "{\"task\":\"demo.noop\"}" + " ".repeat(MIB - "{\"task\":\"demo.noop\"}".length());
        assertThat(Client.submit(padded).status()).isEqualTo(201);
        assertRefused(Client.submit(padded + " "), 413, "");
        InputStream chunked = new ByteArrayInputStream((padded + " ").getBytes(UTF_8));
        assertRefused(Client.submit(BodyPublishers.ofInputStream(() -> chunked)), 413, "");
    }

    @Test
    void aBodyThatIsAnnouncedAsEndless() {
        String head = RawCall.firstLine(
                "POST /api/v1/jobs HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2147483648\r\n", "{");
        assertThat(head).startsWith("HTTP/1.1 413 ");
        assertThat(RawCall.firstLine(
                        "POST /api/v1/jobs HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n",
                        "{"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void compressedBodies() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(("{\"task\":\"demo.noop\",\"args\":\"" + "x".repeat(20 * MIB) + "\"}").getBytes(UTF_8));
        }
        for (String path : new String[] {"/jobs", "/jobs:batchCreate"}) {
            assertRefused(
                    Client.send(Client.request(path)
                            .header("Content-Type", "application/json")
                            .header("Content-Encoding", "gzip")
                            .POST(BodyPublishers.ofByteArray(bytes.toByteArray()))),
                    415,
                    "");
        }
    }

    @Test
    void jsonThatWouldTakeLongToRead() {
        for (String args : new String[] {
            "[".repeat(10_000) + "]".repeat(10_000),
            "9".repeat(500_000),
            "{" + "\"a\":{".repeat(5_000) + "}".repeat(5_001),
            "1" + "0".repeat(100_000) + "e1"
        }) {
            assertThat(Client.submit("{\"task\":\"demo.noop\",\"args\":" + args + "}")
                            .status())
                    .isEqualTo(400);
        }
        assertThat(Client.submit("{\"task\":\"demo.noop\",\"args\":1e999999999}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "é", "tab\there"})
    void idempotencyKeysThatCannotBeUsed(String key) {
        String head = RawCall.firstLine(
                "POST /api/v1/jobs HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 20\r\nIdempotency-Key: "
                        + key + "\r\n",
                "{\"task\":\"demo.noop\"}");
        assertThat(head).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void idempotencyKeysThatAreTooLongOrTooMany() {
        assertRefused(keyed("k".repeat(256)), 400, "Idempotency-Key");
        assertRefused(keyed("k".repeat(10_000)), 400, "Idempotency-Key");
        assertRefused(keyed("a", "b"), 400, "Idempotency-Key");
        assertThat(keyed(UUID.randomUUID().toString().repeat(7)).status()).isEqualTo(201);
    }

    private static Client.Answer keyed(String... keys) {
        var request = Client.request("/jobs").header("Content-Type", "application/json");
        for (String key : keys) {
            request.header("Idempotency-Key", key);
        }
        return Client.send(request.POST(BodyPublishers.ofString("{\"task\":\"demo.noop\"}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/jobs?pageSize=0 | ?pageSize",
                "/jobs?pageSize=1001 | ?pageSize",
                "/jobs?pageSize=-1 | ?pageSize",
                "/jobs?pageSize=1e9 | ?pageSize",
                "/jobs?pageSize=99999999999 | ?pageSize",
                "/jobs?pageSize=5&pageSize=6 | ?pageSize",
                "/jobs?pageToken=forged | ?pageToken",
                "/jobs?pageToken= | ?pageToken",
                "/jobs?state=DONE | ?state",
                "/jobs?state=DEAD&state=x | ?state",
                "/jobs?queue=a%20b | ?queue",
                "/jobs?task=%7B%7D | ?task",
                "/jobs?tag=%00 | ?tag",
                "/jobs?createdAfter=yesterday | ?createdAfter",
                "/jobs?createdBefore=2026-13-01 | ?createdBefore",
                "/jobs?sate=DEAD | ?sate",
                "/incident?from=2026-13-01T00:00:00Z | ?from",
                "/incident?from=2026-11-24T10:00:00Z&from=2026-11-24T10:00:00Z | ?from",
                "/throughput?minutes=0 | ?minutes",
                "/throughput?minutes=100000 | ?minutes",
                "/jobs/019ab3c4-0000-7000-8000-000000000000?wait=20 | ?wait",
                "/jobs/019ab3c4-0000-7000-8000-000000000000?wait=PT61S | ?wait",
                "/jobs/019ab3c4-0000-7000-8000-000000000000?wait=-PT1S | ?wait",
                "/events?types=x | ?types",
                "/events?job=x | ?job"
            })
    void queryParametersThatAreWrongAreNamed(String path, String pointer) {
        assertRefused(Client.get(path), 400, pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/jobs/nonsense",
                "/jobs/019ab3c4-0000-7000-8000-000000000000",
                "/queues/no-such",
                "/queues/a%20b",
                "/jobs/..%2fqueues",
                "/jobs/019ab3c4-0000-7000-8000-000000000000/attempts",
                "/jobs:",
                "/queues/%00"
            })
    void pathsThatLeadNowhere(String path) {
        Client.Answer answer = Client.get(path);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("Exception", "SRVE");
    }

    @Test
    void verbsThatLeadNowhere() {
        assertRefused(Client.post("/jobs/019ab3c4-0000-7000-8000-000000000000:cancel"), 404, "");
        assertRefused(Client.post("/jobs/019ab3c4-0000-7000-8000-000000000000:explode"), 404, "");
        assertRefused(Client.post("/queues/a%20b:pause"), 404, "");
        assertRefused(Client.post("/queues/no-such:explode"), 404, "");
    }

    @Test
    void methodsAndTypesThatAPathDoesNotHave() {
        assertRefused(Client.send(Client.request("/jobs").DELETE()), 405, "");
        assertRefused(Client.send(Client.request("/events").DELETE()), 405, "");
        assertRefused(
                Client.send(
                        Client.request("/jobs").header("Accept", "text/html").GET()),
                406,
                "");
        assertRefused(
                Client.send(Client.request("/events")
                        .header("Accept", "application/json")
                        .GET()),
                406,
                "");
        assertRefused(
                Client.send(Client.request("/jobs")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{\"task\":\"demo.noop\"}"))),
                415,
                "");
    }

    @Test
    void whatTheContainerRefusesIsAProblemToo() {
        assertThat(RawCall.firstLine("GET /api/v1/jobs?q=%zz HTTP/1.1\r\n", "")).startsWith("HTTP/1.1 400");
        Client.Answer answer =
                Client.send(Client.request("/jobs").header("Accept", "garbage").GET());
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).startsWith("{").contains("\"status\":" + answer.status());
    }
}
