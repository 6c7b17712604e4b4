package nightshift.http;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opentelemetry.api.OpenTelemetry;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import nightshift.binding.TaskCompiler;
import nightshift.job.TaskDefinition;
import nightshift.support.FakeContext;
import nightshift.task.AttemptFailed;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The task under test, closed after each test, and what tests of it ask for again and again. */
final class Deliveries implements AfterEachCallback {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String OTHER_SECRET = "whsec_AAAQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final HttpTaskConfig CONFIG = new HttpTaskConfig(
            "1.2.3", List.of(Cidr.parse("127.0.0.0/8")), Optional.of(SECRET), Map.of("other", OTHER_SECRET));

    /** How each delivery of the test ended. */
    final List<DeliveryResult> results = new CopyOnWriteArrayList<>();

    private HttpRequestTask open;

    TaskDefinition task(HttpTaskConfig config, NameLookup names, Clock clock) {
        open = new HttpRequestTask(config, names, clock, results::add, OpenTelemetry.noop());
        return open.definition(new TaskCompiler());
    }

    TaskDefinition task() {
        return task(CONFIG, InetAddress::getAllByName, Clock.systemUTC());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (open != null) {
            open.close();
        }
    }

    static String args(Receiver receiver, String more) {
        return "{\"url\":\"" + receiver.url() + "\"" + more + "}";
    }

    /** What a failure says that was called. */
    static String target(Receiver receiver) {
        return " (POST " + receiver.url() + ")";
    }

    static AttemptFailed failure(TaskDefinition task, String args, FakeContext context) {
        return catchThrowableOfType(AttemptFailed.class, () -> task.handler().handle(args, context));
    }

    static JsonNode note(FakeContext context) {
        return JsonMapper.shared().readTree(context.notes().get("response"));
    }
}
