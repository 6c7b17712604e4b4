package nightshift.system;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nightshift.support.FreePort;
import nightshift.support.ServerFolder;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A server as an operator runs it: the built WAR on Open Liberty in a process of its own, with its own redis-server and
 * data. It can be killed, and started again on the same data.
 */
final class ServerProcess implements AutoCloseable {

    static final String KEY = "key-of-the-system-tests-0123456789";

    private final Path folder;
    private final int port;
    private final Map<String, String> settings;
    private Process script;

    private ServerProcess(Path folder, int port, Map<String, String> settings) {
        this.folder = folder;
        this.port = port;
        this.settings = settings;
    }

    /** Lays out a server of the name under {@code target} with no data; {@link #start} starts it. */
    static ServerProcess create(String name, Map<String, String> settings) throws IOException {
        return create(name, settings, new JavaArchive[0]);
    }

    /** The same with libraries of a user put into the WAR. */
    static ServerProcess create(String name, Map<String, String> settings, JavaArchive... libraries)
            throws IOException {
        Path folder = Path.of("target", "system", name).toAbsolutePath();
        ServerFolder.delete(folder);
        Path server = Files.createDirectories(folder.resolve("usr/servers/nightshift"));
        ServerFolder.layOut(server);
        Files.createDirectories(server.resolve("apps"));
        ShrinkWrap.create(ZipImporter.class, "nightshift.war")
                .importFrom(ServerFolder.war().toFile())
                .as(WebArchive.class)
                .addAsLibraries(libraries)
                .as(ZipExporter.class)
                .exportTo(server.resolve("apps/nightshift.war").toFile());
        return new ServerProcess(folder, FreePort.next(), settings);
    }

    /** Adds to the configuration what stands between the tags of {@code server}. */
    void configure(String xml) throws IOException {
        Path overrides = Files.createDirectories(folder.resolve("usr/servers/nightshift/configDropins/overrides"));
        Files.writeString(overrides.resolve("test.xml"), "<server>" + xml + "</server>");
    }

    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("nightshift.test.wlp"), "bin", "server")
                        .toString(),
                "run",
                "nightshift");
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("console.log").toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("NIGHTSHIFT_") || name.startsWith("OTEL_"));
        environment.putAll(Map.of(
                "WLP_USER_DIR",
                folder.resolve("usr").toString(),
                "NIGHTSHIFT_HTTP_HOST",
                "127.0.0.1",
                "NIGHTSHIFT_HTTP_PORT",
                Integer.toString(port),
                "NIGHTSHIFT_DATA_DIR",
                folder.resolve("data").toString(),
                "NIGHTSHIFT_DEMO",
                "true",
                "NIGHTSHIFT_ADMIN_PASSWORD",
                "password-of-the-system-tests",
                "NIGHTSHIFT_ADMIN_KEY",
                KEY));
        environment.putAll(settings);
        script = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::endNow));
        await("a server that is ready").atMost(Duration.ofSeconds(300)).until(this::isReady);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What it has logged since it was last started, a JSON object a line. */
    List<String> log() throws IOException {
        return Files.readAllLines(folder.resolve("usr/servers/nightshift/logs/messages.log"));
    }

    private boolean isReady() {
        if (!script.isAlive()) {
            throw new IllegalStateException("the server ended; see " + folder.resolve("console.log"));
        }
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) url().resolve("/health/ready").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the server as a power cut would, its redis-server excepted. */
    void kill() {
        javaProcess().destroyForcibly();
        await("the end of the server").atMost(Duration.ofSeconds(60)).until(() -> !script.isAlive());
    }

    /** So that a run of tests that is broken off leaves no server behind. */
    private void endNow() {
        Stream.concat(script.descendants(), Stream.of(script.toHandle())).forEach(ProcessHandle::destroy);
    }

    /** Asks the server to stop, as an orchestrator does, and waits until it has. */
    void stop() {
        javaProcess().destroy();
        await("the end of the server").atMost(Duration.ofSeconds(60)).until(() -> !script.isAlive());
    }

    /** How many objects of the classes whose names contain a text its memory holds after a collection. */
    long objects(String className) throws IOException {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(javaProcess().pid()),
                        "GC.class_histogram")
                .start();
        try (BufferedReader lines = histogram.inputReader()) {
            return lines.lines()
                    .filter(line -> line.contains(className))
                    .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[1]))
                    .sum();
        }
    }

    private ProcessHandle javaProcess() {
        return Stream.concat(Stream.of(script.toHandle()), script.descendants())
                .filter(process -> process.info()
                        .command()
                        .map(command -> command.endsWith("java"))
                        .orElse(false))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        if (script != null && script.isAlive()) {
            stop();
        }
    }
}
