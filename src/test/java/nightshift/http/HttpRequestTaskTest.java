package nightshift.http;

import static nightshift.http.Deliveries.CONFIG;
import static nightshift.http.Deliveries.args;
import static nightshift.http.Deliveries.failure;
import static nightshift.http.Deliveries.note;
import static nightshift.http.Deliveries.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import nightshift.job.TaskDefinition;
import nightshift.support.FakeContext;
import nightshift.task.AttemptFailed;
import nightshift.task.AttemptFailed.Remedy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is sent, and what becomes of the answers, with real requests to a server on the loopback. */
@Timeout(30)
class HttpRequestTaskTest {

    @RegisterExtension
    final Deliveries deliveries = new Deliveries();

    @Test
    void successIsDeliveredAndKept() throws Exception {
        FakeContext context = FakeContext.first();
        try (Receiver receiver = Receiver.answering(201, Map.of("X-Trace", "7"), "{\"ok\":true}")) {
            String args = args(receiver, ",\"body\":{\"a\":1},\"headers\":{\"X-Tenant\":\"7\"}");
            TaskDefinition task = deliveries.task();

            assertThat(task.args().violations(args)).isEmpty();
            assertThat(task.handler().handle(args, context)).contains("{\"status\":201}");

            Receiver.Request request = receiver.requests.get(0);
            assertThat(request.line()).isEqualTo("POST /hook HTTP/1.1");
            assertThat(request.header("content-type")).isEqualTo("application/json");
            assertThat(request.header("user-agent")).isEqualTo("Nightshift/1.2.3");
            assertThat(request.header("x-tenant")).isEqualTo("7");
            assertThat(request.header("nightshift-job-id"))
                    .isEqualTo(context.jobId().toString());
            assertThat(request.header("nightshift-attempt")).isEqualTo("1");
            assertThat(request.header("traceparent"))
                    .matches("00-" + context.jobId().toString().replace("-", "") + "-[0-9a-f]{16}-01");
            assertThat(request.headers()).doesNotContainKeys("upgrade", "cookie", "accept-encoding", "expect");
            assertThat(note(context))
                    .isEqualTo(JsonMapper.shared()
                            .readTree("{\"status\":201,\"headers\":{\"x-trace\":\"7\",\"content-length\":\"11\"},"
                                    + "\"body\":\"{\\\"ok\\\":true}\",\"truncated\":false}"));
        }
    }

    @Test
    void theTraceOfTheAttemptIsPassedOnUnlessTheJobNamesOne() throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        Context attempt = Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        trace, "b7ad6b7169203331", TraceFlags.getDefault(), TraceState.getDefault())));
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            TaskDefinition task = deliveries.task();
            attempt.wrap(() -> task.handler().handle(args(receiver, ""), FakeContext.first()))
                    .call();
            attempt.wrap(() -> task.handler()
                            .handle(args(receiver, ",\"headers\":{\"Traceparent\":\"mine\"}"), FakeContext.first()))
                    .call();

            assertThat(receiver.requests)
                    .extracting(request -> request.header("traceparent"))
                    .containsExactly("00-" + trace + "-b7ad6b7169203331-00", "mine");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"12345678901234567890", " { \"b\" : 1.0 , \"a\": [ ] } ", "null", "\"\\u00fcü😀\"", "0.10e+01"})
    void jsonBodyIsSentToTheByte(String body) throws Exception {
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            deliveries.task().handler().handle(args(receiver, ",\"body\":" + body), FakeContext.first());

            assertThat(receiver.requests.get(0).body())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(body.strip());
        }
    }

    @Test
    void methodTextAndTypeAreThoseAskedFor() throws Exception {
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            TaskDefinition task = deliveries.task();
            task.handler()
                    .handle(
                            "{\"url\":\"" + receiver.url()
                                    + "/a%2Fb/../c?q=%20x&y\",\"method\":\"PUT\",\"bodyText\":\"tä\"}",
                            FakeContext.first());
            task.handler().handle(args(receiver, ",\"method\":\"GET\""), FakeContext.first());
            task.handler()
                    .handle(
                            args(receiver, ",\"body\":1,\"headers\":{\"Content-Type\":\"application/vnd.x+json\"}"),
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

    @ParameterizedTest
    @CsvSource({
        "503, 503 Service Unavailable",
        "500, 500 Internal Server Error",
        "599, HTTP status 599",
        "600, HTTP status 600",
        "799, HTTP status 799",
        "999, HTTP status 999",
        "408, 408 Request Timeout",
        "425, 425 Too Early",
        "429, 429 Too Many Requests"
    })
    void passingFailuresAreRetried(int status, String message) {
        FakeContext context = FakeContext.first();
        try (Receiver receiver = Receiver.answering(status, Map.of(), "busy")) {
            AttemptFailed failure = failure(deliveries.task(), args(receiver, ""), context);

            assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
            assertThat(failure.type()).isEqualTo("http-status");
            assertThat(failure.retryAfter()).isEmpty();
            assertThat(failure).hasMessage(message + target(receiver));
            assertThat(note(context).get("body").asString()).isEqualTo("busy");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"7 | PT7S", "Tue, 24 Nov 2026 14:01:00 GMT | PT1M", "999999 | PT24H"})
    void retryAfterIsHonoured(String value, Duration wait) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T14:00:00Z"), ZoneOffset.UTC);
        try (Receiver receiver = Receiver.answering(503, Map.of("Retry-After", value), "")) {
            AttemptFailed failure = failure(
                    deliveries.task(CONFIG, InetAddress::getAllByName, clock), args(receiver, ""), FakeContext.first());

            assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
            assertThat(failure.retryAfter())
                    .hasValueSatisfying(actual -> assertThat(actual)
                            .isBetween(wait, wait.multipliedBy(5).dividedBy(4).plusSeconds(10)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 410, 422, 304})
    void otherAnswersAreFinal(int status) {
        try (Receiver receiver = Receiver.answering(status, Map.of("Retry-After", "5"), "")) {
            AttemptFailed failure = failure(deliveries.task(), args(receiver, ""), FakeContext.first());

            assertThat(failure.remedy()).isEqualTo(Remedy.NONE);
            assertThat(failure.type()).isEqualTo("http-status");
        }
    }

    @Test
    void jobSaysWhatSuccessIs() throws Exception {
        try (Receiver receiver = Receiver.answering(404, Map.of(), "")) {
            assertThat(deliveries
                            .task()
                            .handler()
                            .handle(args(receiver, ",\"success\":[\"200-299\",\"404\"]"), FakeContext.first()))
                    .contains("{\"status\":404}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreNotFollowed(int status) {
        try (Receiver target = Receiver.answering(200, Map.of(), "");
                Receiver receiver = Receiver.answering(status, Map.of("Location", target.url()), "")) {
            assertThat(failure(deliveries.task(), args(receiver, ""), FakeContext.first())
                            .remedy())
                    .isEqualTo(Remedy.NONE);
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
        AttemptFailed failure =
                failure(deliveries.task(), "{\"url\":\"http://127.0.0.1:" + port + "\"}", FakeContext.first());

        assertThat(failure.type()).isEqualTo("http-connect");
        assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
    }

    @Test
    void unknownNameIsRetried() {
        AttemptFailed failure = failure(
                deliveries.task(
                        CONFIG,
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        Clock.systemUTC()),
                "{\"url\":\"http://gone.example/\"}",
                FakeContext.first());

        assertThat(failure.type()).isEqualTo("http-dns");
        assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failure).hasMessage("no address found for gone.example (POST http://gone.example/)");
    }

    @Test
    void serverThatHangsUpOnANewConnectionIsRetriedByTheJobOnly() {
        try (Receiver receiver = new Receiver((request, out) -> out.close())) {
            AttemptFailed failure = failure(deliveries.task(), args(receiver, ""), FakeContext.first());

            assertThat(failure).hasMessage("the receiver closed the connection without an answer" + target(receiver));
            assertThat(failure.type()).isEqualTo("http-io");
            assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
            assertThat(receiver.requests).hasSize(1);
        }
    }

    @Test
    void connectionIsUsedAgainWithinTheSecond() throws Exception {
        try (Receiver receiver = Receiver.answering(200, Map.of("Set-Cookie", "a=b"), "ok")) {
            TaskDefinition task = deliveries.task();
            task.handler().handle(args(receiver, ""), FakeContext.first());
            task.handler().handle(args(receiver, ""), FakeContext.first());

            assertThat(receiver.connections).hasValue(1);
            assertThat(receiver.requests.get(1).headers()).doesNotContainKey("cookie");
        }
    }

    @Test
    void interruptedThreadSendsNothing() {
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            TaskDefinition task = deliveries.task();
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> task.handler().handle(args(receiver, ""), FakeContext.first()))
                    .isInstanceOf(InterruptedException.class);
            assertThat(receiver.requests).isEmpty();
        }
    }

    @Test
    void interruptEndsTheExchangeAtOnce() {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        try (Receiver receiver = new Receiver((request, out) -> Receiver.drip(out, "H"))) {
            TaskDefinition task = deliveries.task();
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

            await().until(ended::isDone);
            assertThat(ended.join()).isInstanceOf(InterruptedException.class);
            await().untilAsserted(() -> assertThat(receiver.closed).hasValue(1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "204, ANSWER_2XX",
        "302, ANSWER_3XX",
        "404, ANSWER_4XX",
        "503, ANSWER_5XX",
        "600, ANSWER_5XX",
        "999, ANSWER_5XX"
    })
    void reportsTheClassOfTheAnswer(int status, DeliveryResult result) throws Exception {
        try (Receiver receiver = Receiver.answering(status, Map.of(), "")) {
            deliveries.task().handler().handle(args(receiver, ",\"success\":[\"100-999\"]"), FakeContext.first());
        }

        assertThat(deliveries.results).containsExactly(result);
    }

    @Test
    void reportsWhyThereWasNoAnswer() throws Exception {
        int port;
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = silent.getLocalPort();
            failure(
                    deliveries.task(),
                    "{\"url\":\"http://127.0.0.1:" + port + "\",\"timeout\":\"PT0.2S\"}",
                    FakeContext.first());
        }
        failure(deliveries.task(), "{\"url\":\"http://127.0.0.1:" + port + "\"}", FakeContext.first());
        failure(
                deliveries.task(CONFIG, name -> InetAddress.getAllByName("169.254.169.254"), Clock.systemUTC()),
                "{\"url\":\"http://good.example\"}",
                FakeContext.first());

        assertThat(deliveries.results)
                .containsExactly(DeliveryResult.TIMEOUT, DeliveryResult.CONNECT, DeliveryResult.REFUSED);
    }
}
