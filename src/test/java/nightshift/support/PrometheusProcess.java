package nightshift.support;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A Prometheus that scrapes a server every second, with the shipped recording rules and one alert. */
public final class PrometheusProcess implements AutoCloseable {

    private final int port = FreePort.next();
    private Process process;

    /**
     * Starts it.
     *
     * @param server what it scrapes
     * @param alert  a rule in YAML
     */
    public void start(URI server, String alert) throws IOException {
        Path folder = Files.createTempDirectory("nightshift-prometheus");
        Files.writeString(folder.resolve("alert.yml"), "groups: [{name: test, rules: [" + alert + "]}]\n");
        Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [%s, alert.yml]
                scrape_configs:
                  - job_name: nightshift
                    static_configs: [{targets: ['%s'], labels: {namespace: tested, component: all}}]
                """.formatted(
                        Path.of("prometheus/rules/recording.yml").toAbsolutePath(), server.getAuthority()));
        process = new ProcessBuilder(List.of(
                        "prometheus",
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await("Prometheus").atMost(Duration.ofMinutes(1)).until(this::isReady);
    }

    /** Its address. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) url().resolve("/-/ready").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it at once. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
