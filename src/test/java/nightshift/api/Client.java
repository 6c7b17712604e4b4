package nightshift.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import nightshift.support.DescribedAnswers;
import nightshift.support.SharedServer;
import nightshift.web.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the {@link SharedServer} over HTTP, with the key of {@code admin}. Fails where an answer is not as the OpenAPI document
 * says.
 */
final class Client {

    static final String URL = SharedServer.url().toString();
    static final String KEY = SharedServer.KEY;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final JsonMapper JSON = new JsonMapper();

    /** What came back. */
    record Answer(int status, String body, HttpResponse<?> response) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        String text(String field) {
            return json().path(field).asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        boolean isProblem() {
            return header("Content-Type").equals(Problem.MEDIA_TYPE)
                    && json().path("status").asInt() == status
                    && !text("title").isEmpty()
                    && !text("detail").isEmpty();
        }

        String pointers() {
            return StreamSupport.stream(json().path("errors").spliterator(), false)
                    .map(error -> error.path("pointer").asString())
                    .collect(Collectors.joining(" "));
        }
    }

    private Client() {}

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    /** A request with the admin's key. */
    static HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + KEY);
    }

    static HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create(URL + "/api/v1" + path)).timeout(Duration.ofSeconds(60));
    }

    static Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        DescribedAnswers.check(response);
        return new Answer(response.statusCode(), response.body(), response);
    }

    static HttpResponse<InputStream> open(HttpRequest.Builder request) {
        HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
        DescribedAnswers.checkHead(response);
        return response;
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new IllegalStateException("The server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Answer get(String path) {
        return send(request(path).GET());
    }

    static Answer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    static Answer submit(BodyPublisher body) {
        return send(request("/jobs").header("Content-Type", "application/json").POST(body));
    }

    static Answer submit(String json) {
        return submit(BodyPublishers.ofString(json));
    }

    /** @param query such as {@code ?dryRun=true} */
    static Answer submit(String query, String json) {
        return send(request("/jobs" + query)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Submits a job that must be accepted. */
    static String submitted(String json) {
        Answer answer = submit(json);
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.text("id");
    }

    /** The job when it has ended. */
    static Answer ended(String id) {
        return get("/jobs/" + id + "?wait=PT30S");
    }
}
