package nightshift.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.Reachability;
import nightshift.support.FakeContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every attempt says what it learned about its destination. */
class ReachabilityTest {

    @RegisterExtension
    final Deliveries deliveries = new Deliveries();

    private final FakeContext context = FakeContext.first();

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 400, 404, 408, 410, 425})
    void anyAnswerThatIsNotTheServersFailureIsAnAnswer(int status) {
        assertThat(learned(status, Map.of(), "")).containsExactly(Reachability.ANSWERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504, 599})
    void aServerThatFailsHasFailed(int status) {
        assertThat(learned(status, Map.of(), "")).containsExactly(Reachability.FAILED);
    }

    @Test
    void aStatusThatTheJobCountsAsSuccessIsAnAnswer() {
        assertThat(learned(503, Map.of(), ",\"success\":[\"500-599\"]")).containsExactly(Reachability.ANSWERED);
    }

    @ParameterizedTest
    @CsvSource({"429, 7, 7", "503, 120, 120", "503, soon, 0", "503, 999999999999, 86400"})
    void aServerThatIsBusySaysForHowLong(int status, String retryAfter, long seconds) {
        assertThat(learned(status, Map.of("Retry-After", retryAfter), ""))
                .containsExactly(Reachability.busy(Duration.ofSeconds(seconds)));
    }

    @Test
    void noConnectionNoAnswerAndNoAddressAreFailures() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Deliveries.failure(deliveries.task(), "{\"url\":\"http://127.0.0.1:" + free + "/\"}", context);
        try (Receiver silent = new Receiver((request, out) -> {})) {
            Deliveries.failure(deliveries.task(), Deliveries.args(silent, ",\"timeout\":\"PT1S\""), context);
        }
        NameLookup nobody = name -> {
            throw new UnknownHostException(name);
        };
        Deliveries.failure(
                deliveries.task(Deliveries.CONFIG, nobody, Clock.systemUTC()),
                "{\"url\":\"http://nobody.example.com/\"}",
                context);

        assertThat(context.learned()).containsExactly(Reachability.FAILED, Reachability.FAILED, Reachability.FAILED);
    }

    @Test
    void anAddressThatMustNotBeCalledSaysNothing() {
        HttpTaskConfig closed = new HttpTaskConfig("1.2.3", List.of(), Optional.empty(), Map.of());
        NameLookup loopback = name -> new InetAddress[] {InetAddress.getLoopbackAddress()};
        Deliveries.failure(
                deliveries.task(closed, loopback, Clock.systemUTC()),
                "{\"url\":\"http://inside.example.com/\"}",
                context);

        assertThat(context.learned()).isEmpty();
    }

    private List<Reachability> learned(int status, Map<String, String> headers, String more) {
        try (Receiver receiver = Receiver.answering(status, headers, "")) {
            try {
                deliveries.task().handler().handle(Deliveries.args(receiver, more), context);
            } catch (Exception e) {
                // other tests look at what becomes of the job
            }
        }
        return context.learned();
    }
}
