package nightshift.web.exchange;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.web.Api;
import nightshift.web.callers.Callers;

/** Helps servlets and their filters with requests that do not go through JAX-RS. */
public final class Exchange {

    /**
     * Attribute of a request: how long the server has waited for the client, in nanoseconds, as an {@link AtomicLong}. The
     * metrics leave that out.
     */
    private static final String WAITED = "nightshift.waited";
    /** Attribute of a request: template of its path, for the metrics. */
    public static final String ROUTE = "nightshift.route";

    private static final Logger LOG = Logger.getLogger(Exchange.class.getName());

    private Exchange() {}

    /** What a request says about its sender. */
    public static Callers.Request sender(HttpServletRequest request) {
        String session = request.getCookies() == null
                ? null
                : Arrays.stream(request.getCookies())
                        .filter(cookie -> cookie.getName().equals(Api.SESSION_COOKIE))
                        .map(Cookie::getValue)
                        .findFirst()
                        .orElse(null);
        return new Callers.Request(
                request.getMethod(),
                request.getHeader("Authorization"),
                session,
                request.getHeader("Origin"),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Host"));
    }

    static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() != 0
                && (request.getContentLengthLong() > 0
                        || request.getHeader("Transfer-Encoding") != null
                        || request.getHeader("Content-Length") != null);
    }

    /**
     * The counter of the time for which the server waits for the client. Call this on the thread of the request only:
     * when that thread leaves, Open Liberty takes the request apart, and asking it for an attribute on another thread
     * fails. Any thread can use the counter.
     */
    public static AtomicLong waits(HttpServletRequest request) {
        AtomicLong waits = new AtomicLong();
        request.setAttribute(WAITED, waits);
        return waits;
    }

    /** Ends a request that was answered asynchronously, unless the container has ended it. */
    public static void complete(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.log(Level.FINE, "The container has ended the request by itself", e);
        }
    }
}
