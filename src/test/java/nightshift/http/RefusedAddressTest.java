package nightshift.http;

import static nightshift.http.Deliveries.CONFIG;
import static nightshift.http.Deliveries.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.job.TaskDefinition;
import nightshift.support.FakeContext;
import nightshift.task.AttemptFailed;
import nightshift.task.AttemptFailed.Remedy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that are not called, whatever the name server says. */
@Timeout(30)
class RefusedAddressTest {

    @RegisterExtension
    final Deliveries deliveries = new Deliveries();

    @Test
    void nameThatChangesItsAnswerGainsNothing() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        try (Receiver checked = Receiver.answering(200, Map.of(), "");
                Receiver rebound = new Receiver(
                        "127.0.0.2",
                        checked.port(),
                        (request, out) -> Receiver.write(out, Receiver.response(200, Map.of(), "")))) {
            HttpTaskConfig one = new HttpTaskConfig("1", List.of(Cidr.parse("127.0.0.1")), Optional.empty(), Map.of());
            deliveries
                    .task(
                            one,
                            host -> new InetAddress[] {
                                InetAddress.getByName(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")
                            },
                            Clock.systemUTC())
                    .handler()
                    .handle("{\"url\":\"http://rebind.example:" + checked.port() + "/\"}", FakeContext.first());

            assertThat(lookups).hasValue(1);
            assertThat(checked.requests)
                    .singleElement()
                    .satisfies(r -> assertThat(r.header("host")).isEqualTo("rebind.example:" + checked.port()));
            assertThat(rebound.connections).hasValue(0);
        }
    }

    @Test
    void oneRefusedAddressRefusesTheName() {
        try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
            AttemptFailed failure = failure(
                    deliveries.task(
                            CONFIG,
                            host -> new InetAddress[] {
                                InetAddress.getByName("127.0.0.1"), InetAddress.getByName("169.254.169.254")
                            },
                            Clock.systemUTC()),
                    "{\"url\":\"http://two.example:" + receiver.port() + "/\"}",
                    FakeContext.first());

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
            TaskDefinition task = deliveries.task(strict, InetAddress::getAllByName, Clock.systemUTC());
            String args = "{\"url\":\"http://" + host + ":" + receiver.port() + "/\"}";

            assertThat(task.args().violations(args)).singleElement().satisfies(violation -> {
                assertThat(violation.pointer()).isEqualTo("/url");
                assertThat(violation.detail()).contains("NIGHTSHIFT_HTTP_ALLOW");
            });
            assertThat(failure(task, args, FakeContext.first()).type()).isEqualTo("address-refused");
            assertThat(receiver.connections).hasValue(0);
        }
    }
}
