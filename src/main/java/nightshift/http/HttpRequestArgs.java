package nightshift.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.task.RawJson;

/**
 * Args of {@code http.request}.
 *
 * @param url       the address to call
 * @param method    {@link #METHOD_DEFAULT} if empty
 * @param headers   to send besides ours
 * @param body      sent byte for byte as submitted
 * @param bodyText  sent unchanged, if there is no {@code body}
 * @param timeout   for the whole exchange, from {@link #TIMEOUT_LEAST} to {@link #TIMEOUT_MOST}
 * @param success   statuses that count as done; 2xx if empty
 * @param secretRef name of the secret to sign with; the default secret if empty
 */
record HttpRequestArgs(
        @JsonPropertyDescription("http or https URL to call") @Size(min = 1, max = 8192)
        String url,

        @JsonPropertyDescription("POST if left out") Optional<HttpMethod> method,
        @JsonPropertyDescription("Headers to send, by name") Optional<Map<String, String>> headers,

        @JsonPropertyDescription("Any JSON, sent byte for byte as submitted")
        Optional<RawJson> body,

        @JsonPropertyDescription("Text to send instead of a JSON body")
        Optional<String> bodyText,

        @JsonPropertyDescription("For the whole exchange, PT0.1S to PT30M; PT30S if left out")
        Optional<Duration> timeout,

        @JsonPropertyDescription("Statuses that count as done, such as 200-299 or 404; 200-299 if left out")
        Optional<List<String>> success,

        @JsonPropertyDescription("Name of the signing secret; the default secret if left out")
        Optional<String> secretRef) {

    static final HttpMethod METHOD_DEFAULT = HttpMethod.POST;
    static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(30);
    static final Duration TIMEOUT_LEAST = Duration.ofMillis(100);
    static final Duration TIMEOUT_MOST = Duration.ofMinutes(30);

    /** The bytes to send; empty if there is no body. */
    Optional<byte[]> content() {
        return body.map(RawJson::text).or(() -> bodyText).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the bytes are, unless the headers say otherwise; empty if there is no body. */
    Optional<String> contentType() {
        return body.map(b -> "application/json").or(() -> bodyText.map(b -> "text/plain; charset=utf-8"));
    }
}
