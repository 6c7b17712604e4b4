package nightshift.work.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import nightshift.job.AttemptFailed;
import nightshift.work.FakeContext;
import nightshift.work.TaskCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that nobody vouches for. */
class TlsTest {

    private static final String PASSWORD = "changeit";

    private static SSLContext selfSigned(Path directory) throws Exception {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=self.example", "-storetype", "PKCS12",
                "-keystore", file.toString(), "-storepass", PASSWORD).redirectErrorStream(true).start();
        keytool.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void selfSignedCertificateGetsNoRequest(@TempDir Path directory) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(directory)));
        boolean[] reached = new boolean[1];
        server.createContext("/", exchange -> {
            reached[0] = true;
            throw new IOException("nobody should come here");
        });
        server.start();
        HttpTaskConfig config =
                new HttpTaskConfig("1", List.of(Cidr.parse("127.0.0.1")), Optional.empty(), Map.of());
        NameLookup names = host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        try (HttpRequestTask task = new HttpRequestTask(config, names, Clock.systemUTC(), result -> { })) {
            String args = "{\"url\":\"https://self.example:" + server.getAddress().getPort() + "/\"}";
            AttemptFailed failure = catchThrowableOfType(AttemptFailed.class,
                    () -> task.definition(new TaskCompiler()).handler().handle(args, FakeContext.first()));

            assertThat(failure.type()).isEqualTo("http-tls");
            assertThat(failure.remedy()).isEqualTo(AttemptFailed.Remedy.RETRY);
            assertThat(reached[0]).isFalse();
        } finally {
            server.stop(0);
        }
    }
}
