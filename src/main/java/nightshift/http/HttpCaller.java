package nightshift.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;

/**
 * Sends requests and reads answers, and does nothing else: no redirects, cookies, credentials, proxies or decompression.
 * It repeats a request only if its connection had already been closed. Every exchange ends by its deadline, and reads
 * no more than it keeps.
 */
final class HttpCaller implements AutoCloseable {

    /** How much of a body is read. */
    static final int BODY_BYTES = 16 * 1024;

    private final Connections connections;
    private final PoolingHttpClientConnectionManager pool;
    private final CloseableHttpClient client;
    // Opens a connection for each request. For requests that failed because the pool's connection was too old.
    private final CloseableHttpClient fresh;
    private final Watchdog watchdog = new Watchdog();

    HttpCaller(GuardedDnsResolver resolver) {
        connections = new Connections(resolver);
        pool = connections.pool();
        client = client(pool, DefaultClientConnectionReuseStrategy.INSTANCE);
        fresh = client(connections.pool(), (request, response, context) -> false);
        watchdog.every(Duration.ofSeconds(1), () -> pool.closeIdle(Connections.IDLE));
        watchdog.every(Duration.ofMillis(500), connections::endStalledBodies);
    }

    private static CloseableHttpClient client(
            PoolingHttpClientConnectionManager connections, ConnectionReuseStrategy reuse) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy(reuse)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setProtocolUpgradeEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                .setKeepAliveStrategy((response, context) -> Connections.IDLE)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    /**
     * Sends a request and reads the answer.
     *
     * @param limit for the whole exchange
     * @param seen  gets the answer as far as it was read, even if the exchange fails partway
     * @throws DeadlineException    if there was no complete answer in time
     * @throws InterruptedException if the thread was interrupted; the connection is closed then
     * @throws IOException          if it failed otherwise
     */
    Response call(HttpUriRequestBase request, Duration limit, Consumer<Response> seen)
            throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before calling");
        }
        try (Watchdog.Watch watch = watchdog.watch(limit, request::cancel)) {
            try {
                return exchange(request, seen, watch);
            } catch (IOException | IllegalStateException e) {
                // Aborted between two steps, the client finds its connection gone: an IllegalStateException.
                if (Thread.interrupted()) {
                    throw (InterruptedException) new InterruptedException("interrupted while calling").initCause(e);
                }
                if (watch.expired()) {
                    throw new DeadlineException(limit, e);
                }
                throw e;
            }
        }
    }

    // Repeated at once and only here: webhook-id is the same on both, so even a receiver that did get the first one and
    // closed without an answer can tell.
    private Response exchange(HttpUriRequestBase request, Consumer<Response> seen, Watchdog.Watch watch)
            throws IOException {
        try {
            return exchange(client, request, seen);
        } catch (UnansweredException e) {
            if (Thread.currentThread().isInterrupted() || watch.expired()) {
                throw e;
            }
            return exchange(fresh, request, seen);
        }
    }

    private static Response exchange(CloseableHttpClient client, HttpUriRequestBase request, Consumer<Response> seen)
            throws IOException {
        ClassicHttpResponse answer = client.executeOpen(null, request, HttpClientContext.create());
        Body body = new Body();
        Response response;
        try {
            body.read(answer.getEntity());
        } finally {
            // Closing reads to the end so that the connection can be kept. Don't do that if there is more to come.
            if (body.truncated) {
                request.cancel();
            }
            Closer.closeQuietly(answer);
            response = new Response(answer.getCode(), headers(answer), body.bytes(), body.truncated);
            seen.accept(response);
        }
        return response;
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            String value = header.getValue() == null ? "" : header.getValue();
            headers.merge(header.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a.equals(b) ? a : a + ", " + b);
        }
        return headers;
    }

    @Override
    public void close() {
        watchdog.close();
        client.close(CloseMode.IMMEDIATE);
        fresh.close(CloseMode.IMMEDIATE);
    }

    /** The beginning of a body. */
    private static final class Body {

        private final byte[] buffer = new byte[BODY_BYTES];
        private int length;
        private boolean truncated;

        void read(HttpEntity entity) throws IOException {
            if (entity == null) {
                return;
            }
            truncated = true;
            InputStream content = entity.getContent();
            int count = 0;
            while (count >= 0 && length < buffer.length) {
                count = read(content, length, buffer.length - length);
                length += Math.max(count, 0);
            }
            truncated = count >= 0 && content.read() >= 0;
        }

        // Trailers are not used. Bad ones do not affect the body, which was complete before them.
        private int read(InputStream content, int offset, int most) throws IOException {
            try {
                return content.read(buffer, offset, most);
            } catch (MessageConstraintException e) {
                return -1;
            } catch (MalformedChunkCodingException e) {
                if (e.getCause() instanceof HttpException) {
                    return -1;
                }
                throw e;
            }
        }

        byte[] bytes() {
            return Arrays.copyOf(buffer, length);
        }
    }
}
