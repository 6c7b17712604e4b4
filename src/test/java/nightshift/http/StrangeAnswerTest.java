package nightshift.http;

import static nightshift.http.Deliveries.args;
import static nightshift.http.Deliveries.failure;
import static nightshift.http.Deliveries.note;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.support.FakeContext;
import nightshift.task.AttemptFailed;
import nightshift.task.AttemptFailed.Remedy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are unusual, or wrong in a way that other clients forgive, and those that nobody can read. */
@Timeout(60)
class StrangeAnswerTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @RegisterExtension
    final Deliveries deliveries = new Deliveries();

    private FakeContext accepted(Receiver.Script script, String more) throws Exception {
        FakeContext context = FakeContext.first();
        try (Receiver receiver = new Receiver(script)) {
            assertThat(deliveries.task().handler().handle(args(receiver, more), context))
                    .contains("{\"status\":200}");
            assertThat(receiver.requests).hasSize(1);
        }
        return context;
    }

    private FakeContext accepted(String answer) throws Exception {
        return accepted(
                (request, out) -> {
                    Receiver.write(out, answer);
                    request.socket().shutdownOutput();
                },
                "");
    }

    private AttemptFailed failed(String answer) {
        try (Receiver receiver = new Receiver((request, out) -> {
            Receiver.write(out, answer);
            request.socket().shutdownOutput();
        })) {
            return failure(deliveries.task(), args(receiver, ""), FakeContext.first());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 20000", "1, 65000", "1, 300000", "199, 10", "200, 10", "250, 300", "5000, 10", "40, 2000"})
    void largeHeadersAreCutAndNotRefused(int lines, int length) throws Exception {
        String headers = IntStream.range(0, lines)
                .mapToObj(i -> "X-H" + i + ": " + "v".repeat(length) + "\r\n")
                .collect(Collectors.joining());

        FakeContext context = accepted("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: 2\r\n\r\nok and more");

        assertThat(note(context).get("body").asString()).isEqualTo("ok");
        assertThat(note(context).at("/headers/x-h0").asString()).startsWith("v");
    }

    @Test
    void headerThatSaysWhereTheBodyEndsCountsWhereverItStands() throws Exception {
        String headers =
                IntStream.range(0, 300).mapToObj(i -> "X-H" + i + ": v\r\n").collect(Collectors.joining());

        FakeContext context = accepted(
                "HTTP/1.1 200 OK\r\n" + headers + "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nmore");

        assertThat(note(context).get("body").asString()).isEqualTo("ok");
    }

    @Test
    void longHeaderDoesNotHideTheOthers() throws Exception {
        FakeContext context = accepted("HTTP/1.1 200 OK\r\nContent-Security-Policy: " + "a".repeat(40_000)
                + "\r\nX-Request-Id: 7\r\nContent-Length: 2\r\n\r\nok");

        assertThat(note(context).at("/headers/x-request-id").asString()).isEqualTo("7");
        assertThat(note(context).at("/headers/content-security-policy").asString())
                .hasSize(2049)
                .endsWith("a…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1  200  two  blanks\r\nContent-Length: 2\r\n\r\nok",
                "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
                "HTTP/1.0 200 OK\r\n\r\nok",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.2 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nCONTENT-LENGTH: 2 , 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nthis line has no colon\r\n: no name\r\nX-Empty:\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nX-Folded: one\r\n  two\r\n\tthree\r\nContent-Length:\r\n 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 77\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: CHUNKED\r\n\r\n2;ext=\"1\"\r\nok\r\n0;last\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\nX-Other: 2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nno trailer at all\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" + OK,
                "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" + OK,
                "HTTP/1.1 199 Unknown\r\nContent-Length: 5\r\n\r\n" + OK,
                "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nSet-Cookie: a=b\r\nConnection: close\r\nConnection: close\r\n\r\nok"
            })
    void whatOthersForgiveIsForgiven(String answer) throws Exception {
        assertThat(note(accepted(answer)).get("body").asString()).isEqualTo("ok");
    }

    @Test
    void trailersBeyondTheLimitsDoNotSpoilTheBody() throws Exception {
        for (String trailers : new String[] {"X-T: " + "v".repeat(100_000) + "\r\n", "X-T: v\r\n".repeat(500)}) {
            FakeContext context = accepted(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n" + trailers + "\r\n");
            assertThat(note(context).get("body").asString()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "just text",
                "ICY 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/2 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 099 Low\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 000\r\n\r\n",
                "HTTP/1.1 99\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 -200 OK\r\n\r\n",
                "HTTP/1.1\r\n\r\n",
                "\u0000\u0001\u0002\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nokk",
                "HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nokk",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly ten..",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n"
            })
    void whatCannotBeReadFailsForNow(String answer) {
        AttemptFailed failure = failed(answer);

        assertThat(failure.type()).isEqualTo("http-io");
        assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failure.getMessage()).contains("(POST http://127.0.0.1:").endsWith("/hook)");
    }

    private static String bigBody() {
        return ",\"bodyText\":\"" + "b".repeat(8 * 1024 * 1024) + "\",\"timeout\":\"PT20S\"";
    }

    @ParameterizedTest
    @CsvSource({"413, false", "401, false", "200, false", "503, false", "413, true", "401, true"})
    void answerBeforeTheBodyWasReadCounts(int status, boolean reset) {
        FakeContext context = FakeContext.first();
        try (Receiver receiver = new Receiver((Receiver.EarlyScript) (request, out) -> {
            Receiver.write(out, "HTTP/1.1 " + status + " X\r\nConnection: close\r\nContent-Length: 5\r\n\r\nearly");
            if (reset) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                request.reset();
            } else {
                request.socket().close();
            }
        })) {
            AttemptFailed failure = failure(deliveries.task(), args(receiver, bigBody()), context);

            if (status == 200) {
                assertThat(failure).isNull();
            } else {
                assertThat(failure.type()).isEqualTo("http-status");
                assertThat(failure).hasMessageStartingWith(status + " ");
            }
            assertThat(note(context).get("body").asString()).isEqualTo("early");
            assertThat(receiver.requests).hasSize(1);
        }
    }

    @Test
    void answerOfAReceiverThatReadsNoMoreAndDoesNotCloseCounts() {
        FakeContext context = FakeContext.first();
        try (Receiver receiver = new Receiver((Receiver.EarlyScript) (request, out) -> {
            Receiver.write(out, "HTTP/1.1 413 Too Large\r\nContent-Length: 5\r\n\r\nearly");
            LockSupport.parkNanos(Duration.ofSeconds(15).toNanos());
        })) {
            AttemptFailed failure = failure(deliveries.task(), args(receiver, bigBody()), context);

            assertThat(failure).hasMessageStartingWith("413 ");
            assertThat(note(context).get("body").asString()).isEqualTo("early");
        }
    }

    @Test
    void receiverThatClosesWithoutAnAnswerWhileTheBodyIsSentFails() {
        try (Receiver receiver = new Receiver((Receiver.EarlyScript) (request, out) -> request.reset())) {
            assertThat(failure(deliveries.task(), args(receiver, bigBody()), FakeContext.first())
                            .type())
                    .isEqualTo("http-io");
            assertThat(receiver.requests).hasSize(1);
        }
    }
}
