package nightshift.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opentelemetry.api.OpenTelemetry;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import nightshift.binding.TaskCompiler;
import nightshift.support.FakeContext;
import nightshift.task.AttemptFailed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers with TLS: with a certificate that is trusted, and with one that nobody vouches for. */
@Timeout(60)
class TlsTest {

    private static final String PASSWORD = "changeit";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String OK = Receiver.response(200, Map.of(), "ok");

    @TempDir
    static Path directory;

    private static Path keys;
    private static String trustStoreOfTheJvm;

    @BeforeAll
    static void makeCertificate() throws Exception {
        keys = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=self.example",
                        "-storetype",
                        "PKCS12",
                        "-ext",
                        "san=dns:good.test,dns:xn--mnchen-3ya.test,dns:*.names.test,ip:127.0.0.1",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(keytool.waitFor()).isZero();
        trustStoreOfTheJvm = System.getProperty(TRUST_STORE);
        System.setProperty(TRUST_STORE, keys.toString());
        System.setProperty(TRUST_STORE + "Password", PASSWORD);
    }

    @AfterAll
    static void restoreTrust() {
        System.clearProperty(TRUST_STORE + "Password");
        distrust();
    }

    private static void distrust() {
        if (trustStoreOfTheJvm == null) {
            System.clearProperty(TRUST_STORE);
        } else {
            System.setProperty(TRUST_STORE, trustStoreOfTheJvm);
        }
    }

    private static ServerSocket listening() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    private static HttpRequestTask task() {
        HttpTaskConfig config = new HttpTaskConfig("1", List.of(Cidr.parse("127.0.0.1")), Optional.empty(), Map.of());
        NameLookup names = host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        return new HttpRequestTask(config, names, Clock.systemUTC(), result -> {}, OpenTelemetry.noop());
    }

    private static Optional<String> deliver(HttpRequestTask task, String host, Receiver receiver, String more)
            throws Exception {
        return task.definition(new TaskCompiler())
                .handler()
                .handle("{\"url\":\"https://" + host + ":" + receiver.port() + "/\"" + more + "}", FakeContext.first());
    }

    private static AttemptFailed failure(HttpRequestTask task, String host, Receiver receiver, String more) {
        return catchThrowableOfType(AttemptFailed.class, () -> deliver(task, host, receiver, more));
    }

    private static String serverName(Receiver.Request request) {
        ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) request.socket()).getSession();
        return session.getRequestedServerNames().stream()
                .map(name -> new String(name.getEncoded(), US_ASCII))
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "good.test, good.test", "good.test., good.test", "xn--mnchen-3ya.test, xn--mnchen-3ya.test",
        "xn--mnchen-3ya.test., xn--mnchen-3ya.test", "a_b.names.test, ''", "127.0.0.1, ''"
    })
    void nameIsCheckedAndSentWhateverItsForm(String host, String serverName) throws Exception {
        List<String> names = new CopyOnWriteArrayList<>();
        try (HttpRequestTask task = task();
                Receiver receiver = new Receiver(
                        (request, out) -> {
                            names.add(serverName(request));
                            Receiver.write(out, OK);
                        },
                        listening())) {
            assertThat(deliver(task, host, receiver, "")).contains("{\"status\":200}");
            assertThat(deliver(task, host, receiver, "")).contains("{\"status\":200}");

            assertThat(names).containsExactly(serverName, serverName);
            assertThat(receiver.connections).as("used again").hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad.test", "a_b.test", "deep.a_b.names.test", "xn--mnchen-3yb.test", "localhost"})
    void certificateOfAnotherNameGetsNoRequest(String host) throws Exception {
        try (HttpRequestTask task = task();
                Receiver receiver = new Receiver((request, out) -> Receiver.write(out, OK), listening())) {
            assertThat(failure(task, host, receiver, "").type()).isEqualTo("http-tls");
            assertThat(receiver.requests).isEmpty();
        }
    }

    @Test
    void selfSignedCertificateGetsNoRequest() throws Exception {
        distrust();
        try (HttpRequestTask task = task();
                Receiver receiver = new Receiver((request, out) -> Receiver.write(out, OK), listening())) {
            AttemptFailed failure = failure(task, "good.test", receiver, "");

            assertThat(failure.type()).isEqualTo("http-tls");
            assertThat(failure.remedy()).isEqualTo(AttemptFailed.Remedy.RETRY);
            assertThat(failure.getMessage()).endsWith(" (POST https://good.test:" + receiver.port() + "/)");
            assertThat(receiver.requests).isEmpty();
        } finally {
            System.setProperty(TRUST_STORE, keys.toString());
        }
    }

    @Test
    void connectionThatTheReceiverClosesIsReplaced() throws Exception {
        try (HttpRequestTask task = task();
                Receiver receiver = new Receiver(
                        (request, out) -> {
                            Receiver.write(out, OK);
                            request.socket().close();
                        },
                        listening())) {
            for (int i = 0; i < 20; i++) {
                assertThat(deliver(task, "good.test", receiver, "")).contains("{\"status\":200}");
            }
        }
    }

    @Test
    void bytesAfterAnAnswerAreNotTheNextAnswer() throws Exception {
        try (HttpRequestTask task = task();
                Receiver receiver = new Receiver(
                        (request, out) -> Receiver.write(
                                out,
                                request.line().startsWith("PUT")
                                        ? "HTTP/1.1 204 No Content\r\n\r\n" + OK
                                        : Receiver.response(500, Map.of(), "")),
                        listening())) {
            deliver(task, "good.test", receiver, ",\"method\":\"PUT\"");

            assertThat(failure(task, "good.test", receiver, "")).hasMessageStartingWith("500 ");
        }
    }

    @Test
    void answerBeforeTheBodyWasReadCounts() throws Exception {
        try (HttpRequestTask task = task();
                Receiver receiver = new Receiver(
                        (Receiver.EarlyScript) (request, out) -> {
                            Receiver.write(
                                    out, "HTTP/1.1 413 X\r\nConnection: close\r\nContent-Length: 5\r\n\r\nearly");
                            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                            request.socket().close();
                        },
                        listening())) {
            assertThat(failure(
                            task,
                            "good.test",
                            receiver,
                            ",\"bodyText\":\"" + "b".repeat(8 * 1024 * 1024) + "\",\"timeout\":\"PT20S\""))
                    .hasMessageStartingWith("413 ");
        }
    }
}
