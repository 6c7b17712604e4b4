package nightshift.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.net.URI;
import nightshift.task.AttemptFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallSpanTest {

    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private final Tracer tracer = TELEMETRY.getOpenTelemetry().getTracer("test");

    private CallSpan call(String url) {
        return new CallSpan(tracer, HttpMethod.PUT, URI.create(url));
    }

    private static SpanData ended(CallSpan call) {
        call.end();
        return TELEMETRY.getSpans().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/secret?key=1, 443",
        "HTTP://a.example/secret, 80",
        "http://a.example:8080/secret, 8080"
    })
    void namesTheServerWithoutPathAndQuery(String url, long port) {
        CallSpan call = call(url);
        call.answered(204);

        SpanData span = ended(call);

        assertThat(span.getName()).isEqualTo("PUT");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(span.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("http.request.method", "PUT")
                        .put("server.address", "a.example")
                        .put("server.port", port)
                        .put("http.response.status_code", 204)
                        .build()
                        .asMap());
    }

    @Test
    void anAnswerThatIsNoSuccessFailsItByItsStatus() {
        CallSpan call = call("http://a.example");
        call.answered(503);
        call.failed(AttemptFailed.retryable("http-status", "503 Service Unavailable", null));

        SpanData span = ended(call);

        assertThat(span.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "503 Service Unavailable"));
        assertThat(span.getAttributes().get(ERROR)).isEqualTo("503");
    }

    @Test
    void noAnswerFailsItByItsCause() {
        CallSpan refused = call("http://a.example");
        refused.failed(AttemptFailed.permanent("address-refused", "no", null));

        assertThat(ended(refused).getAttributes().get(ERROR)).isEqualTo("address-refused");
    }

    @Test
    void anInterruptionFailsItToo() {
        CallSpan call = call("http://a.example");
        call.failed(new InterruptedException());

        assertThat(ended(call).getAttributes().get(ERROR)).isEqualTo("java.lang.InterruptedException");
    }

    @Test
    void withoutATraceThereIsNothingToSend() {
        assertThat(new CallSpan(OpenTelemetry.noop().getTracer("test"), HttpMethod.GET, URI.create("http://a.example"))
                        .traceparent())
                .isEmpty();
    }
}
