package nightshift.http;

import static nightshift.http.Deliveries.CONFIG;
import static nightshift.http.Deliveries.args;
import static nightshift.http.Deliveries.failure;
import static nightshift.http.Deliveries.note;
import static nightshift.http.Deliveries.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import nightshift.job.TaskDefinition;
import nightshift.support.FakeContext;
import nightshift.task.AttemptFailed;
import nightshift.task.AttemptFailed.Remedy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Receivers that send too slowly, too much or for ever, on the loopback. */
@Timeout(30)
class HostileReceiverTest {

    @RegisterExtension
    final Deliveries deliveries = new Deliveries();

    private void assertTimesOut(Receiver.Script script, FakeContext context) {
        try (Receiver receiver = new Receiver(script)) {
            TaskDefinition task = deliveries.task();
            long start = System.nanoTime();
            AttemptFailed failure = failure(task, args(receiver, ",\"timeout\":\"PT0.3S\""), context);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(290), Duration.ofSeconds(10));
            assertThat(failure.type()).isEqualTo("http-timeout");
            assertThat(failure).hasMessage("no complete answer within PT0.3S" + target(receiver));
            assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
            await().untilAsserted(() -> assertThat(receiver.closed).hasValue(1));
        }
    }

    @Test
    void drippingBodyDoesNotOutliveTheDeadline() {
        FakeContext context = FakeContext.first();

        assertTimesOut(
                (request, out) -> {
                    Receiver.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n");
                    Receiver.drip(out, "x");
                },
                context);

        assertThat(note(context).get("status").asInt()).isEqualTo(200);
        assertThat(note(context).get("body").asString()).startsWith("x");
        assertThat(note(context).get("truncated").asBoolean()).isTrue();
    }

    @Test
    void drippingHeadersDoNotOutliveTheDeadline() {
        assertTimesOut((request, out) -> Receiver.drip(out, "H"), FakeContext.first());
    }

    @Test
    void floodOfContinuesDoesNotOutliveTheDeadline() {
        assertTimesOut((request, out) -> Receiver.drip(out, "HTTP/1.1 100 Continue\r\n\r\n"), FakeContext.first());
    }

    @Test
    void silenceDoesNotOutliveTheDeadline() {
        assertTimesOut((request, out) -> LockSupport.parkNanos(2_000_000_000L), FakeContext.first());
    }

    @Test
    void slowNameServerEndsAsTimeout() {
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            AttemptFailed failure = failure(
                    deliveries.task(
                            CONFIG,
                            host -> {
                                LockSupport.parkNanos(300_000_000);
                                return new InetAddress[] {InetAddress.getLoopbackAddress()};
                            },
                            Clock.systemUTC()),
                    "{\"url\":\"http://slow.example:" + receiver.port() + "/\",\"timeout\":\"PT0.1S\"}",
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
            assertThat(failure(deliveries.task(), args(receiver, ""), FakeContext.first())
                            .type())
                    .isEqualTo("http-io");
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
            assertThat(deliveries.task().handler().handle(args(receiver, ""), context))
                    .contains("{\"status\":200}");

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
            deliveries.task().handler().handle(args(receiver, ""), context);

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
            Receiver.write(
                    out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n");
            bomb.writeTo(out);
        })) {
            assertThat(deliveries.task().handler().handle(args(receiver, ""), context))
                    .contains("{\"status\":200}");
            assertThat(note(context).get("body").asString()).startsWith("\u001f\ufffd\b");
            assertThat(note(context).get("body").asString().length()).isLessThanOrEqualTo(bomb.size());
        }
    }
}
