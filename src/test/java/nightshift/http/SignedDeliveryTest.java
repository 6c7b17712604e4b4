package nightshift.http;

import static nightshift.http.Deliveries.CONFIG;
import static nightshift.http.Deliveries.OTHER_SECRET;
import static nightshift.http.Deliveries.SECRET;
import static nightshift.http.Deliveries.args;
import static nightshift.http.Deliveries.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import java.net.InetAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import nightshift.job.TaskDefinition;
import nightshift.support.FakeContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signatures and the headers around them, with real requests to a server on the loopback. */
@Timeout(30)
class SignedDeliveryTest {

    @RegisterExtension
    final Deliveries deliveries = new Deliveries();

    private static void verify(String secret, Receiver.Request request) {
        HttpHeaders headers = HttpHeaders.of(
                request.headers().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))),
                (name, value) -> true);
        assertThatCode(() -> new Webhook(secret).verify(new String(request.body(), StandardCharsets.UTF_8), headers))
                .doesNotThrowAnyException();
    }

    @Test
    void independentVerifierAcceptsTheSignature() throws Exception {
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            TaskDefinition task = deliveries.task();
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
        HttpTaskConfig both =
                new HttpTaskConfig("1", CONFIG.allow(), Optional.of(SECRET + " " + OTHER_SECRET), Map.of());
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            deliveries
                    .task(both, InetAddress::getAllByName, Clock.systemUTC())
                    .handler()
                    .handle(args(receiver, ",\"body\":1"), FakeContext.first());

            verify(SECRET, receiver.requests.get(0));
            verify(OTHER_SECRET, receiver.requests.get(0));
        }
    }

    @Test
    void withoutSecretThereIsNoSignature() throws Exception {
        HttpTaskConfig none = new HttpTaskConfig("1", CONFIG.allow(), Optional.empty(), Map.of());
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            deliveries
                    .task(none, InetAddress::getAllByName, Clock.systemUTC())
                    .handler()
                    .handle(args(receiver, ""), FakeContext.first());

            assertThat(receiver.requests.get(0).headers())
                    .containsKeys("webhook-id", "webhook-timestamp")
                    .doesNotContainKey("webhook-signature");
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
            TaskDefinition task = deliveries.task(CONFIG, InetAddress::getAllByName, ticking);
            FakeContext first = FakeContext.first();
            failure(task, args(receiver, ""), first);
            failure(task, args(receiver, ""), first.next());

            assertThat(receiver.requests)
                    .extracting(r -> r.header("webhook-id"))
                    .containsOnly(first.jobId().toString());
            assertThat(receiver.requests)
                    .extracting(r -> r.header("nightshift-attempt"))
                    .containsExactly("1", "2");
            assertThat(receiver.requests)
                    .extracting(r -> r.header("webhook-timestamp"))
                    .doesNotHaveDuplicates();
            assertThat(receiver.requests)
                    .extracting(r -> r.header("webhook-signature"))
                    .doesNotHaveDuplicates();
        }
    }
}
