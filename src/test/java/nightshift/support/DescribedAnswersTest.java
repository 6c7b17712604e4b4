package nightshift.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that differ from the OpenAPI document fail a test. */
class DescribedAnswersTest {

    private static final String QUEUES = "/api/v1/queues";
    private static final String PROBLEM =
            "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"Redis cannot be reached.\"}";

    private HttpServer server;
    private int status = 200;
    private String type = "application/json";
    private String retryAfter;
    private String body = "{\"items\":[]}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            if (retryAfter != null) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void call(String method, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        DescribedAnswers.check(HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString()));
    }

    private void assertFails(String method, String path, String why) {
        assertThatThrownBy(() -> call(method, path))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }

    @Test
    void whatIsDescribedPasses() {
        assertThatCode(() -> call("GET", QUEUES + "?x=y")).doesNotThrowAnyException();
    }

    @Test
    void anotherStatusFails() {
        status = 409;

        assertFails("GET", QUEUES, "409 is not a described status");
    }

    @Test
    void anotherTypeFails() {
        type = "text/html";

        assertFails("GET", QUEUES, "'text/html', which is not described");
    }

    @Test
    void aFieldThatIsNotDescribedFails() {
        body = "{\"items\":[],\"more\":1}";

        assertFails("GET", QUEUES, "does not fit the OpenAPI document");
    }

    @Test
    void aFieldThatIsMissingFails() {
        body = "{}";

        assertFails("GET", QUEUES, "required property 'items' not found");
    }

    @Test
    void aProblemNeedsItsHeaders() {
        status = 503;
        type = "application/problem+json";
        body = PROBLEM;
        assertFails("GET", QUEUES, "has no header Retry-After");

        retryAfter = "2";
        assertThatCode(() -> call("GET", QUEUES)).doesNotThrowAnyException();
    }

    @Test
    void aCallThatIsNotDescribedIsRefusedOrFails() {
        assertFails("GET", "/api/v1/nothing", "the call is not described");

        status = 404;
        type = "application/problem+json";
        body = PROBLEM;
        assertThatCode(() -> call("GET", "/api/v1/nothing")).doesNotThrowAnyException();
    }

    @Test
    void everyLineIsChecked() {
        type = "application/x-ndjson";
        body = "{\"index\":0,\"id\":\"019ab3c4-0000-7000-8000-000000000000\"}\n{\"index\":1}\n";

        assertFails("POST", "/api/v1/jobs:batchCreate", "{\"index\":1}");
    }

    @Test
    void everyEventIsChecked() {
        type = "text/event-stream";
        body = "event: queue\ndata: {\"name\":\"mail\",\"paused\":true}\n\nevent: queue\ndata: {\"name\":\"mail\"}\n\n";

        assertFails("GET", "/api/v1/events", "{\"name\":\"mail\"}");
    }

    @Test
    void anEmptyAnswerIsEmpty() {
        assertFails("DELETE", "/api/v1/session", "is not a described status");

        status = 204;
        body = "";
        assertFails("DELETE", "/api/v1/session", "has no header Set-Cookie");
    }
}
