package nightshift.observe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Counts the requests that this server answers, and how long that takes. Nothing that a client makes up becomes a label. */
final class HttpMetrics {

    /** What has no name of its own. */
    static final String OTHER = "other";
    /** The console's pages and files. */
    static final String CONSOLE = "console";

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    /** Each has a histogram of 18 series. */
    private static final int MOST = 90;
    private static final Series REST = new Series(OTHER, OTHER, OTHER);

    private final Meters meters;
    private final Counter capped;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    /**
     * Requests that are counted together.
     *
     * @param method of HTTP
     * @param route  template of the path
     * @param code   status
     */
    record Series(String method, String route, String code) {
    }

    /** @param capped counts requests that are not counted for themselves because there are too many kinds */
    HttpMetrics(Meters meters, Counter capped) {
        this.meters = meters;
        this.capped = capped;
        ApiCalls.known().forEach(this::timer);
        List.of("200", "304").forEach(code -> timer(new Series("GET", CONSOLE, code)));
        timer(REST);
    }

    void answered(String method, String route, int status, Duration took) {
        Series series = new Series(METHODS.contains(method) ? method : OTHER, route, Integer.toString(status));
        Timer known = timers.get(series);
        (known != null ? known : timer(series)).update(took);
    }

    private synchronized Timer timer(Series series) {
        Timer known = timers.get(series);
        if (known == null && timers.size() >= MOST) {
            capped.inc();
            return timers.get(REST);
        }
        return known != null ? known : timers.computeIfAbsent(series, made -> meters.timer("nightshift_http_request_duration",
                "How long requests took", new Tag("method", made.method()), new Tag("route", made.route()),
                new Tag("code", made.code())));
    }
}
