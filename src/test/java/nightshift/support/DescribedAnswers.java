package nightshift.support;

import com.networknt.schema.Error;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Fails a test whose server gives an answer that the OpenAPI document does not describe. */
public final class DescribedAnswers {

    private static final ApiDocument DOCUMENT = new ApiDocument();

    private DescribedAnswers() {}

    /** Checks status, headers, type and body of an answer, and gives it back. */
    public static HttpResponse<String> check(HttpResponse<String> response) {
        if (!isBeforeTheStart(response)) {
            check(response.request(), response.statusCode(), response.headers(), Optional.of(response.body()));
        }
        return response;
    }

    /** On a slow machine Open Liberty opens its port before the application has started. */
    private static boolean isBeforeTheStart(HttpResponse<String> response) {
        return response.statusCode() == 404 && response.body().contains("Context Root Not Found");
    }

    /** Checks all but the body, which may be an endless stream. */
    public static void checkHead(HttpResponse<?> response) {
        check(response.request(), response.statusCode(), response.headers(), Optional.empty());
    }

    private static void check(HttpRequest request, int status, HttpHeaders headers, Optional<String> body) {
        boolean head = request.method().equals("HEAD");
        String of = request.method() + " " + request.uri() + ": " + status;
        JsonNode response =
                described(head ? "GET" : request.method(), request.uri().getRawPath(), status, of);
        response.path("headers").properties().stream()
                .filter(header -> header.getValue().path("required").asBoolean()
                        && headers.firstValue(header.getKey()).isEmpty())
                .forEach(header -> fail(of, "has no header " + header.getKey(), ""));
        if (!response.has("content")) {
            body.filter(text -> !text.isEmpty())
                    .ifPresent(text -> fail(of, "has a body, where none is described", text));
            return;
        }
        String type = headers.firstValue("Content-Type").orElse("").replaceFirst("\\s*;.*", "");
        JsonNode content = response.get("content").get(type);
        if (content == null) {
            fail(of, "has the type '" + type + "', which is not described", body.orElse(""));
        } else if (!head) {
            body.ifPresent(text -> check(of, type, content.get("schema"), text));
        }
    }

    private static JsonNode described(String method, String path, int status, String of) {
        Optional<ApiDocument.Operation> call = DOCUMENT.operations().stream()
                .filter(each -> each.takes(method, path))
                .findFirst();
        if (call.isPresent()) {
            return call.get().response(status).orElseThrow(() -> new AssertionError(of + " is not a described status"));
        }
        boolean otherMethod = DOCUMENT.operations().stream().anyMatch(each -> each.isAt(path));
        if (status >= 400 && status < 500 && (otherMethod || status != 405)) {
            return DOCUMENT.root().at("/components/responses/Problem");
        }
        throw new AssertionError(of + ": the call is not described");
    }

    private static void check(String of, String type, JsonNode schema, String body) {
        if (type.endsWith("json") && !type.endsWith("ndjson")) {
            check(of, schema, body);
        } else if (schema.has("x-line")) {
            body.lines().forEach(line -> check(of, schema.get("x-line"), line));
        } else if (type.equals("text/event-stream")) {
            for (String event : body.split("\n\n", -1)) {
                checkEvent(event);
            }
        }
    }

    /** Checks an event: the lines between two blank ones. */
    public static void checkEvent(String event) {
        List<String> lines = event.lines().toList();
        Optional<String> type =
                lines.stream().filter(line -> line.startsWith("event: ")).findFirst();
        Optional<String> data =
                lines.stream().filter(line -> line.startsWith("data: ")).findFirst();
        if (type.isPresent() && data.isPresent()) {
            checkEvent(type.get().substring(7), data.get().substring(6));
        }
    }

    /** Checks the data of an event of this type. */
    public static void checkEvent(String type, String data) {
        JsonNode events = DOCUMENT.root()
                .at("/paths/~1api~1v1~1events/get/responses/200/content/text~1event-stream/schema/x-events");
        JsonNode schema = events.get(type);
        if (schema == null) {
            fail("event " + type, "is not described", data);
        }
        check("event " + type, schema, data);
    }

    private static void check(String of, JsonNode schema, String json) {
        List<Error> violations = DOCUMENT.violations(schema, json);
        if (!violations.isEmpty()) {
            fail(of, "does not fit the OpenAPI document: " + violations, json);
        }
    }

    private static void fail(String of, String what, String body) {
        throw new AssertionError(of + " " + what
                + (body.isEmpty() ? "" : "\n" + body.substring(0, Math.min(body.length(), 2000))));
    }
}
