package nightshift.http;

import io.opentelemetry.api.OpenTelemetry;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import nightshift.binding.TaskCompiler;
import nightshift.job.Reserved;
import nightshift.job.TaskDefinition;
import nightshift.task.TaskName;

/**
 * The task {@code http.request}: one HTTP request per attempt, signed as Standard Webhooks 1.0 says. Holds connections
 * and a thread until closed.
 */
public final class HttpRequestTask implements AutoCloseable {

    /** The name that jobs use. */
    public static final TaskName NAME = Reserved.HTTP_TASK;

    // Above what args may ask for, so that the delivery's own deadline is the one that strikes.
    private static final Duration TIMEOUT = HttpRequestArgs.TIMEOUT_MOST.plusMinutes(1);

    private final HttpCaller caller;
    private final HttpRequestHandler handler;

    /**
     * Ready for use; connects to nothing yet.
     *
     * @param results gets the result of each delivery, unless this server ended it
     */
    public HttpRequestTask(HttpTaskConfig config, Consumer<DeliveryResult> results, OpenTelemetry telemetry) {
        this(config, InetAddress::getAllByName, Clock.systemUTC(), results, telemetry);
    }

    HttpRequestTask(
            HttpTaskConfig config,
            NameLookup names,
            Clock clock,
            Consumer<DeliveryResult> results,
            OpenTelemetry telemetry) {
        AddressGuard guard = new AddressGuard(config.allow());
        caller = new HttpCaller(new GuardedDnsResolver(names, guard));
        handler = new HttpRequestHandler(
                config,
                new RequestCheck(new UrlCheck(guard), config.secrets().keySet()),
                caller,
                clock,
                results,
                telemetry.getTracer("nightshift"));
    }

    /** The task, for the catalog. */
    public TaskDefinition definition(TaskCompiler compiler) {
        return compiler.compile(NAME, "Sends an HTTP request, with retries and a signature", TIMEOUT, handler);
    }

    /** Ends what runs and closes all connections. */
    @Override
    public void close() {
        caller.close();
    }
}
