package nightshift.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * TLS 1.2 and 1.3 to receivers, with the certificate checked against the name. The name is the one that certificates
 * have: ASCII, without a dot at the end.
 */
final class ReceiverTls implements TlsSocketStrategy {

    private final SSLContext context = SSLContexts.createDefault();

    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, Object attachment, HttpContext exchange)
            throws IOException {
        String name = HostName.forTls(host);
        return new Strategy(context, name).upgrade(socket, name, port, attachment, exchange);
    }

    private static final class Strategy extends DefaultClientTlsStrategy {

        private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

        private final String name;

        // The JDK refuses every certificate for a name with an underscore.
        Strategy(SSLContext context, String name) {
            super(
                    context,
                    PROTOCOLS,
                    null,
                    SSLBufferMode.STATIC,
                    isUsual(name) ? HostnameVerificationPolicy.BUILTIN : HostnameVerificationPolicy.CLIENT,
                    new DefaultHostnameVerifier());
            this.name = name;
        }

        private static boolean isUsual(String name) {
            return name.indexOf('_') < 0;
        }

        // By default the JDK does not send names without a dot. Names with an underscore must not be sent
        // (RFC 6066), and servers in Java break off when they are.

        @Override
        protected void initializeSocket(SSLSocket socket) {
            if (isUsual(name) && IpLiteral.parse(name).isEmpty()) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(name.getBytes(US_ASCII))));
                socket.setSSLParameters(parameters);
            }
        }
    }
}
