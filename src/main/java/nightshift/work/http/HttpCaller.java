package nightshift.work.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests and reads answers, and does nothing that was not asked for: no redirects, retries, cookies, credentials,
 * proxies or decompression. Every exchange ends by its deadline, and reads no more than is kept.
 */
final class HttpCaller implements AutoCloseable {

    /** How much of a body is read. */
    static final int BODY_BYTES = 16 * 1024;

    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    // Short, so that a server seldom closes a connection just as it is used again.
    private static final TimeValue IDLE = TimeValue.ofSeconds(2);
    // The engine limits how much runs at once; this only has to be above.
    private static final int CONNECTIONS = 10_000;

    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private final Watchdog watchdog = new Watchdog();

    HttpCaller(GuardedDnsResolver resolver) {
        connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom().setMaxHeaderCount(200).setMaxLineLength(16 * 1024).build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(100))
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom().setSupportedProtocols(TLS.V_1_2, TLS.V_1_3).build())
                .build();
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setProtocolUpgradeEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                .setKeepAliveStrategy((response, context) -> IDLE)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
        watchdog.every(Duration.ofSeconds(1), () -> connections.closeIdle(IDLE));
    }

    /**
     * Sends a request and reads the answer.
     *
     * @param limit for the whole exchange
     * @param seen  is told of the answer as far as it was read, even if the exchange fails in its midst
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
                return exchange(request, seen);
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

    private Response exchange(HttpUriRequestBase request, Consumer<Response> seen) throws IOException {
        ClassicHttpResponse answer = client.executeOpen(null, request, HttpClientContext.create());
        Body body = new Body();
        Response response;
        try {
            body.read(answer.getEntity());
        } finally {
            // To close is to read on to the end, so that the connection can be kept: not if there is more to come.
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
            headers.merge(header.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
        }
        return headers;
    }

    @Override
    public void close() {
        watchdog.close();
        client.close(CloseMode.IMMEDIATE);
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
                count = content.read(buffer, length, buffer.length - length);
                length += Math.max(count, 0);
            }
            truncated = count >= 0 && content.read() >= 0;
        }

        byte[] bytes() {
            return Arrays.copyOf(buffer, length);
        }
    }
}
