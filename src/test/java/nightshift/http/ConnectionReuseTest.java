package nightshift.http;

import static nightshift.http.Deliveries.args;
import static nightshift.http.Deliveries.failure;
import static nightshift.http.Deliveries.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import nightshift.http.Receiver.Request;
import nightshift.job.TaskDefinition;
import nightshift.support.FakeContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that receivers close, and connections that carry more than was asked for. */
@Timeout(60)
class ConnectionReuseTest {

    private static final String OK = Receiver.response(200, Map.of(), "ok");

    @RegisterExtension
    final Deliveries deliveries = new Deliveries();

    /** How a receiver ends a connection after an answer. */
    enum Ending {
        CLOSE(request -> request.socket().close()),
        HALF_CLOSE(request -> request.socket().shutdownOutput()),
        RESET(Request::reset);

        private interface Act {
            void on(Request request) throws Exception;
        }

        private final Act act;

        Ending(Act act) {
            this.act = act;
        }

        void of(Request request) {
            try {
                act.on(request);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void deliver(TaskDefinition task, Receiver receiver) throws Exception {
        assertThat(task.handler().handle(args(receiver, ",\"body\":1"), FakeContext.first()))
                .contains("{\"status\":200}");
    }

    @ParameterizedTest
    @EnumSource
    void burstToAReceiverThatClosesAfterEachAnswerLosesNothing(Ending ending) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Receiver receiver = new Receiver((request, out) -> {
            Receiver.write(out, OK);
            ending.of(request);
        })) {
            TaskDefinition task = deliveries.task();
            List<Callable<Void>> calls = IntStream.range(0, 200)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        deliver(task, receiver);
                        return null;
                    })
                    .toList();
            for (Future<Void> call : threads.invokeAll(calls)) {
                call.get();
            }
            // A request that met the end of its connection was sent again, so the receiver may have seen it twice.
            assertThat(receiver.requests.size()).isGreaterThanOrEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionThatWasClosedMeanwhileIsNotUsedAgain(Ending ending) throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (Receiver receiver = new Receiver((request, out) -> {
            Receiver.write(out, OK);
            if (request.number() == 1 && ended.getCount() == 1) {
                await().until(() -> answered.getCount() == 0);
                ending.of(request);
                ended.countDown();
            }
        })) {
            TaskDefinition task = deliveries.task();
            deliver(task, receiver);
            answered.countDown();
            ended.await();
            deliver(task, receiver);

            assertThat(receiver.requests).hasSize(2);
            assertThat(receiver.connections).hasValue(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestThatWasNotAnsweredOnAUsedConnectionIsSentAgainAtOnce(Ending ending) throws Exception {
        try (Receiver receiver = new Receiver((request, out) -> {
            if (request.number() == 1) {
                Receiver.write(out, OK);
            } else {
                ending.of(request);
            }
        })) {
            TaskDefinition task = deliveries.task();
            deliver(task, receiver);
            deliver(task, receiver);

            assertThat(receiver.connections).hasValue(2);
            assertThat(receiver.requests.get(2).header("webhook-id"))
                    .isEqualTo(receiver.requests.get(1).header("webhook-id"));
            assertThat(receiver.requests.get(2).header("nightshift-attempt")).isEqualTo("1");
        }
    }

    @Test
    void farewellOfAnIdleConnectionIsNotTheAnswer() throws Exception {
        try (Receiver receiver = new Receiver((request, out) -> {
            Receiver.write(out, request.number() == 1 ? OK : Receiver.response(408, Map.of("Connection", "close"), ""));
            if (request.number() > 1) {
                request.socket().close();
            }
        })) {
            TaskDefinition task = deliveries.task();
            deliver(task, receiver);
            deliver(task, receiver);

            assertThat(receiver.connections).hasValue(2);
        }
    }

    @Test
    void halfAnAnswerOnAUsedConnectionCostsTheAttempt() throws Exception {
        try (Receiver receiver = new Receiver((request, out) -> {
            Receiver.write(out, request.number() == 1 ? OK : "HTTP/1.1 2");
            if (request.number() > 1) {
                request.socket().close();
            }
        })) {
            TaskDefinition task = deliveries.task();
            deliver(task, receiver);

            assertThat(failure(task, args(receiver, ""), FakeContext.first()).type())
                    .isEqualTo("http-io");
            assertThat(receiver.requests).hasSize(2);
        }
    }

    @Test
    void silenceOnAUsedConnectionIsNotRepeated() throws Exception {
        try (Receiver receiver = new Receiver((request, out) -> {
            if (request.number() == 1) {
                Receiver.write(out, OK);
            }
        })) {
            TaskDefinition task = deliveries.task();
            deliver(task, receiver);

            assertThat(failure(task, args(receiver, ",\"timeout\":\"PT0.3S\""), FakeContext.first())
                            .type())
                    .isEqualTo("http-timeout");
            assertThat(receiver.requests).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nFAKE",
                "HTTP/1.1 204 No Content\r\n\r\na body that is not allowed",
                "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 304 Not Modified\r\n\r\n ",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 102 Processing\r\n\r\n"
            })
    void whatFollowsAnAnswerIsNotTheNextAnswer(String strange) throws Exception {
        try (Receiver receiver = new Receiver((request, out) -> Receiver.write(
                out, request.line().startsWith("PUT") ? strange : Receiver.response(500, Map.of(), "the answer")))) {
            TaskDefinition task = deliveries.task();
            task.handler().handle(args(receiver, ",\"method\":\"PUT\",\"success\":[\"100-999\"]"), FakeContext.first());
            FakeContext second = FakeContext.first();

            assertThat(failure(task, args(receiver, ""), second)).hasMessageStartingWith("500 ");
            assertThat(note(second).get("body").asString()).isEqualTo("the answer");
        }
    }

    @Test
    void bodyOfAnAnswerToHeadIsNotTheNextAnswer() throws Exception {
        try (Receiver receiver = new Receiver((request, out) -> Receiver.write(
                out,
                request.line().startsWith("HEAD")
                        ? Receiver.response(200, Map.of(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                        : Receiver.response(500, Map.of(), "")))) {
            TaskDefinition task = deliveries.task();
            task.handler().handle(args(receiver, ",\"method\":\"HEAD\""), FakeContext.first());

            assertThat(failure(task, args(receiver, ""), FakeContext.first())).hasMessageStartingWith("500 ");
        }
    }

    @Test
    void whatArrivesWhileAConnectionIsIdleIsNotTheNextAnswer() throws Exception {
        CountDownLatch delivered = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        try (Receiver receiver = new Receiver((request, out) -> {
            if (request.line().startsWith("PUT")) {
                Receiver.write(out, OK);
                await().until(() -> delivered.getCount() == 0);
                Receiver.write(out, OK);
                sent.countDown();
            } else {
                Receiver.write(out, Receiver.response(500, Map.of(), ""));
            }
        })) {
            TaskDefinition task = deliveries.task();
            task.handler().handle(args(receiver, ",\"method\":\"PUT\""), FakeContext.first());
            delivered.countDown();
            sent.await();

            assertThat(failure(task, args(receiver, ""), FakeContext.first())).hasMessageStartingWith("500 ");
        }
    }
}
