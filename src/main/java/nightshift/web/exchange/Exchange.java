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

/** Helps servlet filters and servlets with requests and answers that JAX-RS does not see. */
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
     * What counts how long the server waits for the client. For the thread of the request only: while that one leaves, Open
     * Liberty takes the request apart, and another thread that asks it for an attribute fails. The counter is for all threads.
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
