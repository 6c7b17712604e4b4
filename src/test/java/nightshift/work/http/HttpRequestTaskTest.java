package nightshift.work.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import nightshift.job.AttemptFailed;
import nightshift.job.AttemptFailed.Remedy;
import nightshift.job.TaskDefinition;
import nightshift.work.FakeContext;
import nightshift.work.TaskCompiler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real requests to a server on the loopback. */
@Timeout(30)
class HttpRequestTaskTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER_SECRET = "whsec_AAAQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final HttpTaskConfig CONFIG = new HttpTaskConfig("1.2.3", List.of(Cidr.parse("127.0.0.0/8")),
            Optional.of(SECRET), Map.of("other", OTHER_SECRET));

    private HttpRequestTask open;

    private TaskDefinition task(HttpTaskConfig config, NameLookup names, Clock clock) {
        open = new HttpRequestTask(config, names, clock);
        return open.definition(new TaskCompiler());
    }

    private TaskDefinition task() {
        return task(CONFIG, InetAddress::getAllByName, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    private static String args(Receiver receiver, String more) {
        return "{\"url\":\"" + receiver.url() + "\"" + more + "}";
    }

    private static AttemptFailed failure(TaskDefinition task, String args, FakeContext context) {
        return catchThrowableOfType(AttemptFailed.class, () -> task.handler().handle(args, context));
    }

    private static JsonNode note(FakeContext context) {
        return JsonMapper.shared().readTree(context.notes().get("response"));
    }

    @Test
    void successIsDeliveredAndKept() throws Exception {
        FakeContext context = FakeContext.first();
        try (Receiver receiver = Receiver.answering(201, Map.of("X-Trace", "7"), "{\"ok\":true}")) {
            String args = args(receiver, ",\"body\":{\"a\":1},\"headers\":{\"X-Tenant\":\"7\"}");
            TaskDefinition task = task();

            assertThat(task.args().violations(args)).isEmpty();
            assertThat(task.handler().handle(args, context)).contains("{\"status\":201}");

            Receiver.Request request = receiver.requests.get(0);
            assertThat(request.line()).isEqualTo("POST /hook HTTP/1.1");
            assertThat(request.header("content-type")).isEqualTo("application/json");
            assertThat(request.header("user-agent")).isEqualTo("Nightshift/1.2.3");
            assertThat(request.header("x-tenant")).isEqualTo("7");
            assertThat(request.header("nightshift-job-id")).isEqualTo(context.jobId().toString());
            assertThat(request.header("nightshift-attempt")).isEqualTo("1");
            assertThat(request.header("traceparent"))
                    .matches("00-" + context.jobId().toString().replace("-", "") + "-[0-9a-f]{16}-01");
            assertThat(request.headers()).doesNotContainKeys("upgrade", "cookie", "accept-encoding", "expect");
            assertThat(note(context)).isEqualTo(JsonMapper.shared().readTree(
                    "{\"status\":201,\"headers\":{\"x-trace\":\"7\",\"content-length\":\"11\"},"
                    + "\"body\":\"{\\\"ok\\\":true}\",\"truncated\":false}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901234567890", " { \"b\" : 1.0 , \"a\": [ ] } ", "null", "\"\\u00fcü😀\"", "0.10e+01"})
    void jsonBodyIsSentToTheByte(String body) throws Exception {
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            task().handler().handle(args(receiver, ",\"body\":" + body), FakeContext.first());

            assertThat(receiver.requests.get(0).body()).asString(StandardCharsets.UTF_8).isEqualTo(body.strip());
        }
    }

    @Test
    void methodTextAndTypeAreThoseAskedFor() throws Exception {
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            TaskDefinition task = task();
            task.handler().handle("{\"url\":\"" + receiver.url() + "/a%2Fb/../c?q=%20x&y\",\"method\":\"PUT\",\"bodyText\":\"tä\"}",
                    FakeContext.first());
            task.handler().handle(args(receiver, ",\"method\":\"GET\""), FakeContext.first());
            task.handler().handle(args(receiver, ",\"body\":1,\"headers\":{\"Content-Type\":\"application/vnd.x+json\"}"),
                    FakeContext.first());

            Receiver.Request put = receiver.requests.get(0);
            assertThat(put.line()).isEqualTo("PUT /hook/a%2Fb/../c?q=%20x&y HTTP/1.1");
            assertThat(put.body()).asString(StandardCharsets.UTF_8).isEqualTo("tä");
            assertThat(put.header("content-type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(receiver.requests.get(1).line()).startsWith("GET ");
            assertThat(receiver.requests.get(1).headers()).doesNotContainKey("content-type");
            assertThat(receiver.requests.get(2).header("content-type")).isEqualTo("application/vnd.x+json");
        }
    }

    private static void verify(String secret, Receiver.Request request) {
        HttpHeaders headers = HttpHeaders.of(request.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))), (name, value) -> true);
        assertThatCode(() -> new Webhook(secret).verify(new String(request.body(), StandardCharsets.UTF_8), headers))
                .doesNotThrowAnyException();
    }

    @Test
    void independentVerifierAcceptsTheSignature() throws Exception {
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            TaskDefinition task = task();
            task.handler().handle(args(receiver, ",\"body\":{ \"ü\" : 1.0 }"), FakeContext.first());
            task.handler().handle(args(receiver, ",\"bodyText\":\"x\",\"secretRef\":\"other\""), FakeContext.first());
            task.handler().handle(args(receiver, ""), FakeContext.first());

            verify(SECRET, receiver.requests.get(0));
            verify(OTHER_SECRET, receiver.requests.get(1));
            verify(SECRET, receiver.requests.get(2));
        }
    }

    @Test
    void whileSecretsChangeBothSign() throws Exception {
        HttpTaskConfig both = new HttpTaskConfig("1", CONFIG.allow(), Optional.of(SECRET + " " + OTHER_SECRET), Map.of());
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            task(both, InetAddress::getAllByName, Clock.systemUTC())
                    .handler().handle(args(receiver, ",\"body\":1"), FakeContext.first());

            verify(SECRET, receiver.requests.get(0));
            verify(OTHER_SECRET, receiver.requests.get(0));
        }
    }

    @Test
    void withoutSecretThereIsNoSignature() throws Exception {
        HttpTaskConfig none = new HttpTaskConfig("1", CONFIG.allow(), Optional.empty(), Map.of());
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            task(none, InetAddress::getAllByName, Clock.systemUTC()).handler().handle(args(receiver, ""), FakeContext.first());

            assertThat(receiver.requests.get(0).headers())
                    .containsKeys("webhook-id", "webhook-timestamp").doesNotContainKey("webhook-signature");
        }
    }

    @Test
    void everyAttemptHasTheSameIdAndATimeOfItsOwn() throws Exception {
        AtomicLong seconds = new AtomicLong(1_800_000_000);
        Clock ticking = new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochSecond(seconds.getAndIncrement());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        try (Receiver receiver = Receiver.answering(503, Map.of(), "")) {
            TaskDefinition task = task(CONFIG, InetAddress::getAllByName, ticking);
            FakeContext first = FakeContext.first();
            failure(task, args(receiver, ""), first);
            failure(task, args(receiver, ""), first.next());

            assertThat(receiver.requests).extracting(r -> r.header("webhook-id")).containsOnly(first.jobId().toString());
            assertThat(receiver.requests).extracting(r -> r.header("nightshift-attempt")).containsExactly("1", "2");
            assertThat(receiver.requests).extracting(r -> r.header("webhook-timestamp")).doesNotHaveDuplicates();
            assertThat(receiver.requests).extracting(r -> r.header("webhook-signature")).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({"503, 503 Service Unavailable", "500, 500 Internal Server Error", "599, HTTP status 599",
        "408, 408 Request Timeout", "425, 425 Too Early", "429, 429 Too Many Requests"})
    void passingFailuresAreRetried(int status, String message) {
        FakeContext context = FakeContext.first();
        try (Receiver receiver = Receiver.answering(status, Map.of(), "busy")) {
            AttemptFailed failure = failure(task(), args(receiver, ""), context);

            assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
            assertThat(failure.type()).isEqualTo("http-status");
            assertThat(failure.retryAfter()).isEmpty();
            assertThat(failure).hasMessage(message);
            assertThat(note(context).get("body").asString()).isEqualTo("busy");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"7 | PT7S", "Tue, 24 Nov 2026 14:01:00 GMT | PT1M", "999999 | PT24H"})
    void retryAfterIsHonoured(String value, Duration wait) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T14:00:00Z"), ZoneOffset.UTC);
        try (Receiver receiver = Receiver.answering(503, Map.of("Retry-After", value), "")) {
            AttemptFailed failure =
                    failure(task(CONFIG, InetAddress::getAllByName, clock), args(receiver, ""), FakeContext.first());

            assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
            assertThat(failure.retryAfter()).contains(wait);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 410, 422, 304})
    void otherAnswersAreFinal(int status) {
        try (Receiver receiver = Receiver.answering(status, Map.of("Retry-After", "5"), "")) {
            AttemptFailed failure = failure(task(), args(receiver, ""), FakeContext.first());

            assertThat(failure.remedy()).isEqualTo(Remedy.NONE);
            assertThat(failure.type()).isEqualTo("http-status");
        }
    }

    @Test
    void jobSaysWhatSuccessIs() throws Exception {
        try (Receiver receiver = Receiver.answering(404, Map.of(), "")) {
            assertThat(task().handler().handle(args(receiver, ",\"success\":[\"200-299\",\"404\"]"), FakeContext.first()))
                    .contains("{\"status\":404}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreNotFollowed(int status) {
        try (Receiver target = Receiver.answering(200, Map.of(), "");
                Receiver receiver = Receiver.answering(status, Map.of("Location", target.url()), "")) {
            assertThat(failure(task(), args(receiver, ""), FakeContext.first()).remedy()).isEqualTo(Remedy.NONE);
            assertThat(target.connections).hasValue(0);
            assertThat(receiver.requests).hasSize(1);
        }
    }

    @Test
    void refusedConnectionIsRetried() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        AttemptFailed failure = failure(task(), "{\"url\":\"http://127.0.0.1:" + port + "\"}", FakeContext.first());

        assertThat(failure.type()).isEqualTo("http-connect");
        assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
    }

    @Test
    void unknownNameIsRetried() {
        AttemptFailed failure = failure(task(CONFIG, host -> {
            throw new UnknownHostException(host);
        }, Clock.systemUTC()), "{\"url\":\"http://gone.example/\"}", FakeContext.first());

        assertThat(failure.type()).isEqualTo("http-dns");
        assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failure).hasMessage("no address found for gone.example");
    }

    @Test
    void serverThatHangsUpIsRetriedByTheJobOnly() {
        try (Receiver receiver = new Receiver((request, out) -> out.close())) {
            AttemptFailed failure = failure(task(), args(receiver, ""), FakeContext.first());

            assertThat(failure.type()).isEqualTo("http-io");
            assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
            assertThat(receiver.requests).hasSize(1);
        }
    }

    /** Sends the same again and again until the client hangs up. */
    private static void drip(OutputStream out, String text) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            Receiver.write(out, text);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void assertTimesOut(Receiver.Script script, FakeContext context) {
        try (Receiver receiver = new Receiver(script)) {
            TaskDefinition task = task();
            long start = System.nanoTime();
            AttemptFailed failure = failure(task, args(receiver, ",\"timeout\":\"PT0.3S\""), context);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(290), Duration.ofSeconds(3));
            assertThat(failure.type()).isEqualTo("http-timeout");
            assertThat(failure).hasMessage("no complete answer within PT0.3S");
            assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
            await().untilAsserted(() -> assertThat(receiver.closed).hasValue(1));
        }
    }

    @Test
    void drippingBodyDoesNotOutliveTheDeadline() {
        FakeContext context = FakeContext.first();

        assertTimesOut((request, out) -> {
            Receiver.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n");
            drip(out, "x");
        }, context);

        assertThat(note(context).get("status").asInt()).isEqualTo(200);
        assertThat(note(context).get("body").asString()).startsWith("x");
        assertThat(note(context).get("truncated").asBoolean()).isTrue();
    }

    @Test
    void drippingHeadersDoNotOutliveTheDeadline() {
        assertTimesOut((request, out) -> drip(out, "H"), FakeContext.first());
    }

    @Test
    void floodOfContinuesDoesNotOutliveTheDeadline() {
        assertTimesOut((request, out) -> drip(out, "HTTP/1.1 100 Continue\r\n\r\n"), FakeContext.first());
    }

    @Test
    void silenceDoesNotOutliveTheDeadline() {
        assertTimesOut((request, out) -> LockSupport.parkNanos(2_000_000_000L), FakeContext.first());
    }

    @Test
    void slowNameServerEndsAsTimeout() {
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            AttemptFailed failure = failure(task(CONFIG, host -> {
                LockSupport.parkNanos(300_000_000);
                return new InetAddress[] {InetAddress.getLoopbackAddress()};
            }, Clock.systemUTC()), "{\"url\":\"http://slow.example:" + receiver.port() + "/\",\"timeout\":\"PT0.1S\"}",
                    FakeContext.first());

            assertThat(failure.type()).isEqualTo("http-timeout");
            assertThat(receiver.requests).isEmpty();
        }
    }

    @Test
    void endlessHeadersAreCutOff() {
        try (Receiver receiver = new Receiver((request, out) -> {
            Receiver.write(out, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; i < 1_000_000; i++) {
                Receiver.write(out, "H" + i + ": x\r\n");
            }
        })) {
            assertThat(failure(task(), args(receiver, ""), FakeContext.first()).type()).isEqualTo("http-io");
        }
    }

    @Test
    void hugeBodyIsNotReadToItsEnd() throws Exception {
        AtomicLong sent = new AtomicLong();
        FakeContext context = FakeContext.first();
        try (Receiver receiver = new Receiver((request, out) -> {
            Receiver.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
            byte[] block = "y".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_000; i++) {
                out.write(block);
                sent.addAndGet(block.length);
            }
        })) {
            assertThat(task().handler().handle(args(receiver, ""), context)).contains("{\"status\":200}");

            await().untilAsserted(() -> assertThat(receiver.closed).hasValue(1));
            assertThat(sent.get()).isLessThan(32 * 1024 * 1024);
            assertThat(note(context).get("body").asString()).isEqualTo("y".repeat(16 * 1024));
            assertThat(note(context).get("truncated").asBoolean()).isTrue();
        }
    }

    @Test
    void bodyOfExactlyTheLimitIsWhole() throws Exception {
        FakeContext context = FakeContext.first();
        try (Receiver receiver = Receiver.answering(200, Map.of(), "z".repeat(16 * 1024))) {
            task().handler().handle(args(receiver, ""), context);

            assertThat(note(context).get("body").asString()).hasSize(16 * 1024);
            assertThat(note(context).get("truncated").asBoolean()).isFalse();
        }
    }

    @Test
    void gzipBombIsNotInflated() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[8 * 1024 * 1024]);
        }
        FakeContext context = FakeContext.first();
        try (Receiver receiver = new Receiver((request, out) -> {
            Receiver.write(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n");
            bomb.writeTo(out);
        })) {
            assertThat(task().handler().handle(args(receiver, ""), context)).contains("{\"status\":200}");
            assertThat(note(context).get("body").asString()).startsWith("\u001f\ufffd\b");
            assertThat(note(context).get("body").asString().length()).isLessThanOrEqualTo(bomb.size());
        }
    }

    @Test
    void connectionIsUsedAgainWithinTheSecond() throws Exception {
        try (Receiver receiver = Receiver.answering(200, Map.of("Set-Cookie", "a=b"), "ok")) {
            TaskDefinition task = task();
            task.handler().handle(args(receiver, ""), FakeContext.first());
            task.handler().handle(args(receiver, ""), FakeContext.first());

            assertThat(receiver.connections).hasValue(1);
            assertThat(receiver.requests.get(1).headers()).doesNotContainKey("cookie");
        }
    }

    @Test
    void nameThatChangesItsAnswerGainsNothing() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        try (Receiver checked = Receiver.answering(200, Map.of(), "");
                Receiver rebound = new Receiver("127.0.0.2", checked.port(),
                        (request, out) -> Receiver.write(out, Receiver.response(200, Map.of(), "")))) {
            HttpTaskConfig one = new HttpTaskConfig("1", List.of(Cidr.parse("127.0.0.1")), Optional.empty(), Map.of());
            task(one, host -> new InetAddress[] {
                InetAddress.getByName(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")}, Clock.systemUTC())
                    .handler().handle("{\"url\":\"http://rebind.example:" + checked.port() + "/\"}", FakeContext.first());

            assertThat(lookups).hasValue(1);
            assertThat(checked.requests).singleElement()
                    .satisfies(r -> assertThat(r.header("host")).isEqualTo("rebind.example:" + checked.port()));
            assertThat(rebound.connections).hasValue(0);
        }
    }

    @Test
    void oneRefusedAddressRefusesTheName() {
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            AttemptFailed failure = failure(task(CONFIG, host -> new InetAddress[] {
                InetAddress.getByName("127.0.0.1"), InetAddress.getByName("169.254.169.254")}, Clock.systemUTC()),
                    "{\"url\":\"http://two.example:" + receiver.port() + "/\"}", FakeContext.first());

            assertThat(failure.type()).isEqualTo("address-refused");
            assertThat(failure.remedy()).isEqualTo(Remedy.NONE);
            assertThat(failure).hasMessageContainingAll("169.254.0.0/16", "NIGHTSHIFT_HTTP_ALLOW");
            assertThat(receiver.connections).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "localhost"})
    void refusedLiteralIsRefusedAtSubmitAndAtEachAttempt(String host) {
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            HttpTaskConfig strict = new HttpTaskConfig("1", List.of(), Optional.empty(), Map.of());
            TaskDefinition task = task(strict, InetAddress::getAllByName, Clock.systemUTC());
            String args = "{\"url\":\"http://" + host + ":" + receiver.port() + "/\"}";

            assertThat(task.args().violations(args)).singleElement().satisfies(violation -> {
                assertThat(violation.pointer()).isEqualTo("/url");
                assertThat(violation.detail()).contains("NIGHTSHIFT_HTTP_ALLOW");
            });
            assertThat(failure(task, args, FakeContext.first()).type()).isEqualTo("address-refused");
            assertThat(receiver.connections).hasValue(0);
        }
    }

    @Test
    void interruptedThreadSendsNothing() {
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            TaskDefinition task = task();
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> task.handler().handle(args(receiver, ""), FakeContext.first()))
                    .isInstanceOf(InterruptedException.class);
            assertThat(receiver.requests).isEmpty();
        }
    }

    @Test
    void interruptEndsTheExchangeAtOnce() {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        try (Receiver receiver = new Receiver((request, out) -> drip(out, "H"))) {
            TaskDefinition task = task();
            Thread worker = new Thread(() -> {
                try {
                    task.handler().handle(args(receiver, ",\"timeout\":\"PT30M\""), FakeContext.first());
                    ended.complete(null);
                } catch (Throwable e) {
                    ended.complete(e);
                }
            });
            worker.start();
            await().until(() -> receiver.requests.size() == 1);

            worker.interrupt();

            await().atMost(Duration.ofSeconds(2)).until(ended::isDone);
            assertThat(ended.join()).isInstanceOf(InterruptedException.class);
            await().untilAsserted(() -> assertThat(receiver.closed).hasValue(1));
        }
    }
}
