package nightshift.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Opens connections to checked addresses and keeps them for a short time. */
final class Connections {

    /** How long a connection is kept. Short, so that receivers rarely close one just as it is used again. */
    static final TimeValue IDLE = TimeValue.ofSeconds(2);

    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    // The engine limits how many jobs run at once; this limit only has to be higher.
    private static final int MOST = 10_000;

    private final Set<DeliveryConnection> sending = ConcurrentHashMap.newKeySet();
    private final TlsSocketStrategy tls = new ReceiverTls();
    private final GuardedDnsResolver resolver;

    Connections(GuardedDnsResolver resolver) {
        this.resolver = resolver;
    }

    /** A pool of its own. */
    PoolingHttpClientConnectionManager pool() {
        return new Builder()
                .setDnsResolver(resolver)
                .setMaxConnTotal(MOST)
                .setMaxConnPerRoute(MOST)
                .setConnectionFactory(socket -> DeliveryConnection.create(sending))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        // Checked before each reuse. It costs three system calls and no wait.
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .setTlsSocketStrategy(tls)
                .build();
    }

    /** Call regularly: ends bodies that nobody will read, because the receiver has already answered. */
    void endStalledBodies() {
        sending.forEach(DeliveryConnection::endStalledBody);
    }

    /** Makes sockets with a channel: only those can be checked for input without waiting. */
    private static final class Builder extends PoolingHttpClientConnectionManagerBuilder {

        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
            return new DefaultHttpClientConnectionOperator(
                    proxy -> socket(),
                    ports,
                    names,
                    RegistryBuilder.<TlsSocketStrategy>create()
                            .register(URIScheme.HTTPS.id, tls)
                            .build());
        }

        private static Socket socket() throws IOException {
            return SocketChannel.open().socket();
        }
    }
}
