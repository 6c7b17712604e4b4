package nightshift.support;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.arquillian.test.spi.TestRunnerAdaptor;
import org.jboss.arquillian.test.spi.TestRunnerAdaptorBuilder;

/**
 * The server of the integration tests that need none of their own. Arquillian starts it when the first of them asks for its
 * address, and stops it when the JVM ends. Each JVM that runs tests has one, with a port, a redis-server and data of its own.
 */
public final class SharedServer {

    /** The API key of {@code admin}. */
    public static final String KEY = "only-for-tests-0123456789";
    /** The password of {@code admin}. */
    public static final String PASSWORD = "only-for-tests";

    private static final int PORT = FreePort.next();
    /** Arquillian takes a server of the same name, wherever on the machine it runs, for its own. */
    private static final String NAME = "nightshift-test-" + PORT;

    /** For a Redis of NIGHTSHIFT_REDIS_URL, which others use, too. */
    private static final String NAMESPACE = "t" + System.currentTimeMillis() + "p" + PORT;

    private static boolean started;

    private SharedServer() {}

    /** Where it listens. */
    public static URI url() {
        awaitStart();
        return URI.create("http://127.0.0.1:" + PORT);
    }

    /** Where its imports and exports are. */
    public static Path bulk() {
        awaitStart();
        return folder().resolve("data/bulk/" + NAMESPACE);
    }

    private static synchronized void awaitStart() {
        if (!started) {
            start();
            started = true;
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty("nightshift.test.wlp"), "usr", "servers", NAME);
    }

    private static void start() {
        try {
            layOut(folder());
            System.setProperty("nightshift.test.server", NAME);
            System.setProperty("nightshift.test.port", Integer.toString(PORT));
            TestRunnerAdaptor arquillian = TestRunnerAdaptorBuilder.build();
            arquillian.beforeSuite();
        } catch (Exception e) {
            throw new IllegalStateException("the shared server does not start", e);
        }
    }

    /** The server as it is shipped, without its application, which Arquillian brings, and with the settings of tests. */
    private static void layOut(Path server) throws IOException {
        ServerFolder.layOut(server);
        Files.delete(server.resolve("configDropins/defaults/application.xml"));
        ServerFolder.copy(Path.of("src/test/liberty"), server);
        Files.write(
                server.resolve("server.env"),
                List.of(
                        "NIGHTSHIFT_HTTP_HOST=127.0.0.1",
                        "NIGHTSHIFT_HTTP_PORT=" + PORT,
                        "NIGHTSHIFT_DATA_DIR=" + server.resolve("data"),
                        "NIGHTSHIFT_NAMESPACE=" + NAMESPACE,
                        "NIGHTSHIFT_ADMIN_PASSWORD=" + PASSWORD,
                        "NIGHTSHIFT_ADMIN_KEY=" + KEY,
                        "NIGHTSHIFT_DEMO=true",
                        "NIGHTSHIFT_HTTP_ALLOW=127.0.0.0/8",
                        "NIGHTSHIFT_INTEGRITY_SHARE=1",
                        "CONSOLE_LOG_LEVEL=ERROR"));
    }
}
