package nightshift.http;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.net.URI;
import java.util.Optional;
import nightshift.task.AttemptFailed;

/**
 * The span of one request to a remote server, under the attempt's. With tracing off it passes on the attempt's trace
 * unchanged. Paths and queries are left out because they often hold secrets.
 */
final class CallSpan {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Span span;
    private String status;

    CallSpan(Tracer tracer, HttpMethod method, URI url) {
        span = tracer.spanBuilder(method.name()).setSpanKind(SpanKind.CLIENT).startSpan();
        if (span.isRecording()) {
            span.setAttribute(METHOD, method.name())
                    .setAttribute(HOST, HostName.of(url).orElse(""))
                    .setAttribute(PORT, (long) port(url));
        }
    }

    private static int port(URI url) {
        if (HostName.port(url) != -1) {
            return HostName.port(url);
        }
        return url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** The header {@code traceparent}, if the job is traced. */
    Optional<String> traceparent() {
        SpanContext context = span.getSpanContext();
        return context.isValid()
                ? Optional.of("00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex())
                : Optional.empty();
    }

    void answered(int code) {
        span.setAttribute(STATUS, (long) code);
        status = Integer.toString(code);
    }

    /** The request failed, or its answer was not a success. */
    void failed(Exception e) {
        String type =
                e instanceof AttemptFailed failed ? failed.type() : e.getClass().getName();
        span.setAttribute(ERROR, status == null ? type : status)
                .setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
    }

    void end() {
        span.end();
    }
}
