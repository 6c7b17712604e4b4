package nightshift.observe.metrics;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Times every request. The time that a request waits for a job to end, or for its own body to arrive, does not count:
 * that is up to the job and the client. For the same reason a stream of events counts as answered when it begins.
 */
public class HttpMetricsFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String EVENTS = "/api/v1/events";
    /** Attribute of the request: how long the server has waited for the client, in nanoseconds. */
    private static final String WAITED = "nightshift.waited";

    @Inject
    private transient Metrics metrics;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (metrics.http().isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Timing timing = new Timing(metrics.http().get(), request, response);
        boolean failed = true;
        try {
            chain.doFilter(request, response);
            failed = false;
        } finally {
            timing.returned(failed);
        }
    }

    /** One request and its time. */
    private static final class Timing implements AsyncListener {

        private final HttpMetrics metrics;
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final long start = System.nanoTime();
        private final AtomicBoolean counted = new AtomicBoolean();
        private volatile long returned;

        Timing(HttpMetrics metrics, HttpServletRequest request, HttpServletResponse response) {
            this.metrics = metrics;
            this.request = request;
            this.response = response;
        }

        void returned(boolean failed) {
            returned = System.nanoTime();
            if (request.isAsyncStarted() && !request.getRequestURI().equals(EVENTS)) {
                try {
                    request.getAsyncContext().addListener(this);
                    return;
                } catch (IllegalStateException e) {
                    // it was completed just now
                }
            }
            count(
                    failed && !response.isCommitted()
                            ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                            : response.getStatus());
        }

        private void count(int status) {
            if (counted.compareAndSet(false, true)) {
                long took = System.nanoTime() - start;
                if (request.getAttribute(WAITED) instanceof AtomicLong waited) {
                    took -= waited.get();
                } else if (request.getAttribute(RouteFilter.ANSWERED) instanceof Long answered) {
                    took -= Math.max(0, answered - returned);
                }
                metrics.answered(request.getMethod(), route(status), status, Duration.ofNanos(took));
            }
        }

        private String route(int status) {
            if (request.getAttribute(RouteFilter.ROUTE) instanceof String route) {
                return route;
            }
            String path = request.getRequestURI();
            if (path.startsWith("/api")) {
                return path.equals(EVENTS) ? EVENTS : HttpMetrics.OTHER;
            }
            return status < HttpServletResponse.SC_BAD_REQUEST ? HttpMetrics.CONSOLE : HttpMetrics.OTHER;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            count(response.getStatus());
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // completion follows
        }

        @Override
        public void onError(AsyncEvent event) {
            count(response.isCommitted() ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
