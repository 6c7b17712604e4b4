package nightshift.observe.metrics;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Counts the requests that this server answers, and how long that takes. Nothing that a client makes up becomes a label. */
final class HttpMetrics {

    /** The label for everything without a name of its own. */
    static final String OTHER = "other";
    /** The console's pages and files. */
    static final String CONSOLE = "console";

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    /** How many kinds of requests are told apart beside those that are known. Each has a histogram of 18 series. */
    static final int UNKNOWN = 20;

    private static final Series REST = new Series(OTHER, OTHER, OTHER);

    private final Meters meters;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
    private final LabelCap<Series> unknown;
    private final Timer rest;

    /**
     * Requests that are counted together.
     *
     * @param method of HTTP
     * @param route  template of the path
     * @param code   status
     */
    record Series(String method, String route, String code) {}

    /**
     * @param capped counts kinds of requests that are not counted for themselves because there are too many
     * @param calls  of the API; each is there from the start
     */
    HttpMetrics(Meters meters, Counter capped, Collection<Series> calls) {
        this.meters = meters;
        unknown = new LabelCap<>(UNKNOWN, () -> true, capped::inc);
        rest = timer(REST);
        calls.forEach(this::timer);
        List.of("200", "304").forEach(code -> timer(new Series("GET", CONSOLE, code)));
    }

    void answered(String method, String route, int status, Duration took) {
        Series series = new Series(METHODS.contains(method) ? method : OTHER, route, Integer.toString(status));
        Timer known = timers.get(series);
        (known != null ? known : unknown.admits(series) ? timer(series) : rest).update(took);
    }

    private Timer timer(Series series) {
        return timers.computeIfAbsent(
                series,
                made -> meters.timer(
                        "nightshift_http_request_duration",
                        "How long requests took",
                        new Tag("method", made.method()),
                        new Tag("route", made.route()),
                        new Tag("code", made.code())));
    }
}
