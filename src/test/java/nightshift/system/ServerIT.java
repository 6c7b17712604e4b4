package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import nightshift.support.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerIT {

    private static final URI SERVER = SharedServer.url();

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"/health/started", "/health/ready", "/health/live"})
    void isHealthy(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void showsTheStateOfRedisWithItsReadiness() throws Exception {
        assertThat(get("/health/ready").body()).contains("\"redis\":\"UP\"").contains("\"draining\":false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/jobs",
                "/jobs/01a20ea2-4761-71ad-b94e-4aefc1089c2e",
                "/queues/mail.bulk",
                "/sign-in",
                "/imports/new",
                "/imports/01a20ea2-4761-71ad-b94e-4aefc1089c2e",
                "/exports"
            })
    void answersTheConsolesAddressesWithTheConsole(String path) throws Exception {
        HttpResponse<String> page = get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'")
                .contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.body()).contains("<title>Nightshift</title>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.js",
                "/assets/nothing.js",
                "/jwt",
                "/adminCenter",
                "/IBMJMXConnectorREST",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/api",
                "/api/v2"
            })
    void answersWhatIsNotThereWithoutTellingItsInsides(String path) throws Exception {
        HttpResponse<String> page = get(path);

        assertThat(page.statusCode()).as(page.body()).isEqualTo(404);
        assertThat(page.body()).doesNotContain("Exception").doesNotContain("SRVE");
        assertThat(page.headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    @Test
    void givesNobodyTheServersOwnApi() throws Exception {
        assertThat(get("/ibm/api/").statusCode()).isEqualTo(404);
    }

    @Test
    void showsItsMetrics() throws Exception {
        assertThat(get("/metrics").body().lines())
                .anyMatch(line -> line.startsWith("nightshift_redis_up{") && line.endsWith(" 1.0"))
                .anyMatch(line -> line.startsWith("nightshift_worker_slots{"))
                .anyMatch(line -> line.startsWith("nightshift_job_lateness_seconds_bucket{"))
                .anyMatch(line -> line.startsWith("nightshift_build_info{") && line.contains("version=\""))
                .noneMatch(line -> line.startsWith("http_server_request_duration"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(SERVER.resolve(path)).build(), BodyHandlers.ofString());
    }
}
