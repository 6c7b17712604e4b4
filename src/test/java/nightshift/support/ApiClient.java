package nightshift.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a server under test as a program does, with an API key. Fails where an answer is not as the OpenAPI document says. */
public final class ApiClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String[] headers;

    public ApiClient(URI server, String key) {
        this(server.resolve("/api/v1/"), new String[] {"Authorization", "Bearer " + key});
    }

    private ApiClient(URI base, String[] headers) {
        this.base = base;
        this.headers = headers;
    }

    /** The same client, which sends one more header. */
    public ApiClient with(String name, String value) {
        return new ApiClient(
                base, Stream.concat(Stream.of(headers), Stream.of(name, value)).toArray(String[]::new));
    }

    /** An answer; {@code json} is missing where the body is not JSON. */
    public record Answer(int status, JsonNode json, String text, HttpResponse<String> raw) {}

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public Answer post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public Answer postLines(String path, String lines) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/x-ndjson").POST(BodyPublishers.ofString(lines)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .headers(headers);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        DescribedAnswers.check(response);
        boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json")
                && !response.headers().firstValue("Content-Type").orElse("").contains("ndjson");
        return new Answer(
                response.statusCode(),
                json ? JSON.readTree(response.body()) : JSON.missingNode(),
                response.body(),
                response);
    }
}
